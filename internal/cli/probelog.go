package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"camorigin/internal/netx"
)

// probeLog writes everything that is sent, a line each, while it is sent. The
// nil log writes nothing.
type probeLog struct {
	mu   sync.Mutex
	name string
	file *os.File
	buf  *bufio.Writer
	err  error // the first that occurred
}

func openProbeLog(name string) (*probeLog, error) {
	if name == "" {
		return nil, nil
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("probe log: %w", err)
	}
	return &probeLog{name: name, file: file, buf: bufio.NewWriter(file)}, nil
}

// probeLine is the form of one line.
type probeLine struct {
	At        time.Time `json:"at"`
	Host      string    `json:"host"`
	Port      uint16    `json:"port"`
	Transport string    `json:"transport"`
	TLS       bool      `json:"tls,omitempty"`
	What      string    `json:"what"`
	Bytes     string    `json:"bytes,omitempty"`
}

func (l *probeLog) record(r netx.ProbeRecord) {
	if l == nil {
		return
	}
	line, err := json.Marshal(probeLine{
		At: r.At.UTC(), Host: r.Addr.String(), Port: r.Port, Transport: r.Transport,
		TLS: r.TLS, What: r.Label, Bytes: string(r.Bytes),
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil && err == nil {
		_, err = l.buf.Write(append(line, '\n'))
	}
	if l.err == nil {
		l.err = err
	}
}

// close writes what is left and returns the first error of the log.
func (l *probeLog) close() error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, step := range []func() error{l.buf.Flush, l.file.Close} {
		if err := step(); l.err == nil {
			l.err = err
		}
	}
	if l.err != nil {
		return fmt.Errorf("probe log %s is not whole: %w; make room and scan again if you need it", l.name, l.err)
	}
	return nil
}
