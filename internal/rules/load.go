package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sync"

	"camorigin/internal/strictyaml"
)

// Source is a place where rules are: all *.yaml files in and below Dir.
type Source struct {
	FS   fs.FS
	Dir  string // "." for the whole of FS
	Name string // put before the names of files in errors: where FS is

	// Digest is the file of FS that Digest has made of the source; it is used when
	// it fits the files. Rules from it have no examples and no traps.
	Digest string
}

// Embedded is the source of the program's own rules in the embedded data.
func Embedded(fsys fs.FS) Source { return Source{FS: fsys, Dir: "rules", Name: "fingerprints"} }

// Load reads the rules in the directory rules of fsys. Names that the vocabulary
// does not know are no error here, but what they name is then not said; Lint
// reports them. vocab may be nil: names are then said as they are. The rules are
// taken from their digest where it fits, without their examples and traps;
// LoadSources with Embedded reads them whole.
func Load(fsys fs.FS, vocab Vocabulary) (*Set, error) {
	source := Embedded(fsys)
	source.Digest = DigestName
	return LoadSources(vocab, source)
}

// LoadSources reads the rules of several sources into one set. The error is the
// first fault, as "file:line: what, what to do".
func LoadSources(vocab Vocabulary, sources ...Source) (*Set, error) {
	var all []*compiled
	for _, source := range sources {
		loaded, ok := readDigest(source)
		if !ok {
			var problems []Problem
			if loaded, problems = read(source); len(problems) > 0 {
				return nil, problems[0]
			}
		}
		all = append(all, loaded...)
	}
	return assemble(all, vocab)
}

// Add returns a set that has the rules of another source as well: a user's. Its
// identifiers must be new, and the names it says known. The set itself is not
// changed.
func (s *Set) Add(source Source) (*Set, error) {
	loaded, problems := read(source)
	if len(problems) > 0 {
		return nil, problems[0]
	}
	for _, c := range loaded {
		if err := checkNames(c, s.vocab); err != nil {
			return nil, problem(c.rule, err)
		}
	}
	return assemble(slices.Concat(s.rules, loaded), s.vocab)
}

// assemble joins rules into a set, and fails where they do not fit together.
func assemble(all []*compiled, vocab Vocabulary) (*Set, error) {
	if problems := checkTogether(all); len(problems) > 0 {
		return nil, problems[0]
	}
	set := &Set{rules: all, vocab: vocab, byID: make(map[string]int, len(all))}
	for i, c := range all {
		set.byID[c.rule.ID] = i
		set.constants = append(set.constants, knownOnly(c.says.constant, vocab))
	}
	set.index = newIndex(all)
	return set, nil
}

// checkTogether finds what is wrong between rules: too many, identifiers that
// stand twice, names of rules that are not there.
func checkTogether(all []*compiled) []Problem {
	var problems []Problem
	if len(all) > maxRules {
		problems = append(problems, problem(all[maxRules].rule, fmt.Errorf("more than %d rules, remove some", maxRules)))
	}
	first := make(map[string]*Rule, len(all))
	for _, c := range all {
		if other, twice := first[c.rule.ID]; twice {
			problems = append(problems, problem(c.rule, fmt.Errorf("identifier stands already at %s:%d, choose another", other.File, other.Line)))
			continue
		}
		first[c.rule.ID] = c.rule
	}
	for _, c := range all {
		for _, id := range c.rule.ShadowedBy {
			if first[id] == nil || id == c.rule.ID {
				problems = append(problems, problem(c.rule, fmt.Errorf("shadowed_by %.60q names no other rule, correct it", id)))
			}
		}
	}
	return problems
}

// read loads the files of a source side by side; the result is in the order of
// their names.
func read(source Source) ([]*compiled, []Problem) {
	names, err := strictyaml.Files(source.FS, source.Dir)
	if err != nil {
		return nil, []Problem{{File: path.Join(source.Name, source.Dir), Line: 1, Text: err.Error()}}
	}
	loaded := make([][]*compiled, len(names))
	problems := make([][]Problem, len(names))
	var group sync.WaitGroup
	slots := make(chan struct{}, 4)
	for i, name := range names {
		group.Go(func() {
			slots <- struct{}{}
			loaded[i], problems[i] = readFile(source, name)
			<-slots
		})
	}
	group.Wait()
	return slices.Concat(loaded...), slices.Concat(problems...)
}

func readFile(source Source, name string) ([]*compiled, []Problem) {
	file := path.Join(source.Name, name)
	var list []Rule
	err := strictyaml.DecodeFile(source.FS, name, &list, strictyaml.Limits{Nodes: maxFileNodes})
	if located := new(strictyaml.Error); errors.As(err, &located) {
		return nil, []Problem{{File: file, Line: located.Line, Text: located.Text}}
	} else if err != nil {
		return nil, []Problem{{File: file, Line: 1, Text: err.Error()}}
	}
	var loaded []*compiled
	var problems []Problem
	fields := newFieldVocabulary()
	for i := range list {
		rule := &list[i]
		rule.File = file
		c, err := compileRule(rule, fields)
		if err != nil {
			problems = append(problems, problem(rule, err))
			continue
		}
		loaded = append(loaded, c)
	}
	return loaded, problems
}

// compiled is a rule that is ready to be matched.
type compiled struct {
	rule   *Rule
	match  *pattern
	with   []condition
	unless []condition
	says   saying
}

type condition struct {
	field string
	match *pattern
}

var kebabCase = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxID = 80

// compileRule checks what a rule needs in order to be matched at all.
func compileRule(rule *Rule, fields vocabularyOfFields) (*compiled, error) {
	c := &compiled{rule: rule}
	if !kebabCase.MatchString(rule.ID) || len(rule.ID) > maxID {
		return nil, fmt.Errorf("identifier %.100q, use at most %d small letters, digits and single dashes", rule.ID, maxID)
	}
	if !fields.known(rule.Field) {
		return nil, unknownField(rule.Field)
	}
	if !(rule.Certainty > 0 && rule.Certainty < 1) {
		return nil, fmt.Errorf("certainty %v, write a number between 0 and 1", rule.Certainty)
	}
	var err error
	if c.match, err = newPattern(rule.Match); err != nil {
		return nil, err
	}
	if c.with, err = conditions("with", rule.With, fields); err != nil {
		return nil, err
	}
	if c.unless, err = conditions("unless", rule.Unless, fields); err != nil {
		return nil, err
	}
	c.says, err = newSaying(rule.Says, c.match.groups)
	return c, err
}

func conditions(key string, list []Condition, fields vocabularyOfFields) ([]condition, error) {
	if len(list) > maxConditions {
		return nil, fmt.Errorf("%d conditions in %s, use at most %d", len(list), key, maxConditions)
	}
	compiled := make([]condition, len(list))
	for i, c := range list {
		if !fields.known(c.Field) {
			return nil, fmt.Errorf("%s: %w", key, unknownField(c.Field))
		}
		match, err := newPattern(c.Match)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		compiled[i] = condition{field: c.Field, match: match}
	}
	return compiled, nil
}

func unknownField(field string) error {
	if near, ok := strictyaml.Nearest(field, Fields()); ok {
		return fmt.Errorf("unknown field %.60q, did you mean %q?", field, near)
	}
	return fmt.Errorf("unknown field %.60q, use one of the evidence vocabulary", field)
}
