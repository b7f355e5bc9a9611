package cli

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/spf13/pflag"

	"camorigin/internal/bundle"
	"camorigin/internal/decisions"
	"camorigin/internal/judge"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/redact"
)

// redactFlags say whether results name what is somebody's own.
type redactFlags struct {
	on      bool
	keyFile string
}

func (f *redactFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.on, "redact", false, "replace addresses, names, MACs and serial numbers by tokens, before anything is judged")
	flags.StringVar(&f.keyFile, "redact-key", "", "make the tokens from the secret in `FILE`: the same from run to run (default: from chance)")
}

// The sizes of a key, in bytes.
const (
	minKey = 16
	maxKey = 4 << 10
)

// key is the secret that the tokens are made from.
func (f redactFlags) key() ([]byte, error) {
	if f.keyFile == "" {
		return []byte(rand.Text()), nil
	}
	file, err := os.Open(f.keyFile)
	if err != nil {
		return nil, fmt.Errorf("--redact-key: %w", err)
	}
	defer func() { _ = file.Close() }()
	key, err := io.ReadAll(io.LimitReader(file, maxKey+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("--redact-key: %w", err)
	case len(key) < minKey || len(key) > maxKey:
		return nil, fmt.Errorf("--redact-key %s: %d bytes; a secret has %d to %d", f.keyFile, len(key), minKey, maxKey)
	}
	return key, nil
}

// check reports what would keep a scan from being redacted, before it starts.
func (f redactFlags) check(probeLog string) error {
	if !f.on {
		return nil
	}
	if probeLog != "" {
		return errors.New("--probe-log writes what is sent as it is sent, with addresses, and cannot be redacted; leave it or --redact out")
	}
	_, err := f.key()
	return err
}

// judged is a result and what it was made with.
type judged struct {
	result    model.Result
	judge     *judge.Judge
	decisions []byte // as they were applied; nil where there are none
}

// judgeAll makes the result of what was recorded, of redacted evidence where
// that is asked for.
func (f *outputFlags) judgeAll(j *judge.Judge, run model.Run, capture judge.Capture) (judged, error) {
	plain := judged{result: j.Result(run, capture), judge: j}
	if f.decisions != "" {
		text, err := f.userFile("--decisions", f.decisions, bundle.DecisionsName)
		if err != nil {
			return judged{}, err
		}
		plain.decisions = text
	}
	if !f.redact.on {
		return plain, nil
	}
	return f.redacted(plain)
}

// redacted makes the result anew from evidence with tokens, and notes what does
// not come out as before.
func (f *outputFlags) redacted(plain judged) (judged, error) {
	key, err := f.redact.key()
	if err != nil {
		return judged{}, err
	}
	r := redact.New(redact.Options{Key: key, Extractor: plain.judge.Extractor, Keep: productWords(plain.judge.Knowledge)})
	r.LearnText(string(plain.decisions))
	r.Learn(plain.result)
	j, was := *plain.judge, plain.result
	out := judged{judge: &j}
	if plain.decisions != nil {
		out.decisions = []byte(r.Text(string(plain.decisions)))
		if j.Decisions, err = decisions.Read(f.decisions, out.decisions, j.Knowledge); err != nil {
			return judged{}, fmt.Errorf("redact the decisions: %w", err)
		}
	}
	capture := judge.Capture{Asked: r.Asked(was.Asked), Coverage: r.Coverage(was.Coverage)}
	for _, e := range was.Evidence {
		capture.Evidence = append(capture.Evidence, r.Evidence(e))
	}
	out.result = j.Result(r.Run(was.Run), capture)
	notes := append([]string{redact.Note}, r.Changes(was, out.result)...)
	out.result.Run.Notes = append(out.result.Run.Notes, notes...)
	return out, nil
}

// productWords tells the words that names of companies, brands and platforms
// consist of.
func productWords(kb *origin.KB) func(string) bool {
	words := map[string]bool{}
	take := func(names ...string) {
		for _, name := range names {
			for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				words[word] = len(word) > 2
			}
		}
	}
	for _, c := range kb.Companies() {
		take(append(c.Aliases, c.ID, c.Name, c.LegalName)...)
	}
	for _, b := range kb.Brands() {
		take(append(b.Aliases, b.ID, b.Name)...)
	}
	for _, p := range kb.Platforms() {
		take(p.ID, p.Name)
	}
	return func(word string) bool { return words[word] }
}
