package report

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func content(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func TestSave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.html")
	for _, body := range []string{"first", "second"} {
		if err := Save(path, content(body)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != body {
			t.Errorf("got %q, want %q", got, body)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); runtime.GOOS != "windows" && got != 0o600 {
		t.Errorf("got mode %o, want 600", got)
	}
	onlyFile(t, path)
}

func TestSaveKeepsTheOldFileOnFailure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.html")
	if err := Save(path, content("old")); err != nil {
		t.Fatal(err)
	}
	failures := map[string]func(io.Writer) error{
		"at_once": func(io.Writer) error { return syscall.ENOSPC },
		"halfway": func(w io.Writer) error {
			_, _ = io.WriteString(w, strings.Repeat("new", 100_000))
			return syscall.ENOSPC
		},
	}
	for name, render := range failures {
		t.Run(name, func(t *testing.T) {
			err := Save(path, render)
			if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "make room") {
				t.Errorf("got %v, want the error with the file and what to do", err)
			}
			if got := read(t, path); got != "old" {
				t.Errorf("got %q, want the old file", got)
			}
			onlyFile(t, path)
		})
	}
}

func TestSaveRefuses(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	link, loose, folder := filepath.Join(dir, "link"), filepath.Join(dir, "loose"), filepath.Join(dir, "folder")
	symlink(t, file, link)
	symlink(t, filepath.Join(dir, "nowhere"), loose)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ path, want string }{
		"link":         {link, "is a symbolic link"},
		"loose_link":   {loose, "is a symbolic link"},
		"directory":    {folder, "is a directory"},
		"no_directory": {filepath.Join(dir, "missing", "r.html"), "make the directory first"},
		"below_a_file": {filepath.Join(file, "r.html"), "choose another place"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for step, err := range map[string]error{"save": Save(tt.path, content("new")), "check": Check(tt.path)} {
				if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), tt.path) {
					t.Errorf("%s: got %v, want the path and %q", step, err, tt.want)
				}
			}
			if got := read(t, file); got != "precious" {
				t.Errorf("got %q, want the file untouched", got)
			}
		})
	}
}

func TestSaveThroughDevices(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	if err := Save("/dev/null", content("x")); err != nil {
		t.Errorf("got %v from /dev/null, want nil", err)
	}
	if err := Save("/dev/full", content("x")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v from /dev/full, want no space left", err)
	}
	if err := Save("/dev/full", content(strings.Repeat("x", 1<<20))); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v from /dev/full, want no space left", err)
	}
}

func TestSaveThroughAPipe(t *testing.T) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("no /proc here")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := Save("/dev/fd/"+itoa(w.Fd()), content("hello")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || string(got) != "hello" {
		t.Errorf("got %q, %v, want hello", got, err)
	}
}

func TestCheckLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.html")
	if err := Check(path); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 0 {
		t.Errorf("got %v, %v, want an empty directory", entries, err)
	}
}

func itoa(n uintptr) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func symlink(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func onlyFile(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("got %v, %v, want only %s", entries, err, path)
	}
}
