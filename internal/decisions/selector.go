package decisions

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/strictyaml"
)

// deviceKeys says which devices a decision is about. Of each key that is given,
// one value must fit; a key that is not given fits.
type deviceKeys struct {
	Host   strictyaml.OneOrMore `yaml:"host"`
	MAC    strictyaml.OneOrMore `yaml:"mac"`
	Serial strictyaml.OneOrMore `yaml:"serial"`
	Site   strictyaml.OneOrMore `yaml:"site"`
	Subnet strictyaml.OneOrMore `yaml:"subnet"`
	Maker  strictyaml.OneOrMore `yaml:"maker"`
	Brand  strictyaml.OneOrMore `yaml:"brand"`
	Model  strictyaml.OneOrMore `yaml:"model"` // a star at the end stands for anything
	Kind   strictyaml.OneOrMore `yaml:"kind"`
}

// condition is one key of a decision.
type condition struct {
	key    string
	values []string // as written
	fits   func(d model.Device) bool
}

// selector is what a decision is about.
type selector struct {
	device []condition
	checks []string
}

func (e entry) selector(v Vocabulary) (selector, error) {
	s := selector{checks: e.Check}
	for _, key := range []struct {
		name   string
		values []string
		make   func(values []string) (func(model.Device) bool, error)
	}{
		{"host", e.Device.Host, byHost}, {"mac", e.Device.MAC, byMAC}, {"serial", e.Device.Serial, bySerial},
		{"site", e.Device.Site, bySite}, {"subnet", e.Device.Subnet, bySubnet},
		{"maker", e.Device.Maker, byMaker(v)}, {"brand", e.Device.Brand, byBrand(v)},
		{"model", e.Device.Model, byModel}, {"kind", e.Device.Kind, byKind},
	} {
		if len(key.values) == 0 {
			continue
		}
		if slices.Contains(key.values, "") {
			return selector{}, fmt.Errorf("%s is empty, write what it is or leave the key out", key.name)
		}
		fits, err := key.make(key.values)
		if err != nil {
			return selector{}, err
		}
		s.device = append(s.device, condition{key.name, key.values, fits})
	}
	if len(s.device) == 0 && len(s.checks) == 0 {
		return selector{}, errors.New("is about everything, name a device, a group of devices or a check")
	}
	if slices.Contains(s.checks, "") || slices.Contains(s.checks, "*") {
		return selector{}, errors.New("check is empty, name a check or leave the key out")
	}
	return s, nil
}

// covers reports whether a finding of a device that is meant is meant, too.
func (s selector) covers(f model.Finding) bool {
	return len(s.checks) == 0 || slices.ContainsFunc(s.checks, func(c string) bool {
		return fitsPattern(c, f.Check) || c == vulnerability(f)
	})
}

// vulnerability is the identifier of the vulnerability that a finding is about,
// with which the titles of such findings begin.
func vulnerability(f model.Finding) string {
	id, _, _ := strings.Cut(f.Title, ":")
	return id
}

// concerns reports whether a device is meant.
func (s selector) concerns(d model.Device) bool {
	return !slices.ContainsFunc(s.device, func(c condition) bool { return !c.fits(d) })
}

// String is what the decision is about, the same in every language: "site
// school-3, maker dahua; check tls-obsolete".
func (s selector) String() string {
	return s.text(func(key string) string { return key }, " or ")
}

// in is what the decision is about, in a language.
func (s selector) in(words *i18n.Localizer) string {
	return s.text(func(key string) string { return words.Word("selector", key) }, " "+words.T("word.or")+" ")
}

func (s selector) text(word func(key string) string, or string) string {
	parts := make([]string, len(s.device))
	for i, c := range s.device {
		parts[i] = word(c.key) + " " + strings.Join(c.values, or)
	}
	text := strings.Join(parts, ", ")
	if len(s.checks) == 0 {
		return text
	}
	if text != "" {
		text += "; "
	}
	return text + word("check") + " " + strings.Join(s.checks, or)
}

