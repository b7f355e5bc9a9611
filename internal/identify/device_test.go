package identify

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"camorigin/internal/model"

	"github.com/google/go-cmp/cmp"
)

type names struct{}

func (names) MakerName(id string) string {
	return map[string]string{"acme": "Acme Corp", "globex": "Globex"}[id]
}
func (names) BrandName(id string) string { return map[string]string{"shiny": "Shiny"}[id] }
func (names) PlatformName(string) string { return "" }

// says is one match, of an answer whose number is also in the rule's name.
func says(answer int, family model.Family, certainty float64, s model.Says) model.Match {
	return model.Match{Rule: fmt.Sprintf("rule-%d", answer), Answer: answer, Family: family, Field: "http.body", Value: "x", Says: s, Certainty: certainty}
}

func maker(answer int, family model.Family, certainty float64, id string) model.Match {
	return says(answer, family, certainty, model.Says{Maker: id})
}

func TestMakerVerdicts(t *testing.T) {
	const http, rtsp, onvif, mac, udp = model.FamilyHTTP, model.FamilyRTSP, model.FamilyONVIF, model.FamilyMAC, model.FamilyDiscovery
	statement := func(id, name string, confidence float64, verdict model.Verdict) *model.Statement {
		return &model.Statement{ID: id, Name: name, Confidence: confidence, Verdict: verdict}
	}
	conflict := &model.Statement{Verdict: model.VerdictConflict}
	tests := map[string]struct {
		matches   []model.Match
		want      *model.Statement
		conflicts int
	}{
		"nothing":                    {nil, nil, 0},
		"two_families":               {[]model.Match{maker(0, http, 0.8, "acme"), maker(1, rtsp, 0.6, "acme")}, statement("acme", "Acme Corp", 0.92, "confirmed"), 0},
		"one_strong":                 {[]model.Match{maker(0, http, 0.9, "acme")}, statement("acme", "Acme Corp", 0.9, "likely"), 0},
		"one_family_repeats_itself":  {[]model.Match{maker(0, http, 0.9, "acme"), maker(1, http, 0.9, "acme"), maker(2, http, 0.95, "acme")}, statement("acme", "Acme Corp", 0.95, "likely"), 0},
		"weak":                       {[]model.Match{maker(0, http, 0.5, "acme")}, statement("acme", "Acme Corp", 0.5, "possible"), 0},
		"second_family_too_weak":     {[]model.Match{maker(0, http, 0.9, "acme"), maker(1, rtsp, 0.4, "acme")}, statement("acme", "Acme Corp", 0.94, "likely"), 0},
		"two_weak_are_not_confirmed": {[]model.Match{maker(0, http, 0.6, "acme"), maker(1, rtsp, 0.6, "acme")}, statement("acme", "Acme Corp", 0.84, "possible"), 0},
		"never_certain":              {[]model.Match{maker(0, http, 0.98, "acme"), maker(1, rtsp, 0.98, "acme"), maker(2, onvif, 0.98, "acme")}, statement("acme", "Acme Corp", 0.99, "confirmed"), 0},
		"mac_alone":                  {[]model.Match{maker(0, mac, 0.9, "acme")}, statement("acme", "Acme Corp", 0.45, "possible"), 0},
		"mac_as_second_family":       {[]model.Match{maker(0, mac, 0.6, "acme"), maker(1, http, 0.8, "acme")}, statement("acme", "Acme Corp", 0.92, "confirmed"), 0},
		"datagrams_alone":            {[]model.Match{maker(0, udp, 0.95, "acme"), maker(1, udp, 0.95, "acme")}, statement("acme", "Acme Corp", 0.79, "possible"), 0},
		"datagrams_and_tcp":          {[]model.Match{maker(0, udp, 0.95, "acme"), maker(1, http, 0.6, "acme")}, statement("acme", "Acme Corp", 0.98, "confirmed"), 0},
		"a_list_never_counts":        {[]model.Match{maker(0, model.FamilyList, 0.9, "acme")}, nil, 0},
		"strong_ones_disagree":       {[]model.Match{maker(0, http, 0.9, "acme"), maker(1, rtsp, 0.8, "globex")}, conflict, 1},
		"confirmed_and_strong":       {[]model.Match{maker(0, http, 0.9, "acme"), maker(1, onvif, 0.9, "acme"), maker(2, rtsp, 0.8, "globex")}, conflict, 1},
		"weak_contradiction":         {[]model.Match{maker(0, http, 0.9, "acme"), maker(1, rtsp, 0.5, "globex")}, statement("acme", "Acme Corp", 0.9, "likely"), 1},
		"mac_contradicts_weakly":     {[]model.Match{maker(0, http, 0.8, "acme"), maker(1, mac, 0.9, "globex")}, statement("acme", "Acme Corp", 0.8, "likely"), 1},
		"datagram_cannot_blank":      {[]model.Match{maker(0, http, 0.8, "acme"), maker(1, udp, 0.95, "globex")}, statement("acme", "Acme Corp", 0.8, "likely"), 1},
		"datagrams_disagree":         {[]model.Match{maker(0, udp, 0.9, "acme"), maker(1, udp, 0.95, "globex")}, conflict, 1},
		"two_weak_ones":              {[]model.Match{maker(0, http, 0.5, "acme"), maker(1, rtsp, 0.55, "globex")}, nil, 1},
		"two_weak_ones_apart":        {[]model.Match{maker(0, http, 0.4, "acme"), maker(1, rtsp, 0.7, "globex")}, statement("globex", "Globex", 0.7, "possible"), 1},
		"one_answer_says_both":       {[]model.Match{maker(0, http, 0.8, "acme"), maker(0, http, 0.95, "globex")}, statement("globex", "Globex", 0.95, "likely"), 1},
		"one_answer_cannot_tell":     {[]model.Match{maker(0, http, 0.85, "acme"), maker(0, http, 0.9, "globex")}, conflict, 1},
		"unnamed":                    {[]model.Match{maker(0, http, 0.9, "hooli")}, statement("hooli", "hooli", 0.9, "likely"), 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := Device(Input{Host: "10.0.0.1", Matches: test.matches, Names: names{}})
			var got *model.Statement
			if d.Maker != nil {
				got = &d.Maker.Statement
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("maker: got (+) and want (-) differ:\n%s", diff)
			}
			if len(d.Conflicts) != test.conflicts {
				t.Errorf("got conflicts %+v, want %d", d.Conflicts, test.conflicts)
			}
		})
	}
}

