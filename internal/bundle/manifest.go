package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// Schema names the version of the dossier.
const Schema = "camorigin.bundle/v1"

// Manifest says what is in a dossier and what the result was made with.
type Manifest struct {
	Schema  string  `json:"schema"`
	Tool    string  `json:"tool"`
	Version string  `json:"version"`
	Options Options `json:"options"`
	Members []Hash  `json:"members"` // of this archive, sorted by name
	Data    []Hash  `json:"data"`    // of the rules and data that were used, sorted by name; they are not in the archive
}

// Options is what the result was made with, apart from files.
type Options struct {
	AsOf     string `json:"as_of"` // YYYY-MM-DD
	Policy   string `json:"policy"`
	Lang     string `json:"lang"`
	Currency string `json:"currency,omitempty"`
	Redacted bool   `json:"redacted"`

	// Names that files of the user had; results cite the decisions' by its name.
	DecisionsFile string `json:"decisions_file,omitempty"`
	PricesFile    string `json:"prices_file,omitempty"`
}

// Hash is a file and the SHA-256 of its content, in hexadecimal.
type Hash struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// HashFiles hashes every file of a file system, sorted by name.
func HashFiles(fsys fs.FS) ([]Hash, error) {
	var list []Hash
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		list = append(list, HashOf(name, data))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("hash data: %w", err)
	}
	return list, nil
}

// HashOf hashes one content.
func HashOf(name string, data []byte) Hash {
	sum := sha256.Sum256(data)
	return Hash{Name: name, SHA256: hex.EncodeToString(sum[:])}
}

// Differing lists the files that are not the same in two lists of hashes, each as
// its name and what is different about it.
func Differing(theirs, ours []Hash) []string {
	was, is := byName(theirs), byName(ours)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(was)) {
		switch sum, found := is[name]; {
		case !found:
			list = append(list, name+" (no longer there)")
		case sum != was[name]:
			list = append(list, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if _, found := was[name]; !found {
			list = append(list, name+" (new)")
		}
	}
	return list
}

func byName(list []Hash) map[string]string {
	m := make(map[string]string, len(list))
	for _, h := range list {
		m[h.Name] = h.SHA256
	}
	return m
}

// parseManifest reads a manifest and checks what it must have.
func parseManifest(data []byte) (Manifest, error) {
	var m Manifest
	lines := json.NewDecoder(bytes.NewReader(data))
	lines.DisallowUnknownFields()
	if err := lines.Decode(&m); err != nil {
		return m, fmt.Errorf("%s: %w", ManifestName, err)
	}
	if _, err := lines.Token(); !errors.Is(err, io.EOF) {
		return m, fmt.Errorf("%s: text after its end", ManifestName)
	}
	if m.Schema != Schema {
		return m, fmt.Errorf("%s: schema %.40q is not %q; use the version of camorigin that made the dossier", ManifestName, m.Schema, Schema)
	}
	return m, nil
}
