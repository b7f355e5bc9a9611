package explain_test

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/explain"
	"camorigin/internal/i18n"
	"camorigin/internal/origin"
	"camorigin/internal/origin/oui"
	"camorigin/internal/rules"
	"camorigin/internal/vuln"
)

// loaded is read once: it does not change.
var loaded = sync.OnceValues(func() (*explain.Book, error) {
	b := &explain.Book{AsOf: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)}
	var err error
	if b.Words, err = i18n.Load(i18n.English); err != nil {
		return nil, err
	}
	if b.KB, err = origin.Load(fingerprints.FS); err != nil {
		return nil, err
	}
	if b.Rules, err = rules.LoadSources(b.KB, rules.Embedded(fingerprints.FS)); err != nil {
		return nil, err
	}
	if b.Vulnerabilities, err = vuln.Load(fingerprints.FS, b.KB); err != nil {
		return nil, err
	}
	if b.Prefixes, err = oui.Load(); err != nil {
		return nil, err
	}
	ids, err := assess.PolicyIDs(fingerprints.FS)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		p, err := assess.LoadPolicy(fingerprints.FS, id, b.KB)
		if err != nil {
			return nil, err
		}
		b.Policies = append(b.Policies, p)
	}
	return b, nil
})

func book(t testing.TB) *explain.Book {
	t.Helper()
	b, err := loaded()
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return b
}

