package bundle

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"
)

// Write writes a dossier with these members. The manifest's list of members is
// made here. Order and times are fixed: the same content gives the same bytes.
func Write(w io.Writer, m Manifest, members map[string][]byte) error {
	m.Schema, m.Members = Schema, nil
	names := slices.Sorted(maps.Keys(members))
	for _, name := range names {
		if name == ManifestName || uint64(len(members[name])) > limit(name) || limit(name) == 0 {
			return fmt.Errorf("%s: not to be packed: %d bytes, at most %d", name, len(members[name]), limit(name))
		}
		m.Members = append(m.Members, HashOf(name, members[name]))
	}
	if len(names)+1 > maxMembers {
		return fmt.Errorf("%d files are too many for a dossier, which has at most %d; join the files of rules", len(names)+1, maxMembers)
	}
	manifest, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	archive := zip.NewWriter(w)
	if err := add(archive, ManifestName, append(manifest, '\n')); err != nil {
		return err
	}
	for _, name := range names {
		if err := add(archive, name, members[name]); err != nil {
			return err
		}
	}
	return archive.Close()
}

// add writes one member, with the first day that the format knows for its time.
func add(archive *zip.Writer, name string, data []byte) error {
	w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
