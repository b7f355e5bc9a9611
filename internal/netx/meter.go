package netx

import (
	"net"
	"sync/atomic"
)

// meter counts what goes over the wire of one connection, whatever runs inside
// it, and holds reading to the device's byte cap.
type meter struct {
	net.Conn
	dev  *Device
	port uint16
	read atomic.Int64
	tap  atomic.Bool // record what is written: the handshake of TLS
}

// Read reads no more than the device's byte cap leaves.
func (m *meter) Read(p []byte) (int, error) {
	room := m.dev.reserveBytes(len(p))
	if room == 0 && len(p) > 0 {
		return 0, spent("%d bytes read", m.dev.door.opts.Limits.ReadBytes)
	}
	n, err := m.Conn.Read(p[:room])
	m.read.Add(int64(n))
	m.dev.settleBytes(room, n)
	return n, err
}

// Write counts what is sent.
func (m *meter) Write(p []byte) (int, error) {
	if m.tap.Load() {
		m.dev.door.record(ProbeRecord{Addr: m.dev.addr, Port: m.port, Transport: "tcp", Label: "TLS handshake", Bytes: p})
	}
	n, err := m.Conn.Write(p)
	m.dev.mu.Lock()
	defer m.dev.mu.Unlock()
	m.dev.ledger.asked.BytesSent += int64(n)
	return n, err
}

// reserveBytes returns how many of want bytes may be read now.
func (dv *Device) reserveBytes(want int) int {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	l := dv.ledger
	room := min(int64(want), max(l.limits.ReadBytes-l.asked.BytesRead-l.reserved, 0))
	l.reserved += room
	return int(room)
}

// settleBytes books n of the bytes reserved.
func (dv *Device) settleBytes(reserved, n int) {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	dv.ledger.reserved -= int64(reserved)
	dv.ledger.asked.BytesRead += int64(n)
}
