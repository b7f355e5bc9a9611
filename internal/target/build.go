package target

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"strings"
)

// DefaultMaxHosts is the most addresses of a plan, unless the operator says how
// many there may be.
const DefaultMaxHosts = 65_536

// Spec is what the operator asked for.
type Spec struct {
	Args         []string                     // networks, ranges, addresses, host names, @file, -
	Stdin        io.Reader                    // what - reads; nil when there is none
	Exclude      []string                     // as Args, without -
	ExcludeFiles []string                     // lists of what is excluded
	OwnNetworks  []netip.Prefix               // open like private ranges
	AllowPublic  bool                         // open every address but those never contacted
	MaxHosts     uint64                       // DefaultMaxHosts when 0
	Resolver     Resolver                     // nil when host names are not looked up
	ReadFile     func(string) ([]byte, error) // [ReadFile] when nil
	Site         string                       // the place of what SitesFile does not place
	SitesFile    string                       // a CSV file for [ParseSites]; none when empty
}

// builder makes a plan from a spec.
type builder struct {
	Spec
	plan    Plan
	book    phoneBook
	faults  faults
	edges   []span // network and broadcast addresses of targets
	dropped []span // parts of targets that are never contacted
}

func newBuilder(spec Spec) *builder {
	if spec.ReadFile == nil {
		spec.ReadFile = ReadFile
	}
	return &builder{
		Spec: spec,
		plan: Plan{
			scope:    NewScope(spec.OwnNetworks, spec.AllowPublic),
			names:    map[netip.Addr]string{},
			site:     spec.Site,
			targets:  written(spec.Args, nil),
			excluded: written(spec.Exclude, spec.ExcludeFiles),
		},
		book: phoneBook{spec.Resolver, map[string]lookup{}},
	}
}

// written is what the operator wrote.
func written(words, files []string) []string {
	texts := make([]string, 0, len(words)+len(files))
	for _, text := range words {
		texts = append(texts, strings.TrimSpace(text))
	}
	for _, name := range files {
		texts = append(texts, "@"+name)
	}
	return texts
}

// Build makes a plan. The error has a line for each mistake, at most ten and
// the number of the others, which says where it is and what to do.
func Build(ctx context.Context, spec Spec) (*Plan, error) {
	if len(spec.Args) == 0 {
		return nil, errors.New("no target: name a network, a range, an address, a host name, @file or -, as in 10.0.0.0/24")
	}
	b := newBuilder(spec)
	b.sites()
	if err := b.excludes(ctx); err != nil {
		return nil, err
	}
	if err := b.targets(ctx); err != nil {
		return nil, err
	}
	if err := b.faults.err(); err != nil {
		return nil, err
	}
	return b.finish()
}

// BuildScope makes the scope of a spec, for commands that have no targets. The
// error is as that of [Build].
func BuildScope(ctx context.Context, spec Spec) (*Scope, error) {
	b := newBuilder(spec)
	if err := b.excludes(ctx); err != nil {
		return nil, err
	}
	return b.plan.scope, b.faults.err()
}

func (b *builder) sites() {
	if b.SitesFile == "" {
		return
	}
	data, err := b.ReadFile(b.SitesFile)
	if err != nil {
		b.faults.add(fileError(b.SitesFile, err))
		return
	}
	b.plan.sites, err = ParseSites(b.SitesFile, data)
	b.faults.add(err)
}

// excludes reads the excludes into the scope.
func (b *builder) excludes(ctx context.Context) error {
	g := gathering{readFile: b.ReadFile, faults: &b.faults}
	g.admit = func(p parsed) (set, error) { return set{p.span}, nil }
	for _, text := range b.Exclude {
		g.argument("exclude", text, nil)
	}
	for _, name := range b.ExcludeFiles {
		g.file(name)
	}
	err := g.names(ctx, &b.book, func(_ mention, addrs []netip.Addr) {
		for _, a := range addrs {
			g.spans = append(g.spans, spanOf(a, a))
		}
	})
	b.plan.scope.excluded = newSet(g.spans)
	return err
}

// targets reads the targets into the plan.
func (b *builder) targets(ctx context.Context) error {
	g := gathering{readFile: b.ReadFile, faults: &b.faults, admit: b.admit}
	for _, text := range b.Args {
		g.argument("target", text, b.Stdin)
	}
	err := g.names(ctx, &b.book, func(m mention, addrs []netip.Addr) {
		g.spans = append(g.spans, b.admitName(m, addrs)...)
	})
	slices.SortFunc(g.networks, netip.Prefix.Compare)
	b.plan.networks = slices.Compact(g.networks)
	b.plan.number(newSet(g.spans).without(b.plan.scope.excluded))
	return err
}

// admit is the part of a target that is scanned, excludes apart.
func (b *builder) admit(target parsed) (set, error) {
	part, err := b.plan.scope.admit(target.span)
	if err != nil {
		return nil, err
	}
	if len(part) != 1 || part[0] != target.span {
		b.dropped = append(b.dropped, set{target.span}.without(part)...)
	}
	if n := target.network; n.IsValid() && n.Addr().Is4() && n.Bits() <= 30 {
		edges := set{
			{target.space, target.first, target.first},
			{target.space, target.last, target.last},
		}
		b.edges = append(b.edges, edges...)
		part = part.without(edges)
	}
	return part, nil
}

// admitName is the addresses of a name that are in scope; that none is so is a
// mistake, unless they are excluded.
func (b *builder) admitName(m mention, addrs []netip.Addr) []span {
	var spans []span
	var why error
	for _, a := range addrs {
		err := b.plan.scope.check(a)
		if err == nil && a.IsLoopback() && !namesLoopback(m.host) {
			err = refuse(a, ErrLoopback)
		}
		if err != nil {
			why = err
			continue
		}
		spans = append(spans, spanOf(a, a))
		if _, named := b.plan.names[a]; !named {
			b.plan.names[a] = m.host
		}
	}
	if len(spans) == 0 && !errors.Is(why, ErrExcluded) {
		b.faults.add(m.at.fault(m.host, fmt.Errorf("no address of this name is in scope: %w", why)))
	}
	return spans
}

// finish counts, and refuses a plan that has no or too many addresses.
func (b *builder) finish() (*Plan, error) {
	p, most := &b.plan, b.MaxHosts
	if most == 0 {
		most = DefaultMaxHosts
	}
	switch {
	case p.hosts == 0:
		return nil, errors.New("no address is left, the excludes hold every target: check --exclude and --exclude-file")
	case p.hosts == saturated:
		return nil, errors.New("more addresses than any scan can try: name smaller networks; devices on an IPv6 link are found with discover")
	case p.hosts > most:
		return nil, fmt.Errorf("%d addresses are more than %d: check the targets, or allow that many with --max-hosts %d", p.hosts, most, p.hosts)
	}
	dropped := newSet(b.dropped).without(p.scope.excluded)
	p.never = dropped.without(p.spans).size()
	p.edges = newSet(b.edges).without(p.scope.excluded).without(p.spans).without(dropped).size()
	return p, nil
}