// The family of the answer counts, whatever the match says.
func TestFamilyIsThatOfTheAnswer(t *testing.T) {
	d := Device(Input{
		Answers: []model.Answer{{Index: 0, Family: model.FamilyHTTP}, {Index: 1, Family: model.FamilyHTTP}},
		Matches: []model.Match{maker(0, model.FamilyHTTP, 0.9, "acme"), maker(1, model.FamilyMAC, 0.9, "acme")},
	})
	if d.Maker.Verdict != model.VerdictLikely {
		t.Errorf("got %s, want likely", d.Maker.Verdict)
	}
}

func TestSpoofersAreNeverConfirmed(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	families := []model.Family{model.FamilyHTTP, model.FamilyTLS, model.FamilyRTSP, model.FamilyONVIF, model.FamilyDiscovery, model.FamilySNMP, model.FamilyMAC, model.FamilyBanner, model.FamilyList}
	for i := range 200 {
		family := families[i%len(families)]
		var matches []model.Match
		for range 1 + random.IntN(5) {
			matches = append(matches, says(random.IntN(4), family, random.Float64(), model.Says{Maker: "acme", Brand: "shiny", Platform: "os", Kind: "camera"}))
		}
		d := Device(Input{Matches: matches})
		for _, s := range []*model.Statement{makerOf(d), d.Brand, d.Platform} {
			if s != nil && s.Verdict == model.VerdictConfirmed {
				t.Fatalf("got %+v from the family %s alone, want it not to be confirmed", s, family)
			}
		}
	}
}

func makerOf(d model.Device) *model.Statement {
	if d.Maker == nil {
		return nil
	}
	return &d.Maker.Statement
}

func TestContradictionsAreConflicts(t *testing.T) {
	families := []model.Family{model.FamilyHTTP, model.FamilyTLS, model.FamilyRTSP, model.FamilyONVIF, model.FamilySNMP, model.FamilyBanner}
	for i, a := range families {
		for j, b := range families {
			d := Device(Input{Matches: []model.Match{maker(0, a, 0.8+float64(i)/50, "acme"), maker(1, b, 0.8+float64(j)/50, "globex")}})
			if d.Maker.Verdict != model.VerdictConflict || d.Maker.ID != "" || d.Maker.Name != "" || len(d.Conflicts) != 1 || len(d.Because) != 2 {
				t.Errorf("%s and %s: got %+v, conflicts %+v, because %+v, want a conflict without a name, two claims and both reasons", a, b, d.Maker, d.Conflicts, d.Because)
			}
		}
	}
}

func TestHoneypot(t *testing.T) {
	for _, sameAnswer := range []bool{true, false} {
		var matches []model.Match
		for i := range 20 {
			answer := i
			if sameAnswer {
				answer = 0
			}
			matches = append(matches, maker(answer, model.FamilyHTTP, 0.79+float64(i)/100, fmt.Sprintf("maker-%d", i)))
		}
		d := Device(Input{Matches: matches})
		if d.Maker.Verdict != model.VerdictConflict || d.Maker.ID != "" || d.Conflicts[0].Reason != HoneypotSuspected {
			t.Errorf("same answer %t: got %+v, %+v, want a conflict with the reason", sameAnswer, d.Maker, d.Conflicts)
		}
	}
}

