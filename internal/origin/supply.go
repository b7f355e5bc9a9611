package origin

import "time"

// Supplier is a company behind a brand.
type Supplier struct {
	Company  string // identifier
	Relation Relation
	Sure     bool // a confirmed claim says so
	Claims   []string
}

// Suppliers tells who is known to make what is sold under a brand at the given
// time: its owner, where that is a maker, and others. A supply that has ended
// is still told, as historical: devices outlive it.
func (kb *KB) Suppliers(brand string, at time.Time) []Supplier {
	b, ok := kb.brands[brand]
	if !ok {
		return nil
	}
	var out []Supplier
	if owner := kb.companies[b.Owner]; owner.Role == RoleMaker {
		out = append(out, Supplier{Company: owner.ID, Relation: RelationOwn, Sure: kb.Confirmed(b.Claims), Claims: b.Claims})
	}
	for _, s := range b.Suppliers {
		relation := s.Relation
		if s.Until.Over(at) {
			relation = RelationHistorical
		}
		if s.Since.Begun(at) {
			out = append(out, Supplier{Company: s.Maker, Relation: relation, Sure: kb.Confirmed(s.Claims), Claims: s.Claims})
		}
	}
	return out
}
