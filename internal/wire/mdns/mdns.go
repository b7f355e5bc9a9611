// Package mdns reads multicast DNS answers (RFC 6762, RFC 6763): which services
// a device offers, under what names, and the text it adds.
package mdns

import (
	"slices"
	"strings"

	"camorigin/internal/wire/charset"

	"golang.org/x/net/dns/dnsmessage"
)

// maxRecords bounds the records read of one message.
const maxRecords = 128

// Answer is what a message says. Names are without their last dot.
type Answer struct {
	Services []string // "_axis-video._tcp.local"
	Names    []string // instances and hosts
	Texts    []string // "key=value"
}

// Parse reads a DNS message; ok is false when it is none. Of a message that is
// cut, the records before the cut are read.
func Parse(raw []byte) (a Answer, ok bool) {
	var p dnsmessage.Parser
	header, err := p.Start(raw)
	if err != nil || !header.Response || p.SkipAllQuestions() != nil {
		return a, false
	}
	sections := []struct {
		header func() (dnsmessage.ResourceHeader, error)
		skip   func() error
	}{
		{p.AnswerHeader, p.SkipAnswer}, {p.AuthorityHeader, p.SkipAuthority}, {p.AdditionalHeader, p.SkipAdditional},
	}
	for _, section := range sections {
		for range maxRecords {
			h, err := section.header()
			if err != nil {
				break
			}
			if a.record(&p, h) != nil && section.skip() != nil {
				return a, true
			}
		}
	}
	return a, true
}

// record reads one record; an error means that it must be skipped.
func (a *Answer) record(p *dnsmessage.Parser, h dnsmessage.ResourceHeader) error {
	name := trim(h.Name)
	switch h.Type {
	case dnsmessage.TypePTR:
		r, err := p.PTRResource()
		if err == nil {
			appendNew(&a.Services, name)
			appendNew(&a.Names, trim(r.PTR))
		}
		return err
	case dnsmessage.TypeSRV:
		r, err := p.SRVResource()
		if err == nil {
			appendNew(&a.Names, name)
			appendNew(&a.Names, trim(r.Target))
		}
		return err
	case dnsmessage.TypeTXT:
		r, err := p.TXTResource()
		for _, text := range r.TXT {
			appendNew(&a.Texts, charset.Decode([]byte(text), ""))
		}
		return err
	}
	return dnsmessage.ErrSectionDone // not read
}

func trim(name dnsmessage.Name) string {
	return charset.Decode([]byte(strings.TrimSuffix(name.String(), ".")), "")
}

func appendNew(to *[]string, value string) {
	if value != "" && len(*to) < maxRecords && !slices.Contains(*to, value) {
		*to = append(*to, value)
	}
}
