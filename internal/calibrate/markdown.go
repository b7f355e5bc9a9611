package calibrate

import (
	"fmt"
	"io"
	"strings"
)

// Page is what a page about a measurement says besides its numbers.
type Page struct {
	About   string // what was measured on, in a sentence
	Command string // that made the page
	Rules   int
	Data    string // date of the newest fact of the data
}

// Markdown writes the measurement as a page.
func (t Table) Markdown(w io.Writer, p Page) error {
	var b strings.Builder
	b.WriteString("# How often is it right?\n\n")
	b.WriteString("Every statement of a report has a confidence. This page compares it with how often devices are what was said,\n" +
		"on answers of devices that are known. It is made by\n\n    " + p.Command + "\n\n")
	if p.About != "" {
		b.WriteString(strings.TrimSpace(p.About) + "\n\n")
	}
	fmt.Fprintf(&b, "Measured with %d rules and data of %s. ", p.Rules, p.Data)
	t.writeTotals(&b)
	b.WriteString("\n## By what was said, and how sure\n\n| answers | confidence | named | right | wrong | share that is right |\n|---|---|--:|--:|--:|---|\n")
	for _, bin := range t.Bins {
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %s |\n", bin.Family, bin.Confidence, bin.Named, bin.Right, bin.Wrong, bin.share())
	}
	b.WriteString("\n`several` is devices of which answers of two or more families say the same, `all` is the\n" +
		"sum of the rows above it. The range is the 95 % interval (Wilson).\n" +
		"\n## By verdict\n\n| verdict | named | right | wrong | share that is right |\n|---|--:|--:|--:|---|\n")
	for _, bin := range t.Verdicts {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %s |\n", bin.Verdict, bin.Named, bin.Right, bin.Wrong, bin.share())
	}
	b.WriteString(reading)
	_, err := io.WriteString(w, b.String())
	return err
}

func (t Table) writeTotals(b *strings.Builder) {
	n := t.Totals
	fmt.Fprintf(b, "Of %d devices, %d answered only to credentials\nand were left out. Of the others a maker or brand was named for %d: %d right, %d wrong, and %d of which the label does not\n"+
		"say whose they are. For %d nobody was named; that is no mistake where a device shows no maker.\n",
		n.Cases, n.Credentials, n.Right+n.Wrong+n.Unlabelled, n.Right, n.Wrong, n.Unlabelled, n.Unnamed)
}

// share is the last column of a row.
func (b Bin) share() string {
	if b.TooFew {
		return fmt.Sprintf("too few (under %d)", TooFew)
	}
	return fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*b.Share, 100*b.Low, 100*b.High)
}

const reading = `
## How to read it

* *Right* is: the maker and the brand that were said both go with the label. A brand's owner and those known to make what is sold
  under it count as the same; a name on a device that runs a stack shared by many makers counts as wrong, whatever it is.
* A device is counted once, by its maker, or by its brand where no maker was said.
* A confidence is honest where it does not exceed the upper end of the range. A range of few devices is wide, and says little.
* Where rules were written with the same answers in view, the shares are too good. What counts is devices that no rule was written
  from: measure on answers of your own, labelled one a line as

      {"case": "hall-3", "evidence": [{"protocol": "http", "port": 80, "response": "HTTP/1.1 200 OK\r\n..."}],
       "expect": {"surveillance": true, "vendor": "Acme", "brand": "Acme"}}

  (shown on two lines; it must be one). With ` + "`--format json`" + ` the wrong ones are listed, each with the rules that named it.
`
