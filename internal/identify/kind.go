package identify

import (
	"slices"

	"camorigin/internal/model"
)

// settleKind decides what sort of equipment the device is: the surest kind,
// unless there is evidence both of surveillance equipment and of something else.
func settleKind(matches []model.Match) (model.Kind, outcome) {
	o := settle("kind", matches, kindOf, func(id string) string { return id })
	claims := o.claims
	if len(claims) == 0 {
		return model.KindUnknown, o
	}
	other := slices.IndexFunc(claims, func(c claim) bool { return model.Kind(c.id) == model.KindOther })
	watching := slices.IndexFunc(claims, func(c claim) bool { return model.Kind(c.id).Surveillance() })
	switch {
	case other < 0: // which of several kinds of surveillance equipment is a detail
		o.conflict = nil
		return model.Kind(claims[watching].id), o
	case watching < 0 || surpasses(&claims[other], &claims[watching]) || covers(&claims[other], &claims[watching]) || outweighs(&claims[other], claims):
		return model.KindOther, o
	case surpasses(&claims[watching], &claims[other]) || claims[watching].verdict.Sure() && !claims[other].verdict.Sure():
		return model.Kind(claims[watching].id), o
	}
	return model.KindUnknown, o
}

// surpasses reports whether both claims are weak, and the first one clearly less
// so.
func surpasses(a, b *claim) bool {
	return !a.verdict.Sure() && !b.verdict.Sure() && a.confidence >= b.confidence+lead
}

// kindOf is the kind that is said; unknown says nothing.
func kindOf(says model.Says) string {
	kind := model.Kind(says.Kind)
	if kind == model.KindUnknown || !slices.Contains(model.Kinds(), kind) {
		return ""
	}
	return says.Kind
}

// covers reports whether strong evidence of something else stands in the very
// answers that weakly say surveillance equipment: a printer's page that mentions
// a camera.
func covers(other, watching *claim) bool {
	if !other.verdict.Sure() || watching.verdict.Sure() {
		return false
	}
	for answer := range watching.answers {
		if other.answers[answer] < strong {
			return false
		}
	}
	return true
}

// outweighs reports whether strong evidence of something else stands against
// nothing but hints of surveillance equipment: a loudspeaker with an ONVIF
// service.
func outweighs(other *claim, claims []claim) bool {
	return other.verdict.Sure() && !slices.ContainsFunc(claims, func(c claim) bool {
		return model.Kind(c.id).Surveillance() && c.best >= witness
	})
}
