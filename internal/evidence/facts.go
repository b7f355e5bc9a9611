package evidence

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/vendor"
)

// Bounds of an answer.
const (
	maxFacts = 4096
	maxLong  = 64 << 10 // bytes of a body
	maxShort = 2 << 10  // bytes of any other value
)

// longFields are those whose values are whole documents.
var longFields = []string{fieldHTTPBody, fieldONVIFBody, fieldRTSPSDP}

// facts collects the facts of one answer, each once.
type facts struct {
	list []model.Fact
	seen map[model.Fact]bool
}

func newFacts() *facts { return &facts{seen: map[model.Fact]bool{}} }

// add appends a value of a field, unless it is empty or known.
func (f *facts) add(field, value string) {
	if len(f.list) >= maxFacts {
		return
	}
	fact := model.Fact{Field: field, Value: bounded(field, value)}
	if fact.Value == "" || f.seen[fact] {
		return
	}
	f.seen[fact] = true
	f.list = append(f.list, fact)
}

// addAll appends several values of a field.
func (f *facts) addAll(field string, values []string) {
	for _, value := range values {
		f.add(field, value)
	}
}

// addText appends bytes of unknown charset.
func (f *facts) addText(field string, raw []byte) {
	f.add(field, strings.TrimSpace(charset.Decode(raw, "")))
}

// values returns the values of a field so far.
func (f *facts) values(field string) []string {
	return model.Answer{Facts: f.list}.Values(field)
}

func (f *facts) has(field string) bool {
	return slices.ContainsFunc(f.list, func(fact model.Fact) bool { return fact.Field == field })
}

// given adds the fields that the evidence came with, as they are.
func (f *facts) given(fields model.Fields) {
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if field == "" || len(field) > 256 {
			continue
		}
		for _, value := range fields[field] {
			f.add(strings.ToValidUTF8(field, "\ufffd"), vendor.Withhold(field, value))
		}
	}
}

// openPort adds the number of a port that accepted a connection, where nothing
// was asked: there, being open is all that the answer says.
func (f *facts) openPort(e model.Evidence) {
	open := e.Outcome == model.Open || e.Outcome == model.Answered && e.Protocol == protocolTCP
	if open && e.Port > 0 && e.Transport != "udp" {
		f.add("port.open", strconv.Itoa(e.Port))
	}
}

// bounded cuts a value to the size that its field may have, between characters.
func bounded(field, value string) string {
	limit := maxShort
	if slices.Contains(longFields, field) {
		limit = maxLong
	}
	if len(value) > limit {
		value = strings.ToValidUTF8(value[:limit], "")
	}
	return strings.ToValidUTF8(value, "\ufffd")
}
