package assess_test

import (
	"regexp"
	"strings"
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/model"
)

// aboutCompanies finds sentences that say something about a company. What its
// own answers show of a device rests on the evidence, and not on a claim.
var (
	aboutCompanies = regexp.MustCompile(`controlled|run from|held by|owned|belongs to|named by|disputed|binds|makes |supplies|sold by`)
	fromAnswers    = regexp.MustCompile(`^(Its own answers show|Nothing but|Sold as|Made by)`)
)

// TestEverySentenceAboutACompanyHasItsClaims walks over all that is said of
// devices of every company and brand under every policy.
func TestEverySentenceAboutACompanyHasItsClaims(t *testing.T) {
	policies, err := assess.PolicyIDs(fingerprints.FS)
	if err != nil {
		t.Fatal(err)
	}
	sentences := 0
	for _, policy := range policies {
		in := input(t, policy)
		var devices []model.Device
		for _, c := range in.KB.Companies() {
			devices = append(devices, camera(c.ID, "", "", model.VerdictConfirmed), camera(c.ID, "lorex", "", model.VerdictLikely))
		}
		for _, b := range in.KB.Brands() {
			devices = append(devices, camera("", b.ID, "", model.VerdictConfirmed), camera("", b.ID, "", model.VerdictPossible))
		}
		for _, device := range devices {
			d := assess.Device(device, nil, in)
			for _, f := range d.Findings {
				sentences += walk(t, f.Title+". "+f.Text, f.Claims, len(in.KB.Claims(f.Claims...)))
			}
			for _, list := range [][]model.Flag{d.Flagged, d.CheckByHand} {
				for _, f := range list {
					sentences += walk(t, f.Reason, f.Claims, len(in.KB.Claims(f.Claims...)))
				}
			}
		}
	}
	if sentences < 1000 {
		t.Errorf("%d sentences about companies were found, want the walk to meet them", sentences)
	}
	t.Logf("%d sentences about companies, each with its claims", sentences)
}

// walk counts the sentences about companies, and wants claims for them that
// the knowledge has.
func walk(t *testing.T, text string, claims []string, known int) int {
	t.Helper()
	n := 0
	for _, sentence := range strings.SplitAfter(text, ". ") {
		if fromAnswers.MatchString(sentence) || !aboutCompanies.MatchString(sentence) {
			continue
		}
		n++
		if len(claims) == 0 || known == 0 {
			t.Errorf("%q has no claim behind it", sentence)
		}
	}
	return n
}
