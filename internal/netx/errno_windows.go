package netx

import "syscall"

// Winsock error numbers; package syscall names only some of them.
const (
	wsaEACCES        syscall.Errno = 10013
	wsaEMFILE        syscall.Errno = 10024
	wsaEAFNOSUPPORT  syscall.Errno = 10047
	wsaEADDRNOTAVAIL syscall.Errno = 10049
	wsaENETDOWN      syscall.Errno = 10050
	wsaENETUNREACH   syscall.Errno = 10051
	wsaENETRESET     syscall.Errno = 10052
	wsaECONNABORTED  syscall.Errno = 10053
	wsaECONNRESET    syscall.Errno = 10054
	wsaENOBUFS       syscall.Errno = 10055
	wsaESHUTDOWN     syscall.Errno = 10058
	wsaETIMEDOUT     syscall.Errno = 10060
	wsaECONNREFUSED  syscall.Errno = 10061
	wsaEHOSTDOWN     syscall.Errno = 10064
	wsaEHOSTUNREACH  syscall.Errno = 10065
)

func classify(errno syscall.Errno) errnoClass {
	switch errno {
	case wsaECONNREFUSED, syscall.ECONNREFUSED:
		return errnoRefused
	case wsaETIMEDOUT, syscall.ETIMEDOUT:
		return errnoTimeout
	case wsaECONNRESET, wsaECONNABORTED, wsaENETRESET, wsaESHUTDOWN, syscall.ECONNRESET, syscall.EPIPE:
		return errnoReset
	case wsaENETUNREACH, wsaENETDOWN, syscall.ENETUNREACH:
		return errnoNoNetwork
	case wsaEHOSTUNREACH, wsaEHOSTDOWN, wsaEACCES, wsaEAFNOSUPPORT, syscall.EHOSTUNREACH:
		return errnoUnreachable
	case wsaEMFILE, wsaENOBUFS, wsaEADDRNOTAVAIL, syscall.EMFILE, syscall.ENOBUFS, syscall.EADDRNOTAVAIL:
		return errnoLocal
	}
	return errnoOther
}
