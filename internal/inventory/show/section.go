package show

import (
	"cmp"
	"fmt"

	"camorigin/internal/inventory"
)

// section is a part of a document: a title, sentences, and rows. Its texts may
// hold anything.
type section struct {
	title string
	text  []string
	rows  []row
	notes []string
}

// row is one device.
type row struct {
	address, site, kind, maker, model string
	details                           []string
}

// sections are the parts of a document.
func sections(d Document) []section {
	var list []section
	if d.Diff != nil {
		list = append(list, diffSections(*d.Diff)...)
	}
	if d.List != nil {
		list = append(list, listSections(*d.List)...)
	}
	return list
}

func diffSections(d inventory.Diff) []section {
	list := []section{{title: "What changed", text: diffLead(d)}}
	for _, status := range inventory.Statuses() {
		s := section{title: fmt.Sprintf("%s (%d)", statusTitle(status), d.Counts[status]), text: statusText(status)}
		for _, c := range d.Devices {
			if c.Status == status {
				s.rows = append(s.rows, changeRow(c))
			}
		}
		if len(s.rows) > 0 {
			list = append(list, s)
		}
	}
	if !d.Findings.None() {
		list = append(list, section{title: "Findings that belong to no single device", text: findingDetails(d.Findings)})
	}
	return list
}

func diffLead(d inventory.Diff) []string {
	lines := []string{
		fmt.Sprintf("From %s to %s.", sideText(d.Old), sideText(d.New)),
		fmt.Sprintf("New %d, gone %d, moved %d, changed %d, not seen %d, unchanged %d.",
			d.Counts[inventory.StatusNew], d.Counts[inventory.StatusGone], d.Counts[inventory.StatusMoved],
			d.Counts[inventory.StatusChanged], d.Counts[inventory.StatusNotSeen], d.Unchanged),
	}
	if d.Old.Policy != d.New.Policy {
		lines = append(lines, fmt.Sprintf("The results were judged under different policies (%s and %s): findings may differ for that alone.", d.Old.Policy, d.New.Policy))
	}
	return lines
}

func sideText(s inventory.Side) string {
	return fmt.Sprintf("%s (%s, %s)", cmp.Or(s.Name, "a result"), cmp.Or(s.AsOf, "no date"), devices(s.Devices))
}

func devices(n int) string {
	if n == 1 {
		return "1 device"
	}
	return fmt.Sprintf("%d devices", n)
}

func changeRow(c inventory.Change) row {
	r := deviceRow(c.Current())
	switch c.Status {
	case inventory.StatusMoved:
		r.details = append(r.details, "was at "+whereText(*c.Old)+"; the same device by its "+basisText(c.By))
	case inventory.StatusChanged:
	case inventory.StatusNew:
		if text := beforeText(c.Standing); text != "" {
			r.details = append(r.details, text)
		}
	default:
		r.details = append(r.details, standingText(c.Standing))
	}
	for _, f := range c.Fields {
		r.details = append(r.details, f.Name+": "+cmp.Or(f.Old, "not known")+" → "+cmp.Or(f.New, "not known"))
	}
	r.details = append(r.details, findingDetails(c.Findings)...)
	return r
}

func deviceRow(d inventory.Device) row {
	r := row{address: d.Host, site: d.Site, kind: string(d.Kind), maker: cmp.Or(d.Maker, d.Brand), model: d.Model}
	if d.Maker != "" && d.Brand != "" && d.Brand != d.Maker {
		r.maker = d.Brand + " / " + d.Maker
	}
	if d.Flagged {
		r.details = append(r.details, "flagged")
	}
	return r
}

func whereText(d inventory.Device) string {
	if d.Site != "" {
		return d.Host + " (" + d.Site + ")"
	}
	return d.Host
}

func findingDetails(f inventory.FindingsChanged) []string {
	var list []string
	add := func(what string, findings []inventory.Finding) {
		for _, one := range findings {
			severity := string(one.Severity)
			if one.ByHand {
				severity = "check by hand"
			}
			if one.Was != "" && one.Was != one.Severity {
				severity = string(one.Was) + " → " + severity
			}
			list = append(list, what+": "+one.Title+" ["+severity+"]")
		}
	}
	add("new finding", f.New)
	add("graver finding", f.Graver)
	add("finding gone", f.Gone)
	return list
}
