package inventory_test

import (
	"fmt"
	"strings"
	"testing"

	"camorigin/internal/inventory"
	"camorigin/internal/model"
)

// camera is a camera at an address, with what the options say.
func camera(host string, options ...func(*model.Device)) model.Device {
	d := model.Device{Host: host, Surveillance: true, Kind: model.KindCamera}
	for _, o := range options {
		o(&d)
	}
	return d
}

func mac(text string) func(*model.Device)    { return func(d *model.Device) { d.MAC = text } }
func serial(text string) func(*model.Device) { return func(d *model.Device) { d.Serial = text } }
func site(text string) func(*model.Device)   { return func(d *model.Device) { d.Site = text } }
func firmware(text string) func(*model.Device) {
	return func(d *model.Device) { d.Firmware = text }
}
func endpoint(text string) func(*model.Device) {
	return func(d *model.Device) { d.Endpoint = text }
}
func certificate(sum string) func(*model.Device) {
	return func(d *model.Device) { d.Certificate = &model.Certificate{SHA256: sum} }
}
func maker(id string) func(*model.Device) {
	return func(d *model.Device) {
		d.Maker = &model.Maker{Statement: model.Statement{ID: id, Name: id, Verdict: model.VerdictConfirmed}}
	}
}

// finding is one with a fingerprint as the program makes it: of check, site and
// host.
func finding(check string, severity model.Severity) func(*model.Device) {
	return func(d *model.Device) {
		d.Findings = append(d.Findings, model.Finding{
			Check: check, Severity: severity, Title: check, Host: d.Host, Site: d.Site, Fingerprint: check + "|" + d.Site + "|" + d.Host,
		})
	}
}

func byHand(d *model.Device) { d.Findings[len(d.Findings)-1].ByHand = true }

func other(d *model.Device) { d.Surveillance, d.Kind = false, model.KindOther }

func result(devices ...model.Device) model.Result {
	r := model.Result{Schema: model.SchemaResult}
	for _, d := range devices {
		if d.Surveillance {
			r.Devices = append(r.Devices, d)
			continue
		}
		r.Others = append(r.Others, d)
	}
	return r
}

func covered(r model.Result, lines ...model.SubnetCoverage) model.Result {
	r.Coverage.Subnets = lines
	return r
}

func refusing(r model.Result, host string) model.Result {
	r.Others = append(r.Others, model.Device{Host: host, Kind: model.KindUnknown})
	r.Evidence = append(r.Evidence, model.Evidence{Host: host, Port: 80, Protocol: "http", Outcome: model.Refused})
	return r
}

