package html

import (
	"fmt"
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// The most that the details of one device show.
const (
	becauseShown = 24
	portsShown   = 24
	sentShown    = 24
	valueRunes   = 160
)

// details is what the report shows of a device on request.
type details struct {
	Because     []because
	NoReasons   string // in the place of reasons, where there are none
	BecauseMore string
	Facts       []pair
	Findings    []deviceFinding
	ByHand      []string
	Notes       []string // conflicts too
	Asked       string
	Sent        []string
}

// because is a reason for what is said of a device.
type because struct{ Says, Field, Value, Rule, Answer string }

// deviceFinding is a finding in short.
type deviceFinding struct {
	Severity badge
	Title    string
}

func (b *builder) details(d model.Device) details {
	asked, sent := b.askedOf(d)
	result := details{Facts: b.deviceFacts(d), Notes: append(b.conflicts(d), b.retold(d.Notes)...), Asked: asked, Sent: sent}
	for _, reason := range d.Because[:min(len(d.Because), becauseShown)] {
		result.Because = append(result.Because, because{
			Says: b.says(reason.Says), Field: safetext.Limit(reason.Field, 60), Value: safetext.Limit(reason.Value, valueRunes),
			Rule: safetext.Limit(reason.Rule, 80), Answer: b.answer(reason.Answer),
		})
	}
	if more := len(d.Because) - becauseShown; more > 0 {
		result.BecauseMore = b.count("details.more_reasons", more)
	}
	if len(d.Because) == 0 {
		result.NoReasons = b.noReasons(d)
	}
	for _, f := range d.Findings {
		severity := b.badge(f.Severity)
		if f.ByHand {
			severity = badge{"by-hand", b.words.T("flag.by_hand")}
		}
		result.Findings = append(result.Findings, deviceFinding{severity, safetext.Line(f.Title)})
	}
	for _, flag := range d.CheckByHand {
		result.ByHand = append(result.ByHand, safetext.Limit(flag.Reason, 600))
	}
	return result
}

func (b *builder) noReasons(d model.Device) string {
	if view.Attributed(d) {
		return b.words.T("details.reasons_elsewhere")
	}
	return b.words.T("details.no_reasons")
}

// says translates the statements that a rule makes: "maker,model".
func (b *builder) says(list string) string {
	var parts []string
	for part := range strings.SplitSeq(list, ",") {
		parts = append(parts, view.Term(b.words, "says", strings.TrimSpace(part)))
	}
	return safetext.Limit(strings.Join(parts, ", "), 80)
}

// answer names the question whose answer is the evidence at an index.
func (b *builder) answer(index int) string {
	if index < 0 || index >= len(b.result.Evidence) {
		return ""
	}
	e := b.result.Evidence[index]
	parts := []string{safetext.Limit(e.Protocol, 24)}
	if e.Port > 0 {
		parts = append(parts, strconv.Itoa(e.Port))
	}
	if request := safetext.Limit(e.Request, 80); request != "" {
		parts = append(parts, request)
	}
	return strings.Join(parts, " ")
}

func (b *builder) deviceFacts(d model.Device) []pair {
	w := b.words
	facts := []pair{
		{w.T("details.maker"), b.standing(d.Maker)},
		{w.T("details.platform"), b.named(d.Platform)},
		{w.T("details.serial"), safetext.Line(d.Serial)},
		{w.T("details.mac"), macLine(d)},
		{w.T("details.ports"), ports(d.Ports, portsShown)},
		{w.T("details.channels"), positive(d.Channels)},
		{w.T("details.certificate"), b.certificate(d.Certificate)},
		{w.T("details.endpoint"), safetext.Line(d.Endpoint)},
		{w.T("details.location"), b.location(d.Location)},
		{w.T("details.listed"), view.Listed(w, d.Listed)},
		{w.T("details.decision"), view.DecisionInFull(w, d.Decision)},
		{w.T("details.distress"), safetext.Line(w.Retold(d.Distress))},
	}
	known := facts[:0]
	for _, fact := range facts {
		if fact.Value != "" {
			known = append(known, fact)
		}
	}
	return known
}

// standing says how sure the maker is, in numbers too.
func (b *builder) standing(m *model.Maker) string {
	if !view.Shown(m) {
		return ""
	}
	return b.named(&m.Statement)
}

func (b *builder) named(s *model.Statement) string {
	if s == nil || s.Name == "" && s.ID == "" {
		return ""
	}
	return fmt.Sprintf("%s, %s (%.0f %%)", view.Statement(b.words, s), view.Term(b.words, "verdict", string(s.Verdict)), 100*s.Confidence)
}

func macLine(d model.Device) string {
	mac, company := safetext.Line(d.MAC), safetext.Line(d.MACCompany)
	if mac == "" || company == "" {
		return mac + company
	}
	return mac + " (" + company + ")"
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func ports(open []model.OpenPort, most int) string {
	var parts []string
	for _, p := range open[:min(len(open), most)] {
		part := strconv.Itoa(p.Port)
		protocol := safetext.Limit(p.Protocol, 24)
		if p.TLS {
			protocol = strings.TrimSpace(protocol + " TLS")
		}
		if protocol != "" {
			part += " " + protocol
		}
		parts = append(parts, part)
	}
	if len(open) > most {
		parts = append(parts, "…")
	}
	return strings.Join(parts, ", ")
}

func (b *builder) certificate(c *model.Certificate) string {
	if c == nil {
		return ""
	}
	parts := []string{safetext.Line(c.Subject)}
	if issuer := safetext.Line(c.Issuer); issuer != "" {
		parts = append(parts, b.words.T("certificate.issuer", issuer))
	}
	if c.NotBefore != "" || c.NotAfter != "" {
		parts = append(parts, b.words.T("certificate.valid", b.day(c.NotBefore), b.day(c.NotAfter)))
	}
	if c.KeyBits > 0 {
		parts = append(parts, b.words.T("certificate.key", strconv.Itoa(c.KeyBits)))
	}
	if c.SHA256 != "" {
		parts = append(parts, "SHA-256 "+safetext.Limit(c.SHA256, 64))
	}
	return strings.Trim(strings.Join(parts, "; "), "; ")
}

// day returns the date of an RFC 3339 time.
func (b *builder) day(stamp string) string {
	date, _, _ := strings.Cut(stamp, "T")
	return view.Day(b.words, date)
}

func (b *builder) location(l *model.Location) string {
	if l == nil {
		return ""
	}
	parts := []string{}
	for _, part := range []string{safetext.Line(l.Switch), safetext.Line(l.Port)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if l.VLAN > 0 {
		parts = append(parts, "VLAN "+strconv.Itoa(l.VLAN))
	}
	return strings.Join(parts, ", ")
}

func (b *builder) conflicts(d model.Device) []string {
	var lines []string
	for _, conflict := range d.Conflicts {
		names := make([]string, len(conflict.Claims))
		for i := range conflict.Claims {
			names[i] = b.named(&conflict.Claims[i])
		}
		line := b.words.T("details.conflict", view.Term(b.words, "says", conflict.About), strings.Join(names, "; "))
		if reason := safetext.Limit(b.words.Retold(conflict.Reason), 600); reason != "" {
			line += " " + reason
		}
		lines = append(lines, line)
	}
	return lines
}

// askedOf says what was sent to the device and what it cost the device.
func (b *builder) askedOf(d model.Device) (sentence string, sent []string) {
	a, ok := b.asked[hostSite{d.Host, d.Site}]
	if !ok {
		return "", nil
	}
	sentence = b.words.T("details.asked", b.number(a.Attempts), b.number(a.Connections), b.number(a.Requests), b.number(a.TLS),
		b.number(a.Datagrams), b.words.Number(uint64(max(0, a.BytesSent))), b.words.Number(uint64(max(0, a.BytesRead))))
	if protected := safetext.Line(a.Protected); protected != "" {
		sentence += " " + b.words.T("details.protected", protected)
	}
	for _, question := range a.Sent[:min(len(a.Sent), sentShown)] {
		sent = append(sent, safetext.Limit(question, 120))
	}
	return sentence, sent
}
