package redact

import (
	"bytes"
	"net/netip"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Evidence returns evidence with tokens. An answer in which they cannot be put
// in place, because it is compressed or in another charset, is kept as its facts.
func (r *Redactor) Evidence(e model.Evidence) model.Evidence {
	out := e
	out.Host, out.Site, out.Request = r.Host(e.Host), r.Site(e.Site), r.Text(e.Request)
	out.Fields = r.fields(e.Fields)
	if len(e.Response) == 0 {
		return out
	}
	out.Response = r.response(e)
	before, after := r.facts(e), r.facts(out)
	if len(out.Response) != len(e.Response) && e.Protocol != "tls" || !r.holds(before, after) {
		return r.asFacts(out, before)
	}
	return out
}

// holds reports whether every fact that has a token came out with it.
func (r *Redactor) holds(before, after model.Answer) bool {
	for _, fact := range before.Facts {
		if fact.Field == "tls.sha256" {
			continue // follows from the certificate
		}
		token := model.Fact{Field: fact.Field, Value: r.value(fact.Field, fact.Value)}
		if token != fact && !slices.Contains(after.Facts, token) {
			return false
		}
	}
	return before.Protocol == after.Protocol
}

// asFacts keeps what an answer says instead of the answer.
func (r *Redactor) asFacts(e model.Evidence, said model.Answer) model.Evidence {
	e.Response, e.Protocol, e.Fields = nil, said.Protocol, model.Fields{}
	for _, fact := range said.Facts {
		e.Fields[fact.Field] = append(e.Fields[fact.Field], r.value(fact.Field, fact.Value))
	}
	return e
}

func (r *Redactor) fields(given model.Fields) model.Fields {
	if given == nil {
		return nil
	}
	out := make(model.Fields, len(given))
	for name, values := range given {
		for _, value := range values {
			out[name] = append(out[name], r.value(name, value))
		}
	}
	return out
}

// value is the token of a fact's value. What is short counts where its field
// says what it is.
func (r *Redactor) value(field, value string) string {
	if field == "mac.company" || field == "http.status" || field == "port.open" {
		return value
	}
	replaced := r.Text(value)
	if field == "tls.sha256" && replaced == value {
		return r.hexWord(lower(value))
	}
	return replaced
}

// response replaces in an answer as it came, in place.
func (r *Redactor) response(e model.Evidence) []byte {
	raw := e.Response
	if e.Protocol == "tls" {
		return r.certificate(raw)
	}
	if textual(e.Protocol) {
		return r.words.replace(raw)
	}
	return r.binary(bytes.Clone(r.words.replaceBinary(raw)))
}

// textual reports whether the answers of a protocol are text.
func textual(protocol string) bool {
	return slices.Contains([]string{"http", "rtsp", "onvif", "wsdiscovery", "ssdp", "ftp", "sip", "ssh", "sadp", "list", "mac"}, protocol)
}

// binary replaces the addresses in an answer that has them as bytes.
func (r *Redactor) binary(raw []byte) []byte {
	for rest := raw; len(rest) >= 4; {
		rest = rest[r.bytesAt(rest):]
	}
	return raw
}

// bytesAt replaces the address that a text begins with, and returns how many
// bytes are done with.
func (r *Redactor) bytesAt(rest []byte) int {
	if len(rest) >= 6 {
		if token, ok := r.units[[6]byte(rest)]; ok {
			return copy(rest, token[:])
		}
	}
	if token, ok := r.hosts[[4]byte(rest)]; ok {
		return copy(rest, token[:])
	}
	return 1
}

// Run returns what is said about a run, with tokens.
func (r *Redactor) Run(run model.Run) model.Run {
	run.Targets, run.Excluded = r.targets(run.Targets), r.targets(run.Excluded)
	run.Reasons, run.Notes = r.texts(run.Reasons), r.texts(run.Notes)
	run.AuthorizedBy = r.Text(run.AuthorizedBy)
	return run
}

// targets are addresses, ranges, networks, or names of hosts and files.
func (r *Redactor) targets(list []string) []string {
	return each(list, func(target string) string {
		if replaced := r.Text(target); replaced != target {
			return replaced
		}
		if _, err := netip.ParsePrefix(target); err == nil {
			return target // its numbers say nothing
		}
		return fields(target, func(word string) string {
			if r.stays(lower(word)) || strings.HasPrefix(word, "json") || word == "evidence" {
				return word
			}
			return r.whole("name", word)
		})
	})
}

func (r *Redactor) texts(list []string) []string { return each(list, r.Text) }

func each(list []string, f func(string) string) []string {
	if list == nil {
		return nil
	}
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}

// Coverage returns the coverage with tokens.
func (r *Redactor) Coverage(c model.Coverage) model.Coverage {
	c.Subnets = slices.Clone(c.Subnets)
	for i, s := range c.Subnets {
		c.Subnets[i].Subnet, c.Subnets[i].Site = r.Text(s.Subnet), r.Site(s.Site)
	}
	return c
}

// Asked returns what was sent, with tokens.
func (r *Redactor) Asked(list []model.Asked) []model.Asked {
	out := slices.Clone(list)
	for i, a := range out {
		out[i].Host, out[i].Site = r.Host(a.Host), r.Site(a.Site)
		out[i].Protected, out[i].Distress, out[i].Sent = r.Text(a.Protected), r.Text(a.Distress), r.texts(a.Sent)
	}
	return out
}
