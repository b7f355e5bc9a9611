package assess

import (
	"cmp"
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
	ID    string     `yaml:"id"`
	Name  string     `yaml:"name"`
	Text  string     `yaml:"text"`         // whom it is for and what it rests on
	DA    PolicyText `yaml:"da,omitempty"` // in Danish, where that is given
	Rules []Rule     `yaml:"rules"`
}

// PolicyText is how a policy is called and described in one language.
type PolicyText struct {
	Name string `yaml:"name"`
	Text string `yaml:"text"`
}

// In returns the texts in a language, or as they were written where there are
// none in it.
func (p Policy) In(language string) PolicyText {
	text := PolicyText{Name: p.Name, Text: p.Text}
	if language == danish {
		text.Name, text.Text = cmp.Or(p.DA.Name, text.Name), cmp.Or(p.DA.Text, text.Text)
	}
	return text
}

// danish is the code of the language in which data may be written beside
// English.
const danish = "da"

// Rule touches the devices for which everything named in When holds.
type Rule struct {
	ID         string          `yaml:"id"` // unique in the policy, permanent
	When       When            `yaml:"when"`
	Severity   model.Severity  `yaml:"severity"`
	ByHand     bool            `yaml:"by_hand,omitempty"` // asks for a check by hand, however sure it is
	Title      string          `yaml:"title"`             // of the finding; {company} stands for the company's name
	Next       string          `yaml:"next,omitempty"`    // what to do
	DA         RuleText        `yaml:"da,omitempty"`      // title and next in Danish, where they are given
	References []string        `yaml:"references,omitempty"`
	Line       strictyaml.Line // where it begins in its file
}

// RuleText is what a rule says in one language.
type RuleText struct {
	Title string `yaml:"title"`
	Next  string `yaml:"next,omitempty"`
}

// In returns what the rule says in a language, or as it was written where it
// says nothing in it.
func (r Rule) In(language string) RuleText {
	text := RuleText{Title: r.Title, Next: r.Next}
	if language == danish {
		text.Title, text.Next = cmp.Or(r.DA.Title, text.Title), cmp.Or(r.DA.Next, text.Next)
	}
	return text
}

// When is the condition of a rule. Of each list given, one entry must hold; a
// list that is not given holds.
type When struct {
	Companies []string     `yaml:"companies,omitempty"` // identifiers; companies that they control are meant too
	Control   []string     `yaml:"control,omitempty"`   // countries from which the company is run or controlled
	Lists     []string     `yaml:"lists,omitempty"`     // identifiers of lists that name the company or its country
	Kinds     []model.Kind `yaml:"kinds,omitempty"`
	Sites     []string     `yaml:"sites,omitempty"`
	Networks  []string     `yaml:"networks,omitempty"` // CIDRs; devices in one of them are meant
	Exposed   []string     `yaml:"exposed,omitempty"`  // ExposedTo values; known vulnerabilities that the device has
}

// What a rule can ask of the vulnerabilities of a device. Only those count that
// its model and firmware are known to have.
const (
	ExposedToKnown     = "known"     // any
	ExposedToExploited = "exploited" // one that CISA lists as exploited
)

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

// maxPolicy bounds a policy's file, in bytes.
const maxPolicy = 1 << 20

// ReadPolicy reads a policy from a file's bytes and checks it against the
// knowledge: every company, country and list that it names must exist. The
// error is the first of what CheckPolicy reports.
func ReadPolicy(name string, data []byte, kb *origin.KB) (Policy, error) {
	p, problems := CheckPolicy(name, data, kb)
	if len(problems) > 0 {
		return Policy{}, problems[0]
	}
	return p, nil
}