func TestBrandIsNoConflictWithMaker(t *testing.T) {
	d := Device(Input{Names: names{}, Matches: []model.Match{
		says(0, model.FamilyHTTP, 0.9, model.Says{Brand: "shiny", Platform: "os"}),
		says(1, model.FamilyRTSP, 0.9, model.Says{Maker: "acme", Platform: "os"}),
	}})
	if d.Brand.ID != "shiny" || d.Maker.ID != "acme" || d.Platform.Verdict != model.VerdictConfirmed || len(d.Conflicts) != 0 {
		t.Errorf("got brand %+v, maker %+v, platform %+v, conflicts %+v, want all three statements", d.Brand, d.Maker, d.Platform, d.Conflicts)
	}
}

func TestKind(t *testing.T) {
	kind := func(answer int, family model.Family, certainty float64, kind model.Kind) model.Match {
		return says(answer, family, certainty, model.Says{Kind: string(kind)})
	}
	const http, rtsp = model.FamilyHTTP, model.FamilyRTSP
	tests := map[string]struct {
		matches []model.Match
		want    model.Kind
	}{
		"nothing":                      {nil, model.KindUnknown},
		"unknown_says_nothing":         {[]model.Match{kind(0, http, 0.9, "unknown"), kind(1, http, 0.3, "vms")}, model.KindVMS},
		"surest":                       {[]model.Match{kind(0, http, 0.6, "camera"), kind(1, rtsp, 0.7, "recorder")}, model.KindRecorder},
		"weak_camera":                  {[]model.Match{kind(0, http, 0.3, "camera")}, model.KindCamera},
		"other":                        {[]model.Match{kind(0, http, 0.6, "other")}, model.KindOther},
		"printer_that_mentions_camera": {[]model.Match{kind(0, http, 0.9, "other"), kind(0, http, 0.5, "camera")}, model.KindOther},
		"printer_and_weak_camera":      {[]model.Match{kind(0, http, 0.9, "other"), kind(1, rtsp, 0.5, "camera")}, model.KindUnknown},
		"speaker_and_hints_of_camera":  {[]model.Match{kind(0, http, 0.9, "other"), kind(1, rtsp, 0.45, "camera"), kind(2, model.FamilyONVIF, 0.45, "camera")}, model.KindOther},
		"hint_of_other_kind_of_camera": {[]model.Match{kind(0, http, 0.9, "recorder"), kind(1, rtsp, 0.45, "camera")}, model.KindRecorder},
		"camera_and_weak_other":        {[]model.Match{kind(0, http, 0.5, "other"), kind(1, rtsp, 0.8, "camera")}, model.KindCamera},
		"both_strong":                  {[]model.Match{kind(0, http, 0.9, "other"), kind(1, rtsp, 0.9, "camera")}, model.KindUnknown},
		"both_weak":                    {[]model.Match{kind(0, http, 0.5, "other"), kind(1, rtsp, 0.5, "camera")}, model.KindUnknown},
		"both_weak_apart":              {[]model.Match{kind(0, http, 0.7, "other"), kind(1, rtsp, 0.3, "camera")}, model.KindOther},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := Device(Input{Matches: test.matches})
			if d.Kind == model.KindRecorder && len(d.Conflicts) > 0 {
				t.Errorf("got conflicts %v about a detail, want none", d.Conflicts)
			}
			if d.Kind != test.want || d.Surveillance != test.want.Surveillance() {
				t.Errorf("got %s, surveillance %t, want %s", d.Kind, d.Surveillance, test.want)
			}
		})
	}
}

func TestDeviceIsTheSameInAnyOrderOfMatches(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	families := []model.Family{model.FamilyHTTP, model.FamilyRTSP, model.FamilyONVIF, model.FamilyMAC, model.FamilyDiscovery}
	ids := []string{"", "acme", "globex", "hooli"}
	for range 300 {
		var matches []model.Match
		for range random.IntN(12) {
			answer := random.IntN(5)
			m := says(answer, families[answer], float64(random.IntN(10))/10, model.Says{Maker: ids[random.IntN(4)], Brand: ids[random.IntN(4)], Kind: []string{"", "camera", "other"}[random.IntN(3)],
				Model: []string{"", "AB-1", "ab-1", "CD-2"}[random.IntN(4)], Firmware: []string{"", "1.0", "2.0"}[random.IntN(3)]})
			m.Rule = fmt.Sprintf("rule-%d", len(matches))
			matches = append(matches, m)
		}
		want := Device(Input{Matches: matches})
		random.Shuffle(len(matches), func(i, j int) { matches[i], matches[j] = matches[j], matches[i] })
		if diff := cmp.Diff(want, Device(Input{Matches: matches})); diff != "" {
			t.Fatalf("got another device from the same matches:\n%s", diff)
		}
	}
}