func byHost(values []string) (func(model.Device) bool, error) {
	addresses := map[netip.Addr]bool{}
	for _, v := range values {
		if a, err := netip.ParseAddr(v); err == nil {
			addresses[a.Unmap()] = true
		}
	}
	return func(d model.Device) bool {
		if a, err := netip.ParseAddr(d.Host); err == nil && addresses[a.Unmap()] {
			return true
		}
		return anyFolds(values, d.Host) || anyFolds(values, d.Hostname)
	}, nil
}

func byMAC(values []string) (func(model.Device) bool, error) {
	wanted := map[string]bool{}
	for _, v := range values {
		mac, err := net.ParseMAC(v)
		if err != nil {
			return nil, fmt.Errorf("mac %q is no hardware address, write it as \"44:19:b6:12:34:56\"", v)
		}
		wanted[mac.String()] = true
	}
	return func(d model.Device) bool {
		mac, err := net.ParseMAC(d.MAC)
		return err == nil && wanted[mac.String()]
	}, nil
}

func bySerial(values []string) (func(model.Device) bool, error) {
	return func(d model.Device) bool { return anyFolds(values, d.Serial) }, nil
}

func bySite(values []string) (func(model.Device) bool, error) {
	return func(d model.Device) bool { return anyFolds(values, d.Site) }, nil
}

func bySubnet(values []string) (func(model.Device) bool, error) {
	var subnets []netip.Prefix
	for _, v := range values {
		p, err := netip.ParsePrefix(v)
		if err != nil {
			return nil, fmt.Errorf("subnet %q is none, write it as 10.20.0.0/24", v)
		}
		subnets = append(subnets, p)
	}
	return func(d model.Device) bool {
		a, err := netip.ParseAddr(d.Host)
		return err == nil && slices.ContainsFunc(subnets, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
	}, nil
}

func byMaker(v Vocabulary) func([]string) (func(model.Device) bool, error) {
	return func(values []string) (func(model.Device) bool, error) {
		ids, err := resolved("maker", values, v.MakerID)
		return func(d model.Device) bool { return d.Maker != nil && slices.Contains(ids, d.Maker.ID) }, err
	}
}

func byBrand(v Vocabulary) func([]string) (func(model.Device) bool, error) {
	return func(values []string) (func(model.Device) bool, error) {
		ids, err := resolved("brand", values, v.BrandID)
		return func(d model.Device) bool { return d.Brand != nil && slices.Contains(ids, d.Brand.ID) }, err
	}
}

func resolved(what string, names []string, find func(string) (string, bool)) ([]string, error) {
	ids := make([]string, len(names))
	for i, name := range names {
		id, ok := find(name)
		if !ok {
			return nil, fmt.Errorf("%s %q is not known, write an identifier or a name of the data", what, name)
		}
		ids[i] = id
	}
	return ids, nil
}

func byModel(values []string) (func(model.Device) bool, error) {
	return func(d model.Device) bool {
		return d.Model != "" && slices.ContainsFunc(values, func(v string) bool {
			return fitsPattern(strings.ToLower(v), strings.ToLower(strings.TrimSpace(d.Model)))
		})
	}, nil
}

func byKind(values []string) (func(model.Device) bool, error) {
	for _, v := range values {
		if !slices.Contains(model.Kinds(), model.Kind(v)) {
			return nil, fmt.Errorf("kind %q is not known, write one of %v", v, model.Kinds())
		}
	}
	return func(d model.Device) bool { return slices.Contains(values, string(d.Kind)) }, nil
}

func anyFolds(values []string, text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, text) })
}

// fitsPattern compares text with a pattern whose last star stands for anything.
func fitsPattern(pattern, text string) bool {
	if prefix, open := strings.CutSuffix(pattern, "*"); open {
		return strings.HasPrefix(text, prefix)
	}
	return pattern == text
}
