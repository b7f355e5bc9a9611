package netx

import "time"

// Limits is what one device may be made to bear. A zero field takes the value
// of DefaultLimits.
type Limits struct {
	Established     int           // TCP connections at once
	EstablishedRTSP int           // of them on ports of the role rtsp
	Pending         int           // connection attempts that wait for an answer
	Handshakes      int           // completed TCP handshakes in all
	Fruitless       int           // attempts without a handshake in all
	FruitlessPort   int           // attempts without a handshake on one port
	Spacing         time.Duration // between the starts of two attempts
	Requests        int           // application requests in all
	TLSHandshakes   int           // TLS handshakes in all
	Datagrams       int           // datagrams for each protocol
	ReadBytes       int64         // bytes read from the device in all, as they came over the wire

	Attempt time.Duration // one connection attempt; below 1 s it is one SYN, since the kernel repeats it after 1 s
	Step    time.Duration // one question and its answer, absolute
	TLSStep time.Duration // one TLS handshake, absolute
	Device  time.Duration // everything, from the device's first packet on
	Linger  time.Duration // how long Close waits for the device's own end
}

// DefaultLimits is the budget of one device in every profile.
func DefaultLimits() Limits {
	return Limits{
		Established: 2, EstablishedRTSP: 1, Pending: 3,
		Handshakes: 24, Fruitless: 45, FruitlessPort: 3, Spacing: 100 * time.Millisecond,
		Requests: 20, TLSHandshakes: 4, Datagrams: 4, ReadBytes: 512 << 10,
		Attempt: 950 * time.Millisecond, Step: 3 * time.Second, TLSStep: 5 * time.Second,
		Device: 20 * time.Second, Linger: 250 * time.Millisecond,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	fill(&l.Established, d.Established)
	fill(&l.EstablishedRTSP, d.EstablishedRTSP)
	fill(&l.Pending, d.Pending)
	fill(&l.Handshakes, d.Handshakes)
	fill(&l.Fruitless, d.Fruitless)
	fill(&l.FruitlessPort, d.FruitlessPort)
	fill(&l.Spacing, d.Spacing)
	fill(&l.Requests, d.Requests)
	fill(&l.TLSHandshakes, d.TLSHandshakes)
	fill(&l.Datagrams, d.Datagrams)
	fill(&l.ReadBytes, d.ReadBytes)
	fill(&l.Attempt, d.Attempt)
	fill(&l.Step, d.Step)
	fill(&l.TLSStep, d.TLSStep)
	fill(&l.Device, d.Device)
	fill(&l.Linger, d.Linger)
	return l
}

func fill[T int | int64 | time.Duration](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}
