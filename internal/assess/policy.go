package assess

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/strictyaml"
)

// Policy is what somebody wants to know about their equipment: rules, each with
// the severity of what it touches.
type Policy struct {
	ID    string `yaml:"id"`
	Name  string `yaml:"name"`
	Text  string `yaml:"text"` // whom it is for and what it rests on
	Rules []Rule `yaml:"rules"`
}

// Rule touches the devices for which everything named in When holds.
type Rule struct {
	ID         string          `yaml:"id"` // unique in the policy, permanent
	When       When            `yaml:"when"`
	Severity   model.Severity  `yaml:"severity"`
	ByHand     bool            `yaml:"by_hand,omitempty"` // asks for a check by hand, however sure it is
	Title      string          `yaml:"title"`             // of the finding; {company} stands for the company's name
	Next       string          `yaml:"next,omitempty"`    // what to do
	References []string        `yaml:"references,omitempty"`
	Line       strictyaml.Line // where it begins in its file
}

// When is the condition of a rule. Of each list given, one entry must hold; a
// list that is not given holds.
type When struct {
	Companies []string     `yaml:"companies,omitempty"` // identifiers; companies that they control are meant too
	Control   []string     `yaml:"control,omitempty"`   // countries from which the company is run or controlled
	Lists     []string     `yaml:"lists,omitempty"`     // identifiers of lists that name the company or its country
	Kinds     []model.Kind `yaml:"kinds,omitempty"`
	Sites     []string     `yaml:"sites,omitempty"`
}

// policyDir is where the policies of the data stand.
const policyDir = "policies"

// LoadPolicy reads a policy of the data by its identifier and checks it against
// the knowledge.
func LoadPolicy(fsys fs.FS, id string, kb *origin.KB) (Policy, error) {
	name := path.Join(policyDir, id+".yaml")
	if !fs.ValidPath(name) || strings.ContainsAny(id, `/\`) {
		return Policy{}, fmt.Errorf("policy %q: not a name of a policy", id)
	}
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		known, _ := PolicyIDs(fsys)
		return Policy{}, fmt.Errorf("policy %q does not exist, there are %s", id, strings.Join(known, ", "))
	}
	if err != nil {
		return Policy{}, fmt.Errorf("policy %q: %w", id, err)
	}
	return ReadPolicy(name, data, kb)
}

// PolicyIDs lists the policies of the data, sorted.
func PolicyIDs(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, policyDir)
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// ReadPolicy reads a policy from a file's bytes and checks it against the
// knowledge: every company, country and list that it names must exist.
func ReadPolicy(name string, data []byte, kb *origin.KB) (Policy, error) {
	var p Policy
	if err := strictyaml.Decode(name, data, &p); err != nil {
		return Policy{}, err
	}
	if err := p.check(name, kb); err != nil {
		return Policy{}, err
	}
	return p, nil
}

func (p Policy) check(name string, kb *origin.KB) error {
	if p.ID == "" || p.Name == "" || len(p.Rules) == 0 {
		return fmt.Errorf("%s:1: a policy needs id, name and rules", name)
	}
	seen := map[string]bool{}
	for _, r := range p.Rules {
		if err := r.check(kb); err != nil {
			return fmt.Errorf("%s:%d: rule %q: %w", name, r.Line, r.ID, err)
		}
		if seen[r.ID] {
			return fmt.Errorf("%s:%d: rule %q stands twice, give it another id", name, r.Line, r.ID)
		}
		seen[r.ID] = true
	}
	return nil
}

func (r Rule) check(kb *origin.KB) error {
	w := r.When
	switch {
	case r.ID == "" || r.Title == "":
		return errors.New("needs id and title")
	case r.Severity.Rank() < 0:
		return fmt.Errorf("unknown severity %q, it is one of %v", r.Severity, model.Severities())
	case len(w.Companies)+len(w.Control)+len(w.Lists) == 0:
		return errors.New("when needs companies, control or lists")
	}
	return errors.Join(
		each(w.Companies, "company", func(id string) bool { _, ok := kb.Company(id); return ok }),
		each(w.Control, "country", origin.KnownCountry),
		each(w.Lists, "list", func(id string) bool { _, ok := kb.List(id); return ok }),
		each(w.Kinds, "kind", func(k model.Kind) bool { return slices.Contains(model.Kinds(), k) }),
	)
}

func each[T ~string](names []T, what string, exists func(T) bool) error {
	for _, n := range names {
		if !exists(n) {
			return fmt.Errorf("%s %q does not exist", what, n)
		}
	}
	return nil
}
