package target

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"strings"
)

// gathering collects the spans of words, from arguments and from lists.
type gathering struct {
	readFile func(string) ([]byte, error)
	faults   *faults
	admit    func(parsed) (set, error) // the part of a word that counts
	spans    []span
	networks []netip.Prefix // those of words that are a CIDR
	mentions []mention      // host names, still to be resolved
}

// word takes in one word.
func (g *gathering) word(at source, text string) {
	p, err := parse(text)
	if err != nil {
		g.faults.add(at.fault(text, err))
		return
	}
	if p.host != "" {
		g.mentions = append(g.mentions, mention{at, p.host})
		return
	}
	part, err := g.admit(p)
	if err != nil {
		g.faults.add(at.fault(text, err))
		return
	}
	g.spans = append(g.spans, part...)
	if p.network.IsValid() {
		g.networks = append(g.networks, p.network)
	}
}

// argument takes in one argument: @file, - when there is standard input, or
// words parted by commas.
func (g *gathering) argument(what, text string, stdin io.Reader) {
	at, text := source{name: what}, strings.TrimSpace(text)
	switch name, isFile := strings.CutPrefix(text, "@"); {
	case isFile && name == "":
		g.faults.add(at.fault(text, errors.New("the file name is missing: write it as in @cameras.txt")))
	case isFile:
		g.file(name)
	case text == "-" && stdin != nil:
		data, err := readAll(stdin)
		g.list("stdin", data, err)
	case text == "":
		g.faults.add(at.fault(text, errors.New("empty: write an address, a range, a network or a host name")))
	default:
		for _, word := range strings.FieldsFunc(text, separates) {
			g.word(at, word)
		}
	}
}

func (g *gathering) file(name string) {
	data, err := g.readFile(name)
	g.list(name, data, err)
}

// list takes in the text of a list.
func (g *gathering) list(name string, data []byte, err error) {
	if err != nil {
		g.faults.add(fileError(name, err))
		return
	}
	count, err := words(name, data, g.word)
	if err == nil && count == 0 {
		err = fmt.Errorf("%s:1: no address in it: write one a line, or leave the list out", quoteName(name))
	}
	g.faults.add(err)
}

// names resolves the host names gathered so far and calls take for each with
// its addresses.
func (g *gathering) names(ctx context.Context, book *phoneBook, take func(mention, []netip.Addr)) error {
	if err := book.open(ctx, g.mentions); err != nil {
		return err
	}
	failed := map[string]bool{}
	for _, m := range g.mentions {
		result := book.found[m.host]
		switch {
		case result.err == nil:
			take(m, result.addrs)
		case !failed[m.host]: // said once, however often the name is written
			failed[m.host] = true
			g.faults.add(m.at.fault(m.host, result.err))
		}
	}
	return nil
}
