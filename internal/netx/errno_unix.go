//go:build unix

package netx

import "syscall"

func classify(errno syscall.Errno) errnoClass {
	switch errno {
	case syscall.ECONNREFUSED:
		return errnoRefused
	case syscall.ETIMEDOUT:
		return errnoTimeout
	case syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED:
		return errnoReset
	case syscall.ENETUNREACH, syscall.ENETDOWN:
		return errnoNoNetwork
	case syscall.EHOSTUNREACH, syscall.EHOSTDOWN,
		syscall.EPERM, syscall.EACCES, syscall.EAFNOSUPPORT: // a local filter, or no IPv6: the device was not reached
		return errnoUnreachable
	case syscall.EMFILE, syscall.ENFILE, syscall.EADDRNOTAVAIL, syscall.ENOBUFS, syscall.ENOMEM, syscall.EAGAIN:
		return errnoLocal
	}
	return errnoOther
}
