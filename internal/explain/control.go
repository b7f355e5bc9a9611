package explain

import "camorigin/internal/origin"

// maxDepth bounds how far up a chain of owners is told.
const maxDepth = 8

// control tells the chain of those who have a hold over a company, each with
// those who hold it in turn, and what follows from it.
func (b *Book) control(c origin.Company) []Statement {
	out := b.chain(c, 0, map[string]bool{c.ID: true})
	if len(out) == 0 {
		out = append(out, plain(b.say("hold.none")))
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
	text := b.say(edgeKey(e.Kind, e.Until.Over(b.AsOf)), held, by)
	if e.Share != "" {
		text += " (" + e.Share + ")"
	}
	text += b.span(e.Since, e.Until)
	if len(e.Countries) > 0 {
		text = b.say("hold.from", text, b.countriesText(e.Countries))
	}
	return Statement{Text: text + ".", Status: b.edgeStatus(e), Since: e.Since, Until: e.Until, Refs: refs, Claims: e.Claims}
}

// edgeKey is the sentence for a kind of hold: who is held, then who holds.
func edgeKey(kind origin.EdgeKind, over bool) string {
	present, past := "hold.other", "hold.other_past"
	switch kind {
	case origin.EdgeOwnership:
		present, past = "hold.ownership", "hold.ownership_past"
	case origin.EdgeState:
		present, past = "hold.state", "hold.state_past"
	case origin.EdgeJointVenture:
		present, past = "hold.joint", "hold.joint_past"
	case origin.EdgeMinority:
		present, past = "hold.minority", "hold.minority_past"
	case origin.EdgeGroup:
		present, past = "hold.group", "hold.group_past"
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
		return plain(b.say("sum.unknown"))
	}
	text := b.say("sum.sourced", c.Name, b.countriesText(control.Countries))
	return Statement{Text: text, Status: control.Status, Refs: control.Countries, Claims: control.Claims}
}
