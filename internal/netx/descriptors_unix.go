//go:build unix

package netx

import "syscall"

// descriptorLimit is how many files and sockets this process may open, or 0
// when that cannot be told. The Go runtime has raised the soft limit already.
func descriptorLimit() int {
	const plenty = 1 << 20
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 0
	}
	if current := uint64(limit.Cur); current < plenty { //nolint:unconvert // signed on some systems
		return int(current)
	}
	return plenty
}
