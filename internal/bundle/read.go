package bundle

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// Bundle is a dossier that was read: whole and unaltered, as far as its own
// manifest tells.
type Bundle struct {
	Manifest Manifest
	archive  *zip.Reader
	members  map[string][]byte
}

// ErrAltered says that a dossier is not what its manifest says.
var ErrAltered = errors.New("the dossier was altered or is damaged")

// Member returns the content of a member, or nil when the dossier has none of
// that name.
func (b *Bundle) Member(name string) []byte { return b.members[name] }

// FS gives the members as files; those of the user's own rules are in rules.
func (b *Bundle) FS() fs.FS { return b.archive }

// Rules counts the files of the user's own rules.
func (b *Bundle) Rules() int {
	n := 0
	for name := range b.members {
		if ruleName.MatchString(name) {
			n++
		}
	}
	return n
}

// Read reads a dossier of a known size into memory, and checks it against its
// manifest. Errors say what is wrong; errors.Is tells ErrAltered from an archive
// that is no dossier at all.
func Read(r io.ReaderAt, size int64) (*Bundle, error) {
	if size > MaxArchive {
		return nil, fmt.Errorf("%d bytes are more than a dossier has (%d)", size, int64(MaxArchive))
	}
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("not a dossier of camorigin: %w", err)
	}
	if err := checkList(archive.File); err != nil {
		return nil, err
	}
	b := &Bundle{archive: archive, members: make(map[string][]byte, len(archive.File))}
	for _, file := range archive.File {
		data, err := unpack(file)
		if err != nil {
			return nil, err
		}
		b.members[file.Name] = data
	}
	if b.Manifest, err = parseManifest(b.members[ManifestName]); err != nil {
		return nil, err
	}
	return b, b.check()
}

// checkList refuses archives whose list of members is not that of a dossier,
// before anything is unpacked.
func checkList(files []*zip.File) error {
	if len(files) > maxMembers {
		return fmt.Errorf("%d members are more than a dossier has (%d)", len(files), maxMembers)
	}
	seen := map[string]bool{}
	var total uint64
	for _, f := range files {
		most := limit(f.Name)
		total += min(f.UncompressedSize64, maxTotal)
		switch {
		case most == 0 || !f.Mode().IsRegular():
			return fmt.Errorf("member %.100q does not belong into a dossier", f.Name)
		case seen[f.Name]:
			return fmt.Errorf("member %s stands in the archive twice", f.Name)
		case f.UncompressedSize64 > most || total > maxTotal:
			return fmt.Errorf("member %s is too large: %d bytes, at most %d", f.Name, f.UncompressedSize64, most)
		}
		seen[f.Name] = true
	}
	for _, name := range []string{ManifestName, EvidenceName, ResultName, PolicyName} {
		if !seen[name] {
			return fmt.Errorf("no %s in it: not a dossier of camorigin", name)
		}
	}
	return nil
}

// unpack reads a member; its size is bounded whatever its header says.
func unpack(f *zip.File) (data []byte, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	most := limit(f.Name)
	if data, err = io.ReadAll(io.LimitReader(r, int64(most)+1)); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrAltered, f.Name, err)
	}
	if uint64(len(data)) > most {
		return nil, fmt.Errorf("%s: more than %d bytes", f.Name, most)
	}
	return data, nil
}

// check compares the members with the manifest.
func (b *Bundle) check() error {
	listed := byName(b.Manifest.Members)
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(b.members)) {
		if name == ManifestName {
			continue
		}
		sum, found := listed[name]
		delete(listed, name)
		switch {
		case !found:
			errs = append(errs, fmt.Errorf("%w: %s is not in its manifest", ErrAltered, name))
		case sum != HashOf(name, b.members[name]).SHA256:
			errs = append(errs, fmt.Errorf("%w: %s is not what its manifest says", ErrAltered, name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		errs = append(errs, fmt.Errorf("%w: %.100q of its manifest is missing", ErrAltered, name))
	}
	return errors.Join(errs...)
}
