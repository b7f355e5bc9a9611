package target

import (
	"math"
	"time"

	"camorigin/internal/model"
)

// Load is what a scan puts on the network.
type Load struct {
	Rate     float64       // new connections a second; no limit when 0
	InFlight int           // addresses at once; no limit when 0
	Timeout  time.Duration // of an attempt that stays without an answer
	NoGate   bool          // every port of every address is tried
}

// spacing is the time between two attempts at one address.
const spacing = 100 * time.Millisecond

// Estimate is what a scan is expected to send and to take before the devices
// that answer are asked.
type Estimate struct {
	Hosts     uint64
	Ports     int
	Gate      int           // ports tried at every address
	SYNs      uint64        // connection attempts of one pass over addresses that stay silent
	WorstSYNs uint64        // the same with a second pass over all of them
	Time      time.Duration // of one pass
	WorstTime time.Duration // of both
}

// Forecast estimates a scan of the plan. It counts every address as silent:
// those that answer take fewer attempts at the gate and some more afterwards.
func Forecast(p *Plan, ports []model.PortRole, load Load) Estimate {
	e := Estimate{Hosts: p.Hosts(), Ports: len(ports), Gate: len(GatePorts(ports))}
	if load.NoGate {
		e.Gate = len(ports)
	}
	e.SYNs = saturatingMultiply(e.Hosts, uint64(e.Gate))
	e.WorstSYNs = saturatingMultiply(e.SYNs, 2)
	e.Time = load.duration(e.Hosts, e.Gate)
	e.WorstTime = load.duration(saturatingMultiply(e.Hosts, 2), e.Gate)
	return e
}

// duration is how long it takes to try a number of ports at silent addresses:
// the rate and the number of addresses at once both bound it.
func (l Load) duration(hosts uint64, ports int) time.Duration {
	if ports == 0 {
		return 0
	}
	one := time.Duration(ports-1)*spacing + l.Timeout
	seconds := one.Seconds()
	if l.InFlight > 0 {
		seconds = max(seconds, float64(hosts)*one.Seconds()/float64(l.InFlight))
	}
	if l.Rate > 0 {
		seconds = max(seconds, float64(hosts)*float64(ports)/l.Rate)
	}
	if seconds >= math.MaxInt64/float64(time.Second) {
		return math.MaxInt64
	}
	return time.Duration(seconds * float64(time.Second)).Round(time.Second / 10)
}
