package explain

import (
	"fmt"
	"regexp"
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
	t := Topic{Kind: KindMAC, ID: query, Name: "MAC address " + query}
	block, ok := b.Prefixes.Block(query)
	switch {
	case ok:
		t.add("The block", plain(fmt.Sprintf("The prefix %s (%d bits) was assigned to %s.", block.Prefix, block.Bits, registrant(block))))
		t.add("The registrant", b.assignee(block.Registrant)...)
	case oui.Local(query):
		t.add("The block", plain("The address was not assigned by the IEEE registry: whoever runs the device chose it, or it stands for a group. It says nothing about who made the device."))
	default:
		t.add("The block", plain("The address lies in no block that the data knows. The registry grows: see https://standards-oui.ieee.org/."))
	}
	t.add("What it can tell", plain("A MAC address alone makes a maker possible at most, never likely or confirmed: network modules of one company are built into devices of all, and addresses can be changed. Only the answers of the device itself can show more."),
		plain(fmt.Sprintf("The table is of %s, with blocks of camera makers to %s.", b.Prefixes.Date(), b.Prefixes.Newest())))
	return []Topic{t}
}

func registrant(block oui.Block) string { return strings.TrimSuffix(block.Registrant, ".") }

// assignee says who stands behind a name of the registry.
func (b *Book) assignee(name string) []Statement {
	a, ok := b.KB.MakerByRegistrant(name)
	if !ok {
		return []Statement{plain("The data knows no maker of cameras by that name.")}
	}
	company := b.KB.MakerName(a.Company)
	switch a.Class {
	case origin.ClassModule:
		return []Statement{plain("Class module: its chips and network modules are built into other companies’ devices, so the prefix says nothing about who made the device.")}
	case origin.ClassMixed:
		return append([]Statement{plain(fmt.Sprintf("Class mixed: that is %s, which makes cameras among much else, so the prefix does not even hint at a camera.", company), a.Company)}, b.short(a.Company)...)
	}
	return append([]Statement{plain(fmt.Sprintf("Class dedicated: that is %s, which makes or sells surveillance equipment and little else.", company), a.Company)}, b.short(a.Company)...)
}

// short tells the most important things of a company in two statements.
func (b *Book) short(id string) []Statement {
	c, ok := b.KB.Company(id)
	if !ok {
		return nil
	}
	return []Statement{b.controlSummary(c)}
}
