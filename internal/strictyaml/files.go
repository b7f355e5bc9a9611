package strictyaml

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Files returns the names of the *.yaml files in and below dir, sorted. A
// directory that does not exist is an error.
func Files(fsys fs.FS, dir string) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !entry.IsDir() && path.Ext(name) == ".yaml" {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("cannot list the files of %s: %w", dir, err)
	}
	slices.Sort(names)
	return names, nil
}

// DecodeFile reads a file of fsys into out, as DecodeLimited does. Anything but
// a regular file is refused.
func DecodeFile(fsys fs.FS, name string, out any, limits Limits) error {
	return newDecoder().decodeFile(fsys, name, out, limits)
}

func (d decoder) decodeFile(fsys fs.FS, name string, out any, limits Limits) error {
	data, err := readFile(fsys, name, limits.orDefault().Bytes)
	if err != nil {
		return err
	}
	return d.decode(name, data, out, limits)
}

// DecodeDir calls each for every *.yaml file in and below dir, in the order of
// their names, with what Decode made of it. It ends at the first error. The
// files are read side by side; each is never called from two goroutines at once.
func DecodeDir[T any](fsys fs.FS, dir string, limits Limits, each func(name string, value T) error) error {
	names, err := Files(fsys, dir)
	if err != nil {
		return err
	}
	values, faults := make([]T, len(names)), make([]error, len(names))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), maxWorkers, len(names)) {
		workers.Go(func() {
			d := newDecoder()
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				faults[i] = d.decodeFile(fsys, names[i], &values[i], limits)
			}
		})
	}
	workers.Wait()
	for i, name := range names {
		if faults[i] != nil {
			return faults[i]
		}
		if err := each(name, values[i]); err != nil {
			return err
		}
	}
	return nil
}

// maxWorkers bounds how many files are read at once.
const maxWorkers = 4

// readFile reads at most one byte more than limit, so that a longer file is
// noticed and an endless one is not read on.
func readFile(fsys fs.FS, name string, limit int) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("cannot read %s: not a regular file", name)
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, err)
	}
	defer file.Close() //nolint:errcheck // only read from
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), int64(limit))) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(file, int64(limit)+1)); err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, err)
	}
	return data.Bytes(), nil
}