// told is the changes in short: "moved 10.0.0.7>10.0.0.9 by mac".
func told(d inventory.Diff) string {
	var list []string
	for _, c := range d.Devices {
		text := string(c.Status)
		if c.Old != nil {
			text += " " + c.Old.Host
		}
		if c.New != nil {
			text += ">" + c.New.Host
		}
		if c.By != "" {
			text += " by " + string(c.By)
		}
		if c.New == nil {
			text += " " + string(c.Standing)
		}
		for _, f := range c.Fields {
			text += fmt.Sprintf(" %s:%s>%s", f.Name, f.Old, f.New)
		}
		for _, f := range c.Findings.New {
			text += " +" + f.Check
		}
		for _, f := range c.Findings.Graver {
			text += " ^" + f.Check
		}
		if c.New != nil {
			for _, f := range c.Findings.Gone {
				text += " -" + f.Check
			}
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

const (
	macA = "44:19:b6:00:00:07"
	macB = "44:19:b6:00:00:08"
)

func TestCompare(t *testing.T) {
	cases := map[string]struct {
		before, after model.Result
		want          string
	}{
		"nothing":                     {result(camera("10.0.0.7")), result(camera("10.0.0.7")), ""},
		"new":                         {result(), result(camera("10.0.0.7")), "new>10.0.0.7"},
		"order_is_by_number":          {result(), result(camera("10.0.0.10"), camera("10.0.0.9")), "new>10.0.0.9; new>10.0.0.10"},
		"moved_by_mac":                {result(camera("10.0.0.7", mac(macA))), result(camera("10.0.0.9", mac(strings.ToUpper(macA)))), "moved 10.0.0.7>10.0.0.9 by mac"},
		"moved_by_serial":             {result(camera("10.0.0.7", serial("DS-2CD-4711A"))), result(camera("10.0.0.9", serial("ds2cd4711a"))), "moved 10.0.0.7>10.0.0.9 by serial"},
		"moved_by_certificate":        {result(camera("10.0.0.7", certificate("ab12"))), result(camera("10.0.0.9", certificate("AB12"))), "moved 10.0.0.7>10.0.0.9 by certificate"},
		"moved_by_endpoint":           {result(camera("10.0.0.7", endpoint("urn:uuid:1"))), result(camera("10.0.0.9", endpoint("urn:uuid:1"))), "moved 10.0.0.7>10.0.0.9 by endpoint"},
		"moved_to_another_site":       {result(camera("10.0.0.7", site("a"), mac(macA))), result(camera("10.0.0.7", site("b"), mac(macA))), "moved 10.0.0.7>10.0.0.7 by mac"},
		"two_swapped_addresses":       {result(camera("10.0.0.7", mac(macA)), camera("10.0.0.8", mac(macB))), result(camera("10.0.0.7", mac(macB)), camera("10.0.0.8", mac(macA))), "moved 10.0.0.8>10.0.0.7 by mac; moved 10.0.0.7>10.0.0.8 by mac"},
		"shared_serial_is_no_mark":    {result(camera("10.0.0.7", serial("ABC12345")), camera("10.0.0.8", serial("ABC12345"))), result(camera("10.0.0.9", serial("ABC12345"))), "new>10.0.0.9; not-seen 10.0.0.7 unsaid; not-seen 10.0.0.8 unsaid"},
		"shared_endpoint_in_new":      {result(camera("10.0.0.7", endpoint("u"))), result(camera("10.0.0.8", endpoint("u")), camera("10.0.0.9", endpoint("u"))), "new>10.0.0.8; new>10.0.0.9; not-seen 10.0.0.7 unsaid"},
		"shared_with_another_host":    {result(camera("10.0.0.7", endpoint("u"))), result(camera("10.0.0.8", endpoint("u")), camera("10.0.0.9", endpoint("u"), other)), "new>10.0.0.8; not-seen 10.0.0.7 unsaid"},
		"placeholder_serial":          {result(camera("10.0.0.7", serial("000000000"))), result(camera("10.0.0.9", serial("000000000"))), "new>10.0.0.9; not-seen 10.0.0.7 unsaid"},
		"made_up_mac":                 {result(camera("10.0.0.7", mac("02:00:00:00:00:01"))), result(camera("10.0.0.9", mac("02:00:00:00:00:01"))), "new>10.0.0.9; not-seen 10.0.0.7 unsaid"},
		"certificate_but_other_mac":   {result(camera("10.0.0.7", mac(macA), certificate("ab"))), result(camera("10.0.0.9", mac(macB), certificate("ab"))), "new>10.0.0.9; not-seen 10.0.0.7 unsaid"},
		"replaced_at_its_address":     {result(camera("10.0.0.7", mac(macA))), result(camera("10.0.0.7", mac(macB))), "new>10.0.0.7; gone 10.0.0.7 another-device"},
		"mac_known_only_now":          {result(camera("10.0.0.7")), result(camera("10.0.0.7", mac(macA))), ""},
		"end_of_the_serial":           {result(camera("10.0.0.7", serial("DS-2CD2043G0-I20200101AAWR123456789"))), result(camera("10.0.0.7", serial("123456789"))), ""},
		"new_certificate_same_device": {result(camera("10.0.0.7", certificate("ab"))), result(camera("10.0.0.7", certificate("cd"))), ""},
		"address_of_another_site":     {result(camera("10.0.0.7", site("a"))), result(camera("10.0.0.7", site("b"))), "new>10.0.0.7; not-seen 10.0.0.7 unsaid"},
		"site_named_only_now":         {result(camera("10.0.0.7")), result(camera("10.0.0.7", site("a"))), ""},
		"site_named_but_which":        {result(camera("10.0.0.7")), result(camera("10.0.0.7", site("a")), camera("10.0.0.7", site("b"))), "new>10.0.0.7; new>10.0.0.7; not-seen 10.0.0.7 unsaid"},
		"changed":                     {result(camera("10.0.0.7", maker("axis"), firmware("1"))), result(camera("10.0.0.7", maker("hikvision"), firmware("2"))), "changed 10.0.0.7>10.0.0.7 by address maker:axis>hikvision firmware:1>2"},
		"maker_not_known_any_more":    {result(camera("10.0.0.7", maker("axis"))), result(camera("10.0.0.7")), "changed 10.0.0.7>10.0.0.7 by address maker:axis>"},
		"firmware_not_said_this_time": {result(camera("10.0.0.7", firmware("1"))), result(camera("10.0.0.7")), ""},
		"became_another_kind":         {result(camera("10.0.0.7")), result(camera("10.0.0.7", other)), "changed 10.0.0.7>10.0.0.7 by address kind:camera>other"},
		"others_are_not_compared":     {result(camera("10.0.0.7", other)), result(camera("10.0.0.8", other)), ""},
		"new_and_gone_findings":       {result(camera("10.0.0.7", finding("a", model.SeverityLow))), result(camera("10.0.0.7", finding("b", model.SeverityLow))), "changed 10.0.0.7>10.0.0.7 by address +b -a"},
		"graver_finding":              {result(camera("10.0.0.7", finding("a", model.SeverityLow))), result(camera("10.0.0.7", finding("a", model.SeverityHigh))), "changed 10.0.0.7>10.0.0.7 by address ^a"},
		"moved_keeps_findings":        {result(camera("10.0.0.7", mac(macA), finding("a", model.SeverityLow))), result(camera("10.0.0.9", mac(macA), finding("a", model.SeverityLow))), "moved 10.0.0.7>10.0.0.9 by mac"},
		"other_form_of_address":       {result(camera("fe80::1")), result(camera("FE80:0::1")), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := told(inventory.Compare(c.before, c.after)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// line is a line of coverage: addresses, answered, refused, silent, not tried.
func line(subnet string, n ...uint64) model.SubnetCoverage {
	return model.SubnetCoverage{Subnet: subnet, Addresses: n[0], Answered: n[1], Refused: n[2], Silent: n[3], NotTried: n[4]}
}

func TestSilenceIsNoAbsence(t *testing.T) {
	here := result(camera("10.0.0.7"))
	excluding := covered(result(), line("10.0.0.0/24", 254, 1, 253, 0, 0))
	excluding.Run.Excluded = []string{"10.0.0.0/28"}
	listed := result()
	listed.Evidence = []model.Evidence{{Host: "10.0.0.7", Protocol: "list"}}
	cases := map[string]struct {
		after model.Result
		want  string
	}{
		"no_coverage":            {result(), "not-seen 10.0.0.7 unsaid"},
		"silent_subnet":          {covered(result(), line("10.0.0.0/24", 254, 0, 0, 254, 0)), "not-seen 10.0.0.7 silent"},
		"silent_among_others":    {covered(result(), line("10.0.0.0/24", 254, 100, 50, 104, 0)), "not-seen 10.0.0.7 silent"},
		"not_tried":              {covered(result(), line("10.0.0.0/24", 254, 0, 0, 0, 254)), "not-seen 10.0.0.7 not-tried"},
		"partly_tried":           {covered(result(), line("10.0.0.0/24", 254, 200, 0, 0, 54)), "not-seen 10.0.0.7 silent"},
		"outside":                {covered(result(), line("10.0.1.0/24", 254, 254, 0, 0, 0)), "not-seen 10.0.0.7 outside"},
		"excluded":               {excluding, "not-seen 10.0.0.7 outside"},
		"part_of_a_subnet":       {covered(result(), line("10.0.0.0/24", 3, 1, 2, 0, 0)), "not-seen 10.0.0.7 silent"},
		"every_address_known":    {covered(result(), line("10.0.0.0/24", 254, 4, 250, 0, 0)), "gone 10.0.0.7 all-known"},
		"one_address_refused":    {covered(result(), line("10.0.0.7", 1, 0, 1, 0, 0)), "gone 10.0.0.7 all-known"},
		"narrowest_line":         {covered(result(), line("10.0.0.0/8", 9, 0, 0, 9, 0), line("10.0.0.0/30", 2, 0, 2, 0, 0), line("10.0.0.4/30", 2, 0, 0, 0, 2)), "not-seen 10.0.0.7 not-tried"},
		"bad_line":               {covered(result(), line("10.0.0.9-10.0.0.1", 1, 1, 0, 0, 0), line("x", 1, 1, 0, 0, 0)), "not-seen 10.0.0.7 unsaid"},
		"refused":                {refusing(result(), "10.0.0.7"), "gone 10.0.0.7 refused"},
		"only_a_list_says_so":    {listed, "not-seen 10.0.0.7 unsaid"},
		"another_host_stands_by": {refusing(result(), "10.0.0.8"), "not-seen 10.0.0.7 unsaid"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := told(inventory.Compare(here, c.after)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNewFindings(t *testing.T) {
	decided := camera("10.0.0.7", finding("a", model.SeverityHigh))
	decided.Findings[0].Decision = &model.Decision{Choice: model.ChoiceAccept}
	cases := map[string]struct {
		before, after model.Device
		want          string
	}{
		"known":             {camera("10.0.0.7", finding("a", model.SeverityHigh)), camera("10.0.0.7", finding("a", model.SeverityHigh)), ""},
		"new_check":         {camera("10.0.0.7"), camera("10.0.0.7", finding("a", model.SeverityHigh)), "a"},
		"moved":             {camera("10.0.0.7", mac(macA), finding("a", model.SeverityHigh)), camera("10.0.0.9", mac(macA), finding("a", model.SeverityHigh)), ""},
		"another_device":    {camera("10.0.0.7", mac(macA), finding("a", model.SeverityHigh)), camera("10.0.0.7", mac(macB), finding("a", model.SeverityHigh)), "a"},
		"graver":            {camera("10.0.0.7", finding("a", model.SeverityLow)), camera("10.0.0.7", finding("a", model.SeverityHigh)), "a"},
		"less_grave":        {camera("10.0.0.7", finding("a", model.SeverityHigh)), camera("10.0.0.7", finding("a", model.SeverityLow)), ""},
		"was_by_hand":       {camera("10.0.0.7", finding("a", model.SeverityHigh), byHand), camera("10.0.0.7", finding("a", model.SeverityHigh)), "a"},
		"is_by_hand":        {camera("10.0.0.7"), camera("10.0.0.7", finding("a", model.SeverityHigh), byHand), ""},
		"is_decided":        {camera("10.0.0.7"), decided, ""},
		"second_of_a_check": {camera("10.0.0.7", finding("a", model.SeverityHigh)), camera("10.0.0.7", finding("a", model.SeverityHigh), finding("a", model.SeverityHigh)), "a"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range inventory.NewFindings(result(c.before), result(c.after)) {
				got = append(got, f.Check)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}
