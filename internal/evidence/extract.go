// Package evidence turns what devices said into facts, and reads and writes
// the lines in which it is recorded. The same code serves live probes and
// replayed files: a fact never depends on where its evidence came from.
//
// docs/EVIDENCE.md describes the lines and every field.
package evidence

import (
	"camorigin/internal/model"
)

// Extractor takes facts out of evidence. It is safe for concurrent use when
// its function is.
type Extractor struct {
	// MACCompany names the registrant of the prefix of a hardware address,
	// given in lower case with colons, or returns an empty string. It may be
	// nil: then no mac.company facts are made.
	MACCompany func(mac string) string
}

// Answer returns the facts of one piece of evidence: the fields that it came
// with, those that its raw answer holds, and those that follow from either. It
// never fails; what cannot be read is left out. Family and Protocol follow what
// the answer is, not what was asked: an RTSP answer to an HTTP question counts
// for RTSP. Values are valid UTF-8 and bounded.
func (x Extractor) Answer(index int, e model.Evidence) model.Answer {
	f := newFacts()
	f.given(e.Fields)
	protocol := f.response(e)
	f.derive()
	f.addresses(x.MACCompany)
	f.openPort(e)
	return model.Answer{Index: index, Family: FamilyOf(protocol), Protocol: protocol, Port: e.Port, Facts: f.list}
}

// response adds what the raw answer holds and returns the protocol it is in.
func (f *facts) response(e model.Evidence) string {
	if len(e.Response) == 0 {
		return e.Protocol
	}
	if extract := extractors[e.Protocol]; extract != nil {
		extract(f, e.Response)
		return e.Protocol
	}
	switch e.Protocol {
	case protocolHTTP, protocolRTSP, protocolONVIF, protocolTCP:
		return f.message(e)
	}
	f.vendor(e.Protocol, e.Response)
	return e.Protocol
}
