package config

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"camorigin/internal/strictyaml"
)

// file is camorigin.yaml. Each key is a long flag with underscores for dashes; a
// key that is left out is nil.
type file struct {
	Profile           *string              `yaml:"profile"`
	Rate              *float64             `yaml:"rate"`
	InFlight          *int                 `yaml:"in_flight"`
	Timeout           *time.Duration       `yaml:"timeout"`
	DeviceTimeout     *time.Duration       `yaml:"device_timeout"`
	Ports             strictyaml.OneOrMore `yaml:"ports" flag:"joined"`
	NoGate            *bool                `yaml:"no_gate"`
	NoProtected       *bool                `yaml:"no_protected"`
	AllowFragilePorts *bool                `yaml:"allow_fragile_ports"`
	ExposurePorts     *bool                `yaml:"exposure_ports"`
	VerifyAlive       *bool                `yaml:"verify_alive"`
	Exclude           strictyaml.OneOrMore `yaml:"exclude"`
	ExcludeFile       strictyaml.OneOrMore `yaml:"exclude_file"`
	OwnNetworks       strictyaml.OneOrMore `yaml:"own_networks"`
	AllowPublic       *bool                `yaml:"allow_public"`
	AuthorizedBy      *string              `yaml:"authorized_by"`
	MaxHosts          *uint64              `yaml:"max_hosts"`
	Interface         *string              `yaml:"interface"`
	Site              *string              `yaml:"site"`
	Sites             *string              `yaml:"sites"`
	Policy            *string              `yaml:"policy"`
	FailOn            *string              `yaml:"fail_on"`
	Baseline          *string              `yaml:"baseline"`
	Decisions         *string              `yaml:"decisions"`
	Prices            *string              `yaml:"prices"`
	Currency          *string              `yaml:"currency"`
	CI                *string              `yaml:"ci"`
	Lang              *string              `yaml:"lang"`
	Format            *string              `yaml:"format"`
	Redact            *bool                `yaml:"redact"`
	Fingerprints      strictyaml.OneOrMore `yaml:"fingerprints"`
	Data              *string              `yaml:"data"`
	Color             *string              `yaml:"color"`
	Progress          *string              `yaml:"progress"`
	Verbose           *bool                `yaml:"verbose"`
	Quiet             *bool                `yaml:"quiet"`
}

// Keys lists every key of camorigin.yaml, in the order of the documentation.
func Keys() []string {
	t := reflect.TypeFor[file]()
	keys := make([]string, t.NumField())
	for i := range keys {
		keys[i] = t.Field(i).Tag.Get("yaml")
	}
	return keys
}

// FlagName is the long flag of a key, without its dashes in front.
func FlagName(key string) string { return strings.ReplaceAll(key, "_", "-") }

// texts calls take for every key that the file sets, with the values in the form
// in which a flag takes them.
func (f file) texts(take func(key string, values []string)) {
	v := reflect.ValueOf(f)
	for i := range v.NumField() {
		field := v.Type().Field(i)
		values := flagTexts(v.Field(i).Interface())
		if field.Tag.Get("flag") == "joined" && len(values) > 0 {
			values = []string{strings.Join(values, ",")}
		}
		if len(values) > 0 {
			take(field.Tag.Get("yaml"), values)
		}
	}
}

// flagTexts writes a value as flags take it; nothing for a key that is not set.
func flagTexts(value any) []string {
	switch v := value.(type) {
	case strictyaml.OneOrMore:
		return v
	case *string:
		return textOf(v, func(s string) string { return s })
	case *bool:
		return textOf(v, strconv.FormatBool)
	case *int:
		return textOf(v, strconv.Itoa)
	case *uint64:
		return textOf(v, func(n uint64) string { return strconv.FormatUint(n, 10) })
	case *float64:
		return textOf(v, func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) })
	case *time.Duration:
		return textOf(v, time.Duration.String)
	}
	return nil
}

func textOf[T any](value *T, write func(T) string) []string {
	if value == nil {
		return nil
	}
	return []string{write(*value)}
}
