package cli

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"camorigin/fingerprints"
	"camorigin/internal/origin/oui"
)

// Limits of a zip file of data.
const (
	maxDataFiles = 10_000
	maxDataBytes = 256 << 20 // unpacked
)

// prefixesName is the table of MAC prefixes in a folder or zip file of data.
const prefixesName = "prefixes.bin"

// dataFlag is the flag --data: data that takes the place of the program's own.
type dataFlag struct {
	path string
	data fs.FS
}

// String is what was given.
func (d *dataFlag) String() string { return d.path }

// Type names the value in the help.
func (d *dataFlag) Type() string { return "DIR|ZIP" }

// Set opens the folder or zip file.
func (d *dataFlag) Set(path string) error {
	top, err := openData(path)
	if err != nil {
		return err
	}
	entries, err := fs.ReadDir(top, ".")
	if err != nil {
		return err
	}
	replaced := make(map[string]bool)
	for _, e := range entries {
		replaced[e.Name()] = true
	}
	if !replaced["makers"] && !replaced["rules"] && !replaced["lists.yaml"] && !replaced["vulnerabilities.yaml"] && !replaced[prefixesName] {
		return errors.New("none of makers, rules, lists.yaml, vulnerabilities.yaml and " + prefixesName + " is in it; it should be laid out as the folder fingerprints of the source")
	}
	d.path, d.data = path, overlay{top: top, replaced: replaced, base: fingerprints.FS}
	return nil
}

// FS is the data to judge with.
func (d *dataFlag) FS() fs.FS {
	if d.data == nil {
		return fingerprints.FS
	}
	return d.data
}

// prefixes is the table of MAC prefixes to look companies up in.
func (d *dataFlag) prefixes() (*oui.Table, error) {
	if d.data == nil {
		return oui.Load()
	}
	data, err := fs.ReadFile(d.data, prefixesName)
	if errors.Is(err, fs.ErrNotExist) {
		return oui.Load()
	}
	if err != nil {
		return nil, err
	}
	return oui.Read(data)
}

// openData opens a folder, whose links lead nowhere outside it, or a zip file.
func openData(path string) (fs.FS, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil, err
		}
		return root.FS(), nil
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, fmt.Errorf("neither a folder nor a zip file: %w", err)
	}
	if err := checkArchive(archive.File); err != nil {
		_ = archive.Close()
		return nil, err
	}
	return archive, nil
}

// checkArchive refuses what is too large to be data of this program. Package zip
// holds each file to the size that is stated for it.
func checkArchive(files []*zip.File) error {
	if len(files) > maxDataFiles {
		return fmt.Errorf("%d files in it, at most %d are read", len(files), maxDataFiles)
	}
	var total uint64
	for _, f := range files {
		if total += f.UncompressedSize64; f.UncompressedSize64 > maxDataBytes || total > maxDataBytes {
			return fmt.Errorf("it unpacks to more than %d MB", maxDataBytes>>20)
		}
	}
	return nil
}

// overlay is the base with the top's entries in place of those of the same name.
type overlay struct {
	top      fs.FS
	replaced map[string]bool
	base     fs.FS
}

// Open opens a file of the top where the top has the first part of its name.
func (o overlay) Open(name string) (fs.File, error) {
	first, _, _ := strings.Cut(name, "/")
	if o.replaced[first] {
		return o.top.Open(name)
	}
	return o.base.Open(name)
}
