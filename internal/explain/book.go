package explain

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"camorigin/internal/assess"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/origin/oui"
	"camorigin/internal/rules"
	"camorigin/internal/vuln"
)

// Book is everything that can be explained. Its fields are set once and then
// only read; it must not be copied once it is used. Prefixes, Rules and Vulnerabilities may be nil.
type Book struct {
	KB              *origin.KB
	Prefixes        *oui.Table
	Rules           *rules.Set
	Vulnerabilities *vuln.DB
	Policies        []assess.Policy
	AsOf            time.Time       // the day that everything is said for
	Words           *i18n.Localizer // the language that is spoken

	ruleNames ruleNames
}

// say returns a text of the catalogues.
func (b *Book) say(key string, args ...any) string { return b.Words.T(key, args...) }

// date writes a day as the language does.
func (b *Book) date(d origin.Date) string { return b.Words.Date(string(d)) }

// listed joins names as a sentence does: a, b and c.
func (b *Book) listed(names []string) string { return i18n.List(names, b.say("word.and")) }

// either joins names as a sentence does: a, b or c.
func (b *Book) either(names []string) string { return i18n.List(names, b.say("word.or")) }

// maxQuery bounds what is looked up, in bytes: a longer text names nothing.
const maxQuery = 200

// Explain says what a text stands for: a brand, company, platform, MAC address,
// country, list, policy, vulnerability, rule, check, finding or model. A text
// can stand for several things. Without any the answer is empty, and Suggest
// may know what was meant.
func (b *Book) Explain(query string) []Topic {
	query = strings.TrimSpace(query)
	if query == "" || len(query) > maxQuery {
		return nil
	}
	var topics []Topic
	for _, look := range []func(string) []Topic{
		b.vulnerability, b.mac, b.list, b.policy, b.rule, b.check, b.finding, b.country, b.whose, b.platform,
	} {
		topics = append(topics, look(query)...)
	}
	if len(topics) == 0 {
		topics = b.model(query)
	}
	for i := range topics {
		b.finish(&topics[i])
	}
	return topics
}

// finish adds what the statements rest on.
func (b *Book) finish(t *Topic) {
	t.settle(b.Words)
	t.Claims = b.claims(t.claimIDs())
}

// claims are those with the given identifiers, wherever they stand.
func (b *Book) claims(ids []string) []model.Claim {
	out := []model.Claim{}
	for _, c := range slices.Concat(b.KB.Claims(ids...), b.Vulnerabilities.Claims(ids...)) {
		out = append(out, c.Model())
	}
	slices.SortFunc(out, func(a, b model.Claim) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// whose explains a company or a brand. A name that a company shares with a
// brand of its own is explained once.
func (b *Book) whose(query string) []Topic {
	brandID, isBrand := b.KB.BrandID(query)
	companyID, isCompany := b.KB.CompanyID(query)
	brand, _ := b.KB.Brand(brandID)
	switch {
	case isCompany && isBrand && brand.Owner != companyID:
		return []Topic{b.brandTopic(brand), b.companyTopic(companyID)}
	case isCompany:
		return []Topic{b.companyTopic(companyID)}
	case isBrand:
		return []Topic{b.brandTopic(brand)}
	}
	return nil
}

// The forms of what names a finding of one result and not a check.
var (
	findingNumber = regexp.MustCompile(`^F\d{4,}$`)
	findingPrint  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// finding explains why a single finding cannot be explained without its result.
func (b *Book) finding(query string) []Topic {
	t := Topic{Kind: KindFinding, ID: query, Name: b.say("name.finding", query)}
	switch {
	case findingNumber.MatchString(query):
		t.add(b.say("section.what"), plain(b.say("explained.number")))
	case findingPrint.MatchString(query):
		t.add(b.say("section.what"), plain(b.say("explained.fingerprint")))
	default:
		return nil
	}
	return []Topic{t}
}
