package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"sync"

	"camorigin/internal/strictyaml"
)

// DigestName is the file of the embedded data that holds the digest of its rules.
const DigestName = "rules.digest.json"

// digest is rules as they were read from their files, with what was worked out
// of their patterns and without what only the linter needs. It spares a start
// the reading of YAML, and counts only for the very files it was made from.
type digest struct {
	Files string       `json:"files"` // hash over the names and contents of the files
	Rules []digestRule `json:"rules"`
}

type digestRule struct {
	File   string          `json:"file"`
	Line   strictyaml.Line `json:"line"`
	Rule   Rule            `json:"rule"`
	Match  digestPattern   `json:"match"`
	With   []digestPattern `json:"with,omitempty"`
	Unless []digestPattern `json:"unless,omitempty"`
}

type digestPattern struct {
	Literals     []string `json:"literals,omitempty"`
	Groups       int      `json:"groups,omitempty"`
	Instructions int      `json:"instructions"`
}

// Digest makes the digest of a source. It is to be made anew whenever a rule
// changes: until then the rules are read from their files, which takes longer.
func Digest(source Source) ([]byte, error) {
	loaded, problems := read(source)
	if len(problems) > 0 {
		return nil, problems[0]
	}
	names, err := strictyaml.Files(source.FS, source.Dir)
	if err != nil {
		return nil, err
	}
	sum, err := hashFiles(source.FS, names)
	if err != nil {
		return nil, err
	}
	d := digest{Files: sum}
	for _, c := range loaded {
		d.Rules = append(d.Rules, digestOf(c))
	}
	return json.Marshal(d)
}

func digestOf(c *compiled) digestRule {
	rule := *c.rule
	rule.Examples, rule.Not = nil, nil
	d := digestRule{File: rule.File, Line: rule.Line, Rule: rule, Match: digestOfPattern(c.match)}
	for _, with := range c.with {
		d.With = append(d.With, digestOfPattern(with.match))
	}
	for _, unless := range c.unless {
		d.Unless = append(d.Unless, digestOfPattern(unless.match))
	}
	return d
}

func digestOfPattern(p *pattern) digestPattern {
	return digestPattern{Literals: p.literals, Groups: p.groups, Instructions: p.instructions}
}

// hashFiles is a hash over the names and contents of the files.
func hashFiles(fsys fs.FS, names []string) (string, error) {
	sum := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", err
		}
		_, _ = fmt.Fprintf(sum, "%s %d\n", name, len(data)) // a hash never fails
		_, _ = sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// readDigest returns the rules of a source from its digest; ok is false when
// there is none that fits the files.
func readDigest(source Source) (loaded []*compiled, ok bool) {
	if source.Digest == "" {
		return nil, false
	}
	data, err := fs.ReadFile(source.FS, source.Digest)
	if err != nil {
		return nil, false
	}
	names, err := strictyaml.Files(source.FS, source.Dir)
	if err != nil {
		return nil, false
	}
	sum, err := hashFiles(source.FS, names)
	if err != nil {
		return nil, false
	}
	var d digest
	if json.Unmarshal(data, &d) != nil || d.Files != sum {
		return nil, false
	}
	for i := range d.Rules {
		c, err := d.Rules[i].compiled()
		if err != nil {
			return nil, false
		}
		loaded = append(loaded, c)
	}
	return loaded, true
}

// compiled puts a rule of a digest together again.
func (d *digestRule) compiled() (*compiled, error) {
	rule := &d.Rule
	rule.File, rule.Line = d.File, d.Line
	if len(d.With) != len(rule.With) || len(d.Unless) != len(rule.Unless) {
		return nil, fmt.Errorf("digest of rule %s is not whole", rule.ID)
	}
	c := &compiled{rule: rule, match: d.Match.pattern(rule.Match)}
	for i, with := range rule.With {
		c.with = append(c.with, condition{field: with.Field, match: d.With[i].pattern(with.Match)})
	}
	for i, unless := range rule.Unless {
		c.unless = append(c.unless, condition{field: unless.Field, match: d.Unless[i].pattern(unless.Match)})
	}
	var err error
	c.says, err = newSaying(rule.Says, c.match.groups)
	return c, err
}

func (d digestPattern) pattern(source string) *pattern {
	return &pattern{
		source: source, literals: d.Literals, groups: d.Groups, instructions: d.Instructions,
		compile: sync.OnceValue(func() *regexp.Regexp { return compileChecked(source) }),
	}
}
