package identify

import (
	"slices"

	"camorigin/internal/model"
)

// outcome is what came of the claims for one statement.
type outcome struct {
	claims    []claim
	statement *model.Statement // nil when nothing is said
	conflict  *model.Conflict  // nil when all evidence agrees
}

// winner is the identifier that is said, empty for none.
func (o outcome) winner() string {
	if o.statement == nil {
		return ""
	}
	return o.statement.ID
}

// accepts reports whether something that names id goes with what is said.
func (o outcome) accepts(id string) bool { return id == "" || id == o.winner() }

// mentions reports whether id is said, or part of a conflict that is shown.
func (o outcome) mentions(id string) bool {
	if id == "" {
		return false
	}
	inConflict := o.conflict != nil && slices.ContainsFunc(o.conflict.Claims, func(s model.Statement) bool { return s.ID == id })
	return id == o.winner() || inConflict
}

// settle decides one statement.
func settle(about string, matches []model.Match, get func(model.Says) string, name func(string) string) outcome {
	o := outcome{claims: claimsOf(matches, get)}
	if len(o.claims) == 0 {
		return o
	}
	if len(o.claims) > 1 {
		o.conflict = &model.Conflict{About: about}
		for _, c := range o.claims {
			o.conflict.Claims = append(o.conflict.Claims, c.statement(name))
		}
	}
	first := o.claims[0].statement(name)
	switch o.contest() {
	case won:
		o.statement = &first
	case contradicted:
		o.statement = &model.Statement{Verdict: model.VerdictConflict}
	}
	return o
}

// contest is how the claims relate.
type contest int

const (
	won          contest = iota // the first claim stands
	undecided                   // weak claims, none of which surpasses the others
	contradicted                // strong claims disagree
)

func (o outcome) contest() contest {
	if len(o.claims) < 2 {
		return won
	}
	first, second := &o.claims[0], &o.claims[1]
	switch {
	case first.verdict.Sure() && !second.verdict.Sure():
		return won
	case first.verdict.Sure():
		return o.contestOfSure()
	case first.best >= strong && second.best >= strong:
		return contradicted // both from datagrams
	case first.confidence < second.confidence+lead:
		return undecided
	}
	return won
}

// contestOfSure decides between claims that would each be said if it were alone.
// Those of one and the same answer are two readings of it: the surer one holds.
func (o outcome) contestOfSure() contest {
	first := &o.claims[0]
	for i := range o.claims[1:] {
		other := &o.claims[i+1]
		if other.verdict.Sure() && (first.apartFrom(other) || first.best < other.best+lead) {
			return contradicted
		}
	}
	return won
}

// suspectHoneypot makes a conflict of a device that claims to be of very many
// makers, even if one of them is surer than the others.
func (o *outcome) suspectHoneypot() {
	makers := 0
	for _, c := range o.claims {
		if c.best >= strong {
			makers++
		}
	}
	if makers > honeypotMakers && o.conflict != nil {
		o.conflict.Reason = HoneypotSuspected
		o.statement = &model.Statement{Verdict: model.VerdictConflict}
	}
}