// said is everything that topics say, a line a statement.
func said(topics []explain.Topic) string {
	var b strings.Builder
	for _, t := range topics {
		b.WriteString(string(t.Kind) + " " + t.ID + " " + t.Name + "\n")
		for _, section := range t.Sections {
			b.WriteString("# " + section.Title + "\n")
			for _, s := range section.Statements {
				b.WriteString(s.Text + "\n")
			}
		}
	}
	return b.String()
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		name, query string
		kinds       string
		says        []string
		not         []string
	}{
		{"seller_and_supplier", "LTS", "company", []string{"LTS sells equipment that others make", "Hikvision makes some of it.", "# Who controls Hikvision", "38.88 %", "SASAC", "NDAA FY2019, Section 889", "It binds US federal agencies"}, nil},
		{"any_spelling", "lt security, inc", "company lts", nil, nil},
		{"maker", "Dahua", "company dahua", []string{"Dahua has a minority holder, which is no control by itself", "11.67 % in 2023", "CVE-2021-33044", "Amcrest: some of it."}, nil},
		{"brand", "HiLook", "brand hilook", []string{"HiLook is a brand of Hikvision", "# The company Hikvision"}, nil},
		{"control_that_ended", "Lorex", "company lorex", []string{"Lorex belonged, in whole or in part, to Dahua, from 2018 until 2022-11.", "Disputed: Lorex belongs, in whole or in part, to Skywatch, since 2022-11", "Disputed: In sum Lorex is controlled from"}, []string{"Lorex belongs, in whole or in part, to Dahua"}},
		{"supply_that_ended", "Honeywell", "company honeywell", []string{"Dahua once made some of it, until 2020.", "Not confirmed: Hikvision once made some of it, until 2020."}, []string{"# Who controls Dahua", "Dahua makes some of it"}},
		{"unconfirmed_control", "Annke", "company annke", []string{"Not confirmed: Annke has owners or management in common with owners in Shenzhen"}, nil},
		{"affiliate", "EZVIZ", "company ezviz", []string{"EZVIZ is held in whole or in part by Hikvision, which is named by the NDAA"}, nil},
		{"nothing_known", "TBK", "company tbk", []string{"From where it is run is not known.", "From where it is controlled is not known.", "None of the lists in the data names TBK Vision"}, nil},
		{"list", "us-ndaa-889", "list us-ndaa-889", []string{"It binds US federal agencies", "2019-08-13: part A", "Hikvision (as Hangzhou Hikvision", "EZVIZ, through Hikvision.", "us-federal-889/section-889"}, nil},
		{"list_by_title", "cyber resilience act", "list eu-cra", []string{"Nobody: it names no company and no country."}, nil},
		{"list_of_a_country", "UK-WMS-2022", "list uk-wms-2022", []string{"Companies of China (CN), without naming any."}, nil},
		{"list_of_practice", "dk-buyers", "list dk-buyers", []string{"It is no law.", "It binds only the bodies that decided so"}, nil},
		{"country_by_name", "China", "country CN", []string{"Hikvision", "Disputed: ", "Not confirmed: ", "A country belongs to a company, never to a device"}, nil},
		{"country_by_code", "dk", "country DK", []string{"# Lists of the country"}, nil},
		{"country_without_data", "Iceland", "country IS", []string{"The data has no company"}, nil},
		{"mac_dedicated", "44:19:b6:00:00:00", "mac", []string{"44:19:b6 (24 bits)", "Hangzhou Hikvision", "Class dedicated", "possible at most"}, nil},
		{"mac_hyphens", "44-19-B6-12-34-56", "mac", []string{"Class dedicated"}, nil},
		{"mac_bare", "4419b6123456", "mac", []string{"Class dedicated"}, nil},
		{"mac_dots", "4419.b612.3456", "mac", []string{"Class dedicated"}, nil},
		{"mac_prefix", "44:19:b6", "mac", []string{"Class dedicated"}, nil},
		{"mac_module", "24:0a:c4:00:00:01", "mac", []string{"Class module", "possible at most"}, nil},
		{"mac_mixed", "00:40:84:00:00:01", "mac", []string{"Honeywell", "Class mixed"}, nil},
		{"mac_local", "46:19:b6:00:00:01", "mac", []string{"not assigned by the IEEE registry"}, nil},
		{"mac_unknown", "fc:ff:ff:00:00:01", "mac", []string{"no block that the data knows"}, nil},
		{"cve", "cve-2021-33044", "vulnerability CVE-2021-33044", []string{"built before 2021-06-01", "CISA has listed CVE-2021-33044 as exploited since 2024-08-21", "severity critical", "Equipment made by Dahua"}, nil},
		{"cve_without_effect", "CVE-2018-10661", "vulnerability", []string{"It has no effect on any finding"}, nil},
		{"rule", "hikvision-lts-realm", "rule hikvision-lts-realm", []string{"rtsp.realm matches", "The brand is LTS.", "# Where it was observed"}, nil},
		{"check", "rtsp-open-description", "check", []string{"Its severity is high."}, nil},
		{"check_with_places", "known-vulnerability", "check", []string{"A published vulnerability affects the device."}, []string{"{"}},
		{"check_of_conflict", "origin-conflict-maker", "check origin-conflict", nil, []string{"{"}},
		{"policy", "us-federal-889", "policy us-federal-889", []string{"section-889: Equipment of companies that stand on the NDAA FY2019, Section 889. Severity critical."}, nil},
		{"policy_rule", "policy/default/chinese-control", "check policy/default/chinese-control", []string{"Equipment of companies run or controlled from China.", "severity is high"}, []string{"{"}},
		{"platform", "hikvision-isapi", "platform hikvision-isapi", []string{"That alone does not show who made a device"}, nil},
		{"model_by_its_form", "DS-2CD2032F-I", "model", []string{"# Points to Hikvision", "CVE-2017-7921", "possible at most"}, nil},
		{"model_by_brand", "Axis P3245-V", "model", []string{"Axis is a name of Axis."}, nil},
		{"finding_number", "F0007", "finding F0007", []string{"the name of the check stays"}, nil},
		{"finding_fingerprint", strings.Repeat("ab", 32), "finding", []string{"The fingerprint of a finding"}, nil},
		{"unknown", "zzzzqqq", "", nil, nil},
		{"unknown_cve", "CVE-2021-36261", "", nil, nil},
		{"nothing", "  ", "", nil, nil},
		{"endless", strings.Repeat("Hikvision ", 100), "", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			topics := book(t).Explain(c.query)
			text := said(topics)
			if (c.kinds == "") != (len(topics) == 0) || !strings.HasPrefix(text, c.kinds) {
				t.Errorf("Explain(%q) is about %q, want %q", c.query, firstLine(text), c.kinds)
			}
			for _, want := range c.says {
				if !strings.Contains(text, want) {
					t.Errorf("Explain(%q) does not say %q:\n%s", c.query, want, text)
				}
			}
			for _, bad := range c.not {
				if strings.Contains(text, bad) {
					t.Errorf("Explain(%q) says %q:\n%s", c.query, bad, text)
				}
			}
		})
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// names lists everything that the data knows by a name.
func names(b *explain.Book) []string {
	var out []string
	for _, c := range b.KB.Companies() {
		out = append(out, c.ID)
		if c.Headquarters != nil {
			out = append(out, origin.CountryName(c.Headquarters.Country))
		}
	}
	for _, brand := range b.KB.Brands() {
		out = append(out, brand.Name)
	}
	for _, l := range b.KB.Lists() {
		out = append(out, l.ID, l.Title)
	}
	for _, p := range b.KB.Platforms() {
		out = append(out, p.ID)
	}
	for _, p := range b.Policies {
		out = append(out, p.ID)
		for _, r := range p.Rules {
			out = append(out, "policy/"+p.ID+"/"+r.ID)
		}
	}
	for _, c := range assess.Checks(b.Words) {
		out = append(out, c.ID)
	}
	for _, v := range b.Vulnerabilities.All() {
		out = append(out, v.ID)
	}
	for _, r := range b.Rules.Rules() {
		out = append(out, r.ID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Words that accuse or absolve, as statements about anybody. The title of a law
// keeps its own words.
var forbidden = regexp.MustCompile(`(?i)\b(spy|spies|spying|illegal|unlawful|safe|backdoor|not chinese|trustworthy|threatening)\b`)

func TestEverythingIsExplained(t *testing.T) {
	b := book(t)
	for _, name := range names(b) {
		topics := b.Explain(name)
		if len(topics) == 0 {
			t.Errorf("%q is not explained", name)
		}
		text := said(topics)
		// A rule's pattern quotes devices; it is no statement of ours.
		if len(topics) > 0 && topics[0].Kind != explain.KindRule && forbidden.MatchString(text) {
			t.Errorf("%q: says %q", name, forbidden.FindString(text))
		}
		if strings.Contains(text, "%!") || strings.Contains(text, "..\n") {
			t.Errorf("%q: a sentence is broken:\n%s", name, text)
		}
		for _, topic := range topics {
			checkTopic(t, topic)
		}
	}
}

func checkTopic(t *testing.T, topic explain.Topic) {
	t.Helper()
	if topic.ID == "" || topic.Name == "" || len(topic.Sections) == 0 {
		t.Errorf("topic %s %q is not whole", topic.Kind, topic.ID)
	}
	known := map[string]bool{}
	for _, c := range topic.Claims {
		known[c.ID] = true
		if c.Publisher == "" || c.Checked == "" {
			t.Errorf("%s: claim %s has no source", topic.ID, c.ID)
		}
	}
	for _, section := range topic.Sections {
		for _, s := range section.Statements {
			if s.Status != "" && len(s.Claims) == 0 {
				t.Errorf("%s: %q rests on no claim", topic.ID, s.Text)
			}
			if s.Status == origin.StatusUnconfirmed && !strings.HasPrefix(s.Text, "Not confirmed: ") || s.Status == origin.StatusDisputed && !strings.HasPrefix(s.Text, "Disputed: ") {
				t.Errorf("%s: %q does not say that it is %s", topic.ID, s.Text, s.Status)
			}
			for _, id := range s.Claims {
				if !known[id] {
					t.Errorf("%s: %q rests on %q, which is not among the sources", topic.ID, s.Text, id)
				}
			}
			if topic.Kind != explain.KindRule && strings.Contains(s.Text, " is named by the ") && !strings.Contains(s.Text, "It binds ") {
				t.Errorf("%s: %q does not say whom the list binds", topic.ID, s.Text)
			}
			if s.Until != "" && !strings.Contains(s.Text, string(s.Until)) {
				t.Errorf("%s: %q does not say that it ended on %s", topic.ID, s.Text, s.Until)
			}
		}
	}
}

func TestRefsCanBeExplained(t *testing.T) {
	b := book(t)
	for _, query := range []string{"Hikvision", "LTS", "China", "us-ndaa-889", "CVE-2018-9995", "default", "policy/default/chinese-control", "DS-2CD2032F-I", "hikvision-isapi"} {
		for _, topic := range b.Explain(query) {
			for _, section := range topic.Sections {
				for _, s := range section.Statements {
					for _, ref := range s.Refs {
						if len(b.Explain(ref)) == 0 {
							t.Errorf("%s refers to %q, which is not explained", query, ref)
						}
					}
				}
			}
		}
	}
}

func TestSuggest(t *testing.T) {
	b := book(t)
	for query, want := range map[string]string{
		"hikvison": "Hikvision", "Dauha": "Dahua", "us-nda-889": "us-ndaa-889", "CVE-2021-36261": "CVE-2021-36260", "Chnia": "China",
		"rtsp-open-descripton": "rtsp-open-description", "hikvision-lts-relm": "hikvision-lts-realm", "no-chinese-camera": "no-chinese-cameras",
	} {
		if got := b.Suggest(query); len(got) == 0 || len(got) > 5 || got[0] != want {
			t.Errorf("Suggest(%q) = %q, want %q first and at most 5", query, got, want)
		}
	}
	for _, query := range []string{"", "zzzzqqqxxx", "!!!", strings.Repeat("x", 10_000)} {
		if got := b.Suggest(query); len(got) > 0 {
			t.Errorf("Suggest(%q) = %q, want nothing", query, got)
		}
	}
}

func FuzzExplain(f *testing.F) {
	for _, s := range []string{"LTS", "44:19:b6", "CVE-2021-36260", "policy/default/", "/", "DS-2CD2032F-I", "é", "\x1b[2J"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		b := book(t)
		topics := b.Explain(query)
		for _, topic := range topics {
			checkTopic(t, topic)
		}
		if len(topics) == 0 {
			b.Suggest(query)
		}
		checkWritten(t, topics, 60)
	})
}
