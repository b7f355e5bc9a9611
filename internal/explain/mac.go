package explain

import (
	"regexp"
	"strconv"
	"strings"

	"camorigin/internal/origin"
	"camorigin/internal/origin/oui"
)

// macForm is a MAC address or a prefix of at least three octets, in one of the
// usual ways of writing.
var macForm = regexp.MustCompile(`^(?i:[0-9a-f]{2}([:-])[0-9a-f]{2}(?:[:-][0-9a-f]{1,2}){1,4}|[0-9a-f]{4}\.[0-9a-f]{4}(?:\.[0-9a-f]{4})?|[0-9a-f]{12})$`)

// mac explains a MAC address.
func (b *Book) mac(query string) []Topic {
	if b.Prefixes == nil || !macForm.MatchString(query) {
		return nil
	}
	query = strings.ToLower(query)
	t := Topic{Kind: KindMAC, ID: query, Name: b.say("name.mac", query)}
	block, ok := b.Prefixes.Block(query)
	switch {
	case ok:
		t.add(b.say("section.block"), plain(b.say("mac.block", block.Prefix, strconv.Itoa(block.Bits), registrant(block))))
		t.add(b.say("section.registrant"), b.assignee(block.Registrant)...)
	case oui.Local(query):
		t.add(b.say("section.block"), plain(b.say("mac.local")))
	default:
		t.add(b.say("section.block"), plain(b.say("mac.unknown")))
	}
	t.add(b.say("section.tells"), plain(b.say("mac.tells")),
		plain(b.say("mac.table", b.Words.Date(b.Prefixes.Date()), b.Words.Date(b.Prefixes.Newest()))))
	return []Topic{t}
}

func registrant(block oui.Block) string { return strings.TrimSuffix(block.Registrant, ".") }

// assignee says who stands behind a name of the registry.
func (b *Book) assignee(name string) []Statement {
	a, ok := b.KB.MakerByRegistrant(name)
	if !ok {
		return []Statement{plain(b.say("mac.nobody"))}
	}
	company := b.KB.MakerName(a.Company)
	switch a.Class {
	case origin.ClassModule:
		return []Statement{plain(b.say("mac.module"))}
	case origin.ClassMixed:
		return append([]Statement{plain(b.say("mac.mixed", company), a.Company)}, b.short(a.Company)...)
	}
	return append([]Statement{plain(b.say("mac.dedicated", company), a.Company)}, b.short(a.Company)...)
}

// short tells the most important things of a company in two statements.
func (b *Book) short(id string) []Statement {
	c, ok := b.KB.Company(id)
	if !ok {
		return nil
	}
	return []Statement{b.controlSummary(c)}
}
