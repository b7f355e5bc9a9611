package target

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Resolver looks up the addresses of a host name; [net.Resolver] is one. It is
// called from several goroutines.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

const (
	// maxNames is the number of different host names of a plan.
	maxNames = 10_000
	// lookups is the number of names that are looked up at once.
	lookups = 8
	// maxAddressesOfName is how many addresses of a name are used.
	maxAddressesOfName = 64
)

// checkName refuses what cannot be a host name.
func checkName(host string) error {
	const mostBytes, mostLabel = 253, 63
	if len(host) > mostBytes {
		return fmt.Errorf("a host name has at most %d characters, this has %d", mostBytes, len(host))
	}
	for label := range strings.SplitSeq(host, ".") {
		switch {
		case label == "":
			return errors.New("a part is missing between the dots of the host name")
		case len(label) > mostLabel:
			return fmt.Errorf("a part of a host name has at most %d characters: %s has %d", mostLabel, quote(label), len(label))
		case strings.HasPrefix(label, "-"), strings.HasSuffix(label, "-"):
			return fmt.Errorf("part %s of the host name begins or ends with a dash: check the spelling", quote(label))
		}
	}
	return checkNameRunes(host)
}

func checkNameRunes(host string) error {
	for _, r := range host {
		switch {
		case r > 127:
			return errors.New("a host name in other letters than a-z is written in its xn-- form")
		case !isAlphanumeric(r) && !strings.ContainsRune("._-", r):
			return fmt.Errorf("no target: %q stands in no address and no host name", r)
		}
	}
	return nil
}

// mention is one place where a host name was written.
type mention struct {
	at   source
	host string
}

// lookup is what came of looking up one host name.
type lookup struct {
	addrs []netip.Addr
	err   error
}

// phoneBook looks host names up, each once: a name that is written among the
// targets and among the excludes has the same addresses in both.
type phoneBook struct {
	resolver Resolver
	found    map[string]lookup
}

// open looks up every name that was not looked up before.
func (b *phoneBook) open(ctx context.Context, mentions []mention) error {
	hosts := make([]string, 0, len(mentions))
	for _, m := range mentions {
		if _, known := b.found[m.host]; !known {
			hosts = append(hosts, m.host)
		}
	}
	slices.Sort(hosts)
	hosts = slices.Compact(hosts)
	switch {
	case len(hosts) == 0:
		return nil
	case b.resolver == nil:
		return fmt.Errorf("host name %s: names are not looked up here: give the address", quote(hosts[0]))
	case len(hosts) > maxNames:
		return fmt.Errorf("%d different host names, at most %d are looked up: give addresses or networks", len(hosts), maxNames)
	}
	results := make([]lookup, len(hosts))
	var group errgroup.Group
	group.SetLimit(lookups)
	for i, host := range hosts {
		group.Go(func() error {
			results[i].addrs, results[i].err = lookUp(ctx, b.resolver, host)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, host := range hosts {
		b.found[host] = results[i]
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("look up host names: %w", err)
	}
	return nil
}

// lookUp returns the addresses of a name, in order and without doubles.
func lookUp(ctx context.Context, r Resolver, host string) ([]netip.Addr, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	addrs, err := r.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, nameError(err)
	}
	clean := make([]netip.Addr, 0, len(addrs))
	for _, a := range addrs {
		if a = a.Unmap(); a.IsValid() {
			clean = append(clean, a)
		}
	}
	slices.SortFunc(clean, netip.Addr.Compare)
	clean = slices.Compact(clean)
	if len(clean) == 0 {
		return nil, errors.New("the name has no address: check the spelling, or give the address")
	}
	return clean[:min(len(clean), maxAddressesOfName)], nil
}

// nameError says in one line why a name has no address.
func nameError(err error) error {
	var dns *net.DNSError
	switch {
	case !errors.As(err, &dns):
		return fmt.Errorf("the name cannot be looked up: %w", err)
	case dns.IsNotFound:
		return errors.New("no such host name: check the spelling, or give the address")
	case dns.IsTimeout:
		return errors.New("no answer from the name server: try again, or give the address")
	}
	return fmt.Errorf("the name server could not answer (%s): try again, or give the address", quote(dns.Err))
}

// namesLoopback reports whether a host name is one of those that stand for
// loopback by RFC 6761. Any other name that leads there is a trap or a mistake.
func namesLoopback(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}
