package author

import (
	"cmp"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/rules"
	"camorigin/internal/strictyaml"
)

// Options says what drafts are for.
type Options struct {
	Says model.Says // what is known of the device: maker, brand, kind. Without any a placeholder is written
	Set  *rules.Set // the rules that there are
	Max  int        // drafts at most; 0 is 3
}

// UnknownMaker stands in drafts where the maker is not known. No maker has this
// identifier, so that the linter refuses it.
const UnknownMaker = "write-the-maker-here"

const (
	defaultDrafts  = 3
	draftCertainty = 0.5 // a draft is a guess: its author knows better
)

// Draft is a rule that is to be finished by a person.
type Draft struct {
	Answer int // index of the answer that it was written from
	Rule   rules.Rule
}

// Drafts writes rules for the most telling values of the answers of one device,
// the best first, at most one a field. Values of shared software tell nothing,
// and neither do words that stand in the examples of another maker's rules;
// values by which a rule names a maker or brand already are passed over, and the
// identifiers of those rules returned. Each draft holds for its own example; its
// source is rules.SourcePlaceholder.
func Drafts(answers []model.Answer, o Options) (drafts []Draft, read []string) {
	words := newLexicon(o.Set, o.Says)
	var all []candidate
	for _, a := range answers {
		known := namedBy(o.Set, a)
		read = append(read, known.ids...)
		for _, fact := range a.Facts {
			if !known.fields[fact.Field] {
				all = append(all, candidates(a, fact, words)...)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	taken := map[string]bool{}
	for _, c := range all {
		if len(drafts) < cmp.Or(o.Max, defaultDrafts) && !taken[c.field] {
			taken[c.field] = true
			drafts = append(drafts, c.draft(o, drafts))
		}
	}
	slices.Sort(read)
	return drafts, slices.Compact(read)
}

// named is what rules read in an answer already.
type named struct {
	fields map[string]bool
	ids    []string
}

func namedBy(set *rules.Set, a model.Answer) named {
	n := named{fields: map[string]bool{}}
	if set == nil {
		return n
	}
	for _, m := range set.Match(a) {
		if m.Says.Maker != "" || m.Says.Brand != "" {
			n.fields[m.Field] = true
			n.ids = append(n.ids, m.Rule)
		}
	}
	return n
}

// draft makes a rule of the candidate.
func (c candidate) draft(o Options, others []Draft) Draft {
	says := o.Says
	if says.Maker == "" && says.Brand == "" {
		says.Maker = UnknownMaker
	}
	want := says
	if c.text.model != "" {
		says.Model, want.Model = "$1", c.text.model
	}
	r := rules.Rule{
		Field: c.field, Match: c.text.pattern, Says: says, Certainty: draftCertainty, Source: rules.SourcePlaceholder,
		Examples: []rules.Example{{Want: want, Fields: map[string]strictyaml.OneOrMore{c.field: {c.example()}}}},
	}
	r.ID = freeID(cmp.Or(o.Says.Brand, o.Says.Maker, "new")+"-"+slug(c.field+" "+c.word), o.Set, others)
	return Draft{Answer: c.answer, Rule: r}
}

// freeID is the identifier, with a number where it is taken.
func freeID(id string, set *rules.Set, others []Draft) string {
	for _, suffix := range []string{"", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9"} {
		free := id + suffix
		taken := slices.ContainsFunc(others, func(d Draft) bool { return d.Rule.ID == free })
		if set != nil && !taken {
			_, taken = set.Rule(free)
		}
		if !taken {
			return free
		}
	}
	return id // the linter says that it stands twice
}

// slug keeps small letters and digits, and joins what is left by dashes.
func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
	})
	joined := strings.Join(words, "-")
	const longest = 48
	return strings.TrimRight(joined[:min(len(joined), longest)], "-")
}
