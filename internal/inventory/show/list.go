package show

import (
	"cmp"
	"fmt"
	"math"

	"camorigin/internal/inventory"
)

func listSections(r inventory.Reconciliation) []section {
	list := []section{{title: "List and network", text: listLead(r), notes: estimateText(r)}}
	add := func(title string, rows []row) {
		if len(rows) > 0 {
			list = append(list, section{title: fmt.Sprintf("%s (%d)", title, len(rows)), rows: rows})
		}
	}
	var seen, missing, unlisted []row
	for _, a := range r.Seen {
		seen = append(seen, agreedRow(a))
	}
	for _, m := range r.NotSeen {
		missing = append(missing, missingRow(m))
	}
	for _, d := range r.Unlisted {
		unlisted = append(unlisted, deviceRow(d))
	}
	add("Seen and not in the list", unlisted)
	add("In the list and not seen", missing)
	add("In the list and seen", seen)
	return list
}

func listLead(r inventory.Reconciliation) []string {
	lines := []string{
		fmt.Sprintf("%s (%s) and %s.", cmp.Or(r.Name, "the list"), devices(r.Rows), sideText(r.Result)),
		fmt.Sprintf("In both %d, in the list and not seen %d, seen and not in the list %d.", len(r.Seen), len(r.NotSeen), len(r.Unlisted)),
	}
	for i, repeat := range r.Repeated {
		if i == mostRepeats {
			lines = append(lines, fmt.Sprintf("%d more lines repeat earlier ones.", len(r.Repeated)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("Line %d of the list repeats line %d and was left out.", repeat.Line, repeat.Earlier))
	}
	return lines
}

// mostRepeats is how many repeated lines are named.
const mostRepeats = 5

func agreedRow(a inventory.Agreed) row {
	r := deviceRow(a.Device)
	r.details = append(r.details, fmt.Sprintf("line %d of the list, by its %s", a.Item.Line, basisText(a.By)))
	if a.Moved {
		r.details = append(r.details, "the list has it at "+a.Item.Address)
	}
	said := cmp.Or(a.Item.Brand, "no brand") + ", " + cmp.Or(a.Item.Model, "no model")
	if a.Item.Brand != "" || a.Item.Model != "" {
		r.details = append(r.details, "the list says "+said)
	}
	return r
}

func missingRow(m inventory.Missing) row {
	i := m.Item
	return row{
		address: cmp.Or(i.Address, i.MAC, i.Serial), site: i.Site, maker: i.Brand, model: i.Model,
		details: []string{fmt.Sprintf("line %d of the list", i.Line), standingText(m.Standing)},
	}
}

// estimateText says how many devices there are by the estimate, and what must
// hold for it.
func estimateText(r inventory.Reconciliation) []string {
	e := r.Estimate
	if e == nil {
		return []string{"No estimate of how many devices there are: the list and the network have no device in common."}
	}
	lines := []string{fmt.Sprintf("Estimate of how many devices there are in all: about %.0f (95 %% interval %.0f to %.0f), by capture and recapture (Chapman) from %d in the list, %d on the network, %d in both.",
		math.Round(e.Total), math.Floor(e.Low), math.Ceil(e.High), e.List, e.Result, e.Both)}
	if e.Rough() {
		lines = append(lines, "Few devices are in both: take the estimate for a rough one.")
	}
	if r.Outside > 0 {
		lines = append(lines, fmt.Sprintf("Not in the estimate: %s of the list at addresses that were not tried.", devices(r.Outside)))
	}
	return append(lines, "It holds only if the list was not made from scans such as this one (the two are independent), no device came or went between them, "+
		"each device is as likely as any other to be in the list and to be seen, and rows and devices were matched rightly. "+
		"Devices that neither can see, such as those that are switched off or on other networks, make it too low.")
}
