package html

import (
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// deviceTable is a table of devices with what its filters offer.
type deviceTable struct {
	Rows   []deviceRow
	Kinds  []string
	Makers []string
	Flags  []string
	Sites  []string
	Long   bool // so long that a browser has to be spared
}

// longTable is from how many rows on a table is long.
const longTable = 300

// deviceRow is one device: the row, and what one click shows.
type deviceRow struct {
	Anchor   string
	Number   int
	Host     string
	Hostname string
	Site     string
	Kind     string
	Brand    string
	Maker    string
	Country  string
	Control  string
	Model    string
	Firmware string
	Verdict  string
	Sureness int // for sorting: the surer, the higher
	Flag     badge
	Decided  string
	Urgency  int    // for sorting: the more urgent, the higher
	Company  string // whose prefix the MAC has
	Ports    string
	Outline  string // of the details
	Details  details
}

// deviceTable makes the rows of devices, numbered from first.
func (b *builder) deviceTable(devices []model.Device, first int) deviceTable {
	t := deviceTable{Rows: make([]deviceRow, len(devices)), Long: len(devices) >= longTable}
	for i, device := range devices {
		row := b.deviceRow(device, first+i)
		t.Rows[i] = row
		t.Kinds, t.Makers = append(t.Kinds, row.Kind), append(t.Makers, row.Maker)
		t.Flags, t.Sites = append(t.Flags, row.Flag.Text), append(t.Sites, row.Site)
	}
	t.Kinds, t.Makers, t.Flags, t.Sites = choices(t.Kinds), choices(t.Makers), choices(t.Flags), choices(t.Sites)
	return t
}

func (b *builder) deviceRow(d model.Device, number int) deviceRow {
	w := b.words
	flag, urgency := b.flag(d)
	country := view.Country(w, d.Maker)
	if country != "" && w.Country(d.Maker.Country) != "" {
		country += " (" + d.Maker.Country + ")"
	}
	details := b.details(d)
	return deviceRow{
		Anchor: deviceAnchor(number), Number: number,
		Host: safetext.Line(d.Host), Hostname: safetext.Line(d.Hostname), Site: safetext.Line(d.Site),
		Kind: view.Term(w, "kind", string(d.Kind)), Brand: view.Statement(w, d.Brand), Maker: view.Maker(w, d.Maker),
		Country: country, Control: view.Control(w, d.Maker),
		Model: safetext.Line(d.Model), Firmware: safetext.Line(d.Firmware),
		Verdict: view.Term(w, "verdict", string(view.Verdict(d))), Sureness: sureness(view.Verdict(d)),
		Flag: flag, Decided: b.decided(d), Urgency: urgency,
		Company: safetext.Line(d.MACCompany), Ports: ports(d.Ports, portsShown),
		Outline: b.outline(d), Details: details,
	}
}

// flag returns what the last column shows, and its rank among flags.
func (b *builder) flag(d model.Device) (badge, int) {
	if worst := view.Worst(d); worst != "" {
		return b.badge(worst), worst.Rank() + 2
	}
	if len(d.CheckByHand) > 0 {
		return badge{"by-hand", b.words.T("flag.by_hand")}, 1
	}
	return badge{}, 0
}

// sureness ranks verdicts for sorting.
func sureness(v model.Verdict) int {
	switch v {
	case model.VerdictConfirmed:
		return 4
	case model.VerdictLikely:
		return 3
	case model.VerdictPossible:
		return 2
	case model.VerdictConflict:
		return 1
	}
	return 0
}

// outline says what the details hold.
func (b *builder) outline(d model.Device) string {
	var parts []string
	if n := len(d.Because); n > 0 {
		parts = append(parts, b.count("outline.reasons", n))
	}
	if n := len(d.Findings); n > 0 {
		parts = append(parts, b.count("outline.findings", n))
	}
	if n := len(d.Ports); n > 0 {
		parts = append(parts, b.count("outline.ports", n))
	}
	if len(parts) == 0 && len(d.Conflicts)+len(d.Notes)+len(d.CheckByHand) > 0 {
		return b.words.T("outline.notes")
	}
	if len(parts) == 0 {
		return b.words.T("outline.nothing")
	}
	return strings.Join(parts, ", ")
}
