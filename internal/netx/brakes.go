package netx

import (
	"fmt"
	"time"
)

// When a device is left alone. A port that never answered is no distress.
const (
	troublesToStop = 2 // failures of one port that had answered before
	resetsToStop   = 3 // resets inside an answer

	slowFactor = 5 // a round trip this many times the shortest one ...
	slowFloor  = 500 * time.Millisecond

	// A device on which nearly every listed port is open and none speaks is a
	// tarpit or a middlebox that answers for others. Shorter lists prove nothing.
	tarpitPorts   = 5
	tarpitPercent = 80
	// After so many ports that accept and stay silent the next ones get less time.
	quietToHurry = 3
	hurriedStep  = 500 * time.Millisecond
)

// brake marks the device; the first reason stays.
func (l *ledger) brake(format string, args ...any) {
	if l.distress == "" {
		l.distress = fmt.Sprintf(format, args...)
		l.asked.Distress = l.distress
	}
}

func (l *ledger) trouble(port uint16, p *portLedger, how string) {
	p.troubles++
	if p.troubles >= troublesToStop {
		l.brake("port %d answered before and now %s", port, how)
	}
}

// reset accounts for a connection that the device broke inside an answer.
func (l *ledger) reset() {
	l.resets++
	if l.resets >= resetsToStop {
		l.brake("%d answers ended in a reset", l.resets)
	}
}

// measure compares a round trip with the shortest one of this device.
func (l *ledger) measure(port uint16, rtt time.Duration) {
	if rtt <= 0 {
		return
	}
	if l.minRTT == 0 || rtt < l.minRTT {
		l.minRTT = rtt
	}
	l.maxRTT = max(l.maxRTT, rtt)
	if rtt > slowFactor*l.minRTT && rtt > slowFloor {
		l.brake("port %d took %d ms to answer, %d ms before", port, rtt.Milliseconds(), l.minRTT.Milliseconds())
	}
}

// judgeTarpit stops a device on which nearly everything is open and silent.
func (l *ledger) judgeTarpit() {
	if l.listed >= tarpitPorts && l.quietPorts*100 >= l.listed*tarpitPercent {
		l.tarpit = l.distress == ""
		l.brake("tarpit: %d of %d ports accept connections and stay silent", l.quietPorts, l.listed)
	}
}

// step shortens a step on a device whose ports accept and stay silent.
func (l *ledger) step(d time.Duration) time.Duration {
	if l.wordPorts == 0 && l.quietPorts >= quietToHurry {
		return min(d, hurriedStep)
	}
	return d
}
