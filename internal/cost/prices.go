package cost

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/strictyaml"
)

// DefaultFile is where the prices of the data stand.
const DefaultFile = "prices.yaml"

// Prices is what replacing a device costs, by kind, and how long one lasts.
type Prices struct {
	Currency string  `yaml:"currency,required"` // ISO 4217, of all prices
	Life     Life    `yaml:"life"`
	Prices   []Price `yaml:"prices,required"`
	Rates    []Rate  `yaml:"rates"`

	converted *conversion // nil where the prices are as they were read
}

// Price is what replacing one device of a kind costs, with everything: the
// device, the work, and what else the source counts.
type Price struct {
	Kind     model.Kind `yaml:"kind,required"`
	Price    float64    `yaml:"price,required"`
	High     float64    `yaml:"high"`            // where another source says more; 0 where there is none
	Source   string     `yaml:"source,required"` // what the price rests on, in a sentence
	SourceDA string     `yaml:"source_da"`       // in Danish
	URL      string     `yaml:"url"`
	Date     string     `yaml:"date"` // of the source
	Line     strictyaml.Line
}

// Life is for how many years a device is used.
type Life struct {
	Low      int    `yaml:"low,required"`
	High     int    `yaml:"high,required"`
	Source   string `yaml:"source,required"`
	SourceDA string `yaml:"source_da"` // in Danish
	URL      string `yaml:"url"`
	Date     string `yaml:"date"`
	Line     strictyaml.Line
}

// Rate is what one unit of another currency costs.
type Rate struct {
	Currency string  `yaml:"currency,required"`
	Rate     float64 `yaml:"rate,required"`
	Source   string  `yaml:"source,required"`
	SourceDA string  `yaml:"source_da"` // in Danish
	Line     strictyaml.Line
}

// conversion is how prices came to be in another currency.
type conversion struct {
	from string
	rate Rate
}

func (p Price) in(words *i18n.Localizer) string { return sourceIn(words, p.Source, p.SourceDA) }
func (l Life) in(words *i18n.Localizer) string  { return sourceIn(words, l.Source, l.SourceDA) }
func (r Rate) in(words *i18n.Localizer) string  { return sourceIn(words, r.Source, r.SourceDA) }

// sourceIn is a source in a language, or as it was written where it is not
// given in it.
func sourceIn(words *i18n.Localizer, source, danish string) string {
	if words.Language() == "da" {
		return cmp.Or(danish, source)
	}
	return source
}

// The bounds of what is taken for a price, a life or a rate.
const (
	maxPrice = 1e9
	maxLife  = 50
)

// Load reads the prices of the data.
func Load(fsys fs.FS) (Prices, error) {
	data, err := fs.ReadFile(fsys, DefaultFile)
	if err != nil {
		return Prices{}, fmt.Errorf("prices: %w", err)
	}
	return Read(DefaultFile, data, Prices{})
}

// Read reads a file of prices. A life and rates that it does not give are those
// of defaults; kinds that it does not price have no price, since a price in
// another currency or by another measure would not fit. Every error reads
// "name:line: what, what to do".
func Read(name string, data []byte, defaults Prices) (Prices, error) {
	var p Prices
	if err := strictyaml.Decode(name, data, &p); err != nil {
		return Prices{}, err
	}
	if err := p.check(name); err != nil {
		return Prices{}, err
	}
	if p.Life == (Life{}) {
		p.Life = defaults.Life
	}
	if p.Rates == nil && p.Currency == defaults.Currency {
		p.Rates = defaults.Rates
	}
	return p, nil
}

func (p Prices) check(name string) error {
	var errs []error
	wrong := func(line strictyaml.Line, format string, args ...any) {
		errs = append(errs, &strictyaml.Error{Name: name, Line: max(int(line), 1), Text: fmt.Sprintf(format, args...)})
	}
	if !currencyCode(p.Currency) {
		wrong(1, "currency %q is no code, write three letters such as DKK", p.Currency)
	}
	seen := map[model.Kind]bool{}
	for _, price := range p.Prices {
		switch {
		case !price.Kind.Surveillance():
			wrong(price.Line, "kind %q is not priced, write one of camera, recorder, encoder, doorbell, vms", price.Kind)
		case seen[price.Kind]:
			wrong(price.Line, "kind %q stands twice, keep one price", price.Kind)
		case !(price.Price > 0 && price.Price <= maxPrice):
			wrong(price.Line, "price %g is out of range, write what replacing one device costs", price.Price)
		case price.High != 0 && !(price.High >= price.Price && price.High <= maxPrice):
			wrong(price.Line, "high %g is below price, leave it out where there is one price only", price.High)
		case price.Source == "":
			wrong(price.Line, "source is empty, say what the price rests on")
		}
		seen[price.Kind] = true
	}
	if l := p.Life; l != (Life{}) && (l.Low < 1 || l.High < l.Low || l.High > maxLife) {
		wrong(l.Line, "life of %d to %d years is out of range, write low and high such as 10 and 15", l.Low, l.High)
	}
	for _, r := range p.Rates {
		if !currencyCode(r.Currency) || !(r.Rate > 0 && r.Rate <= maxPrice) {
			wrong(r.Line, "rate %g of %q is none, write what one unit of the currency costs in %s", r.Rate, r.Currency, p.Currency)
		}
	}
	return errors.Join(errs...)
}

func currencyCode(code string) bool {
	return len(code) == 3 && strings.IndexFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// In returns the prices in another currency, by the rates that they came with.
func (p Prices) In(currency string) (Prices, error) {
	if currency == "" || currency == p.Currency {
		return p, nil
	}
	i := slices.IndexFunc(p.Rates, func(r Rate) bool { return r.Currency == currency })
	if i < 0 {
		return Prices{}, fmt.Errorf("no rate from %s to %q is known; write a file of prices in that currency, or one with rates, and give it with --prices", p.Currency, currency)
	}
	rate := p.Rates[i]
	out := p
	out.Prices = slices.Clone(p.Prices)
	for k := range out.Prices {
		out.Prices[k].Price /= rate.Rate
		out.Prices[k].High /= rate.Rate
	}
	out.Currency, out.Rates = currency, nil
	out.converted = &conversion{p.Currency, rate}
	return out, nil
}

// of returns the price of a kind.
func (p Prices) of(kind model.Kind) (Price, bool) {
	i := slices.IndexFunc(p.Prices, func(price Price) bool { return price.Kind == kind })
	if i < 0 {
		return Price{}, false
	}
	return p.Prices[i], true
}
