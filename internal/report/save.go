package report

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Save writes what render renders to the file at path: whole, readable by the
// owner only, and in one step, so that a file that was there stays as it was
// until the new one is complete, and when anything fails. It writes through
// into character devices and pipes such as /dev/stdout, and refuses to replace
// anything else that is no regular file: a link, a directory, a disk, a socket.
//
// Errors name the file and say what to do.
func Save(path string, render func(io.Writer) error) error {
	how, err := howToSave(path)
	if err != nil {
		return err
	}
	if how == through {
		return explain(path, saveThrough(path, render))
	}
	return explain(path, replace(path, render))
}

// Check reports what would keep Save from writing to path, as far as that can
// be known before there is something to write. It leaves nothing behind.
func Check(path string) error {
	how, err := howToSave(path)
	if err != nil || how == through {
		return err
	}
	temp, err := createBeside(path)
	if err != nil {
		return explain(path, err)
	}
	return explain(path, errors.Join(temp.Close(), os.Remove(temp.Name())))
}

// manner is how a path is written to.
type manner int

const (
	inPlace manner = iota // a new file takes the place of what is there
	through               // into a device or a pipe
)

func howToSave(path string) (manner, error) {
	if ownDescriptor(path) {
		return through, nil
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return inPlace, nil
	case err != nil:
		return inPlace, explain(path, err)
	}
	mode := info.Mode()
	switch {
	case mode.IsRegular():
		return inPlace, nil
	case mode&fs.ModeCharDevice != 0, mode&fs.ModeNamedPipe != 0:
		return through, nil
	}
	return inPlace, fmt.Errorf("%s is %s, not a regular file: it is left alone; choose another name for the report", path, thing(mode))
}

// ownDescriptor reports whether path is one of the names of a descriptor of
// this process, which are links by nature.
func ownDescriptor(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	return path == "/dev/stdout" || path == "/dev/stderr" ||
		strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/self/fd/")
}

func thing(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a block device"
	}
	return "something special"
}

// saveThrough writes into something that exists and stays.
func saveThrough(path string, render func(io.Writer) error) (err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return buffered(file, render)
}

// replace writes a file beside path and gives it that name when it is
// complete and on the disk.
func replace(path string, render func(io.Writer) error) (err error) {
	temp, err := createBeside(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp.Name())
		}
	}()
	if err := fill(temp, render); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return err
	}
	syncDirectory(filepath.Dir(path))
	return nil
}

// createBeside makes a temporary file, mode 0600, in the directory of path.
func createBeside(path string) (*os.File, error) {
	return os.CreateTemp(filepath.Dir(path), ".camorigin-*.tmp")
}

// fill writes, syncs and closes file; closing can be what fails on a full or
// remote disk.
func fill(file *os.File, render func(io.Writer) error) (err error) {
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := buffered(file, render); err != nil {
		return err
	}
	return file.Sync()
}

func buffered(w io.Writer, render func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := render(b); err != nil {
		return err
	}
	return b.Flush()
}

// syncDirectory makes the new name durable. Not every system can; the file
// itself is on the disk already.
func syncDirectory(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	defer d.Close()
	_ = d.Sync()
}

// explain says which file, what happened and what to do.
func explain(path string, err error) error {
	if err == nil {
		return nil
	}
	advice := "choose another place for the report"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		advice = "make room or choose another place for the report"
	case errors.Is(err, fs.ErrNotExist):
		advice = "make the directory first"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		advice = "choose a place where you may write"
	}
	return fmt.Errorf("report %s was not written: %w; %s", path, err, advice)
}
