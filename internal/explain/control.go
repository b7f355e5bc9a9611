package explain

import (
	"fmt"

	"camorigin/internal/origin"
)

// maxDepth bounds how far up a chain of owners is told.
const maxDepth = 8

// control tells the chain of those who have a hold over a company, each with
// those who hold it in turn, and what follows from it.
func (b *Book) control(c origin.Company) []Statement {
	out := b.chain(c, 0, map[string]bool{c.ID: true})
	if len(out) == 0 {
		out = append(out, plain("Nothing is known of others who control it."))
	}
	return append(out, b.controlSummary(c))
}

func (b *Book) chain(c origin.Company, depth int, told map[string]bool) []Statement {
	var out []Statement
	for _, e := range c.Control {
		s := b.edge(c.Name, e)
		s.Depth = depth
		out = append(out, s)
		owner, ok := b.KB.Company(e.By)
		if ok && depth < maxDepth && !told[owner.ID] && !e.Until.Over(b.AsOf) {
			told[owner.ID] = true
			out = append(out, b.chain(owner, depth+1, told)...)
		}
	}
	return out
}

// edge says who has which hold over a company. One that is over is told in the
// past.
func (b *Book) edge(held string, e origin.Edge) Statement {
	by := e.Owner
	refs := []string(nil)
	if e.By != "" {
		by, refs = b.KB.MakerName(e.By), []string{e.By}
	}
	text := fmt.Sprintf(edgeText(e.Kind, e.Until.Over(b.AsOf)), held, by)
	if e.Share != "" {
		text += " (" + e.Share + ")"
	}
	text += span(e.Since, e.Until)
	if len(e.Countries) > 0 {
		text += ", from " + countriesText(e.Countries)
	}
	return Statement{Text: text + ".", Status: b.edgeStatus(e), Since: e.Since, Until: e.Until, Refs: refs, Claims: e.Claims}
}

// edgeText is the sentence for a kind of hold: who is held, then who holds.
func edgeText(kind origin.EdgeKind, over bool) string {
	present, past := "%s is held by %s", "%s was held by %s"
	switch kind {
	case origin.EdgeOwnership:
		present, past = "%s belongs, in whole or in part, to %s", "%s belonged, in whole or in part, to %s"
	case origin.EdgeState:
		present, past = "%s is held for a state by %s", "%s was held for a state by %s"
	case origin.EdgeJointVenture:
		present, past = "%s is a joint venture with %s", "%s was a joint venture with %s"
	case origin.EdgeMinority:
		present, past = "%s has a minority holder, which is no control by itself: %s", "%s had a minority holder, which was no control by itself: %s"
	case origin.EdgeGroup:
		present, past = "%s has owners or management in common with %s", "%s had owners or management in common with %s"
	}
	if over {
		return past
	}
	return present
}

// edgeStatus is that of a hold: without a confirmed claim it is unconfirmed,
// whatever it says.
func (b *Book) edgeStatus(e origin.Edge) origin.Status {
	if b.supported(e.Claims) == origin.StatusUnconfirmed {
		return origin.StatusUnconfirmed
	}
	return e.Status
}

// controlSummary says from where a company is controlled.
func (b *Book) controlSummary(c origin.Company) Statement {
	control := b.KB.ControlOf(c.ID, b.AsOf)
	if len(control.Countries) == 0 {
		return plain("From where it is controlled is not known.")
	}
	text := fmt.Sprintf("In sum %s is controlled from %s.", c.Name, countriesText(control.Countries))
	return Statement{Text: text, Status: control.Status, Refs: control.Countries, Claims: control.Claims}
}
