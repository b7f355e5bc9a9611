package hwaddr

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	tests := map[string]struct {
		text, want string
	}{
		"colons":     {"00:1A:2b:3c:4D:5e", "00:1a:2b:3c:4d:5e"},
		"dashes":     {" 00-1a-2b-3c-4d-5e ", "00:1a:2b:3c:4d:5e"},
		"dots":       {"001a.2b3c.4d5e", "00:1a:2b:3c:4d:5e"},
		"bare":       {"001A2B3C4D5E", "00:1a:2b:3c:4d:5e"},
		"too_short":  {"00:1a:2b:3c:4d", ""},
		"no_hex":     {"00:1a:2b:3c:4d:zz", ""},
		"zeros":      {"00:00:00:00:00:00", ""},
		"broadcast":  {"ff:ff:ff:ff:ff:ff", ""},
		"multicast":  {"01:00:5e:00:00:01", ""},
		"odd_shapes": {"00:1a2b3c4d5e", ""},
		"empty":      {"", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, ok := Parse(test.text)
			if got != test.want || ok != (test.want != "") {
				t.Errorf("got %q, %v, want %q", got, ok, test.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	tests := map[string]struct {
		text           string
		find, labelled []string
	}{
		"realm":                   {"AXIS_WS_ACCC8E000001", []string{"ac:cc:8e:00:00:01"}, nil},
		"bare_realm":              {"b4a382000001", []string{"b4:a3:82:00:00:01"}, nil},
		"certificate_name":        {"CN=axis-accc8e000001,O=x", []string{"ac:cc:8e:00:00:01"}, nil},
		"json":                    {`{"mac": "accc8e000001"}`, []string{"ac:cc:8e:00:00:01"}, []string{"ac:cc:8e:00:00:01"}},
		"settings":                {"root.System.SerialNumber=ACCC8E000001", []string{"ac:cc:8e:00:00:01"}, []string{"ac:cc:8e:00:00:01"}},
		"colons_in_a_page":        {"<td>a4:14:37:00:00:0a</td>", []string{"a4:14:37:00:00:0a"}, []string{"a4:14:37:00:00:0a"}},
		"dashes_in_a_page":        {"MAC-a4-14-37-00-00-0a.", []string{"a4:14:37:00:00:0a"}, []string{"a4:14:37:00:00:0a"}},
		"dashes":                  {"is 00-07-5f-00-00-01.", []string{"00:07:5f:00:00:01"}, []string{"00:07:5f:00:00:01"}},
		"scope":                   {"onvif://www.onvif.org/MAC/a4:14:37:00:00:0a", []string{"a4:14:37:00:00:0a"}, []string{"a4:14:37:00:00:0a"}},
		"twice":                   {"a4:14:37:00:00:0a a41437-0 A4:14:37:00:00:0A", []string{"a4:14:37:00:00:0a"}, []string{"a4:14:37:00:00:0a"}},
		"fingerprint_is_none":     {"aa:bb:cc:dd:ee:ff:00:11:22:33", nil, nil},
		"hash_is_none":            {"d41d8cd98f00b204e9800998ecf8427e", nil, nil},
		"random_uuid":             {"uuid:aa85c000-6324-41b3-819e-5850ed000001", nil, nil},
		"uuid_of_version_1":       {"urn:uuid:aa85c000-6324-11b3-819e-5850ed000001", []string{"58:50:ed:00:00:01"}, nil},
		"date_is_none":            {"12-11-10-09-08-07 202210012022", nil, nil},
		"mixed_separators":        {"a4:14-37:00-00:0a", nil, nil},
		"script_hash_in_a_page":   {"app.0123456789ab.js", []string{}, nil},
		"multicast_bit":           {"01:23:45:67:89:ab", nil, nil},
		"after_other_pairs":       {"be ad a4:14:37:00:00:0a", []string{"a4:14:37:00:00:0a"}, []string{"a4:14:37:00:00:0a"}},
		"trailing_colon":          {"a4:14:37:00:00:0a: up", []string{"a4:14:37:00:00:0a"}, []string{"a4:14:37:00:00:0a"}},
		"foreign_letters_between": {"é a4:14:37:00:00:0a ü", []string{"a4:14:37:00:00:0a"}, []string{"a4:14:37:00:00:0a"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Find(test.text); strings.Join(got, " ") != strings.Join(test.find, " ") {
				t.Errorf("Find: %s", cmp.Diff(test.find, got))
			}
			if got := Labelled(test.text); strings.Join(got, " ") != strings.Join(test.labelled, " ") {
				t.Errorf("Labelled: %s", cmp.Diff(test.labelled, got))
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("AXIS_ACCC8E000001 a4:14:37:00:00:0a 00-07-5f-00-00-01")
	f.Add("aa:bb:cc:dd:ee:ff:00")
	f.Fuzz(func(t *testing.T, text string) {
		for _, address := range append(Find(text), Labelled(text)...) {
			if again, ok := Parse(address); !ok || again != address {
				t.Errorf("%q is not in normal form", address)
			}
		}
	})
}
