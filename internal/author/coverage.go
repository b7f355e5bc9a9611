package author

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/rules"
)

// Coverage writes a page, in Markdown, of the makers, brands and platforms that
// rules name: by how many rules, on which answers, and whether they read model,
// firmware and serial number. The same rules and data give the same page.
func Coverage(w io.Writer, set *rules.Set, kb *origin.KB) error {
	c := count(set.Rules(), kb)
	var b strings.Builder
	b.WriteString(coverageHead)
	told, prefixOnly := c.split()
	fmt.Fprintf(&b, "%d rules name %d makers (%d of them by the prefix of a MAC address alone), %d brands and %d platforms;\n"+
		"%d name none of them: they say what a device is, or its model, serial number and the like.\n",
		set.Len(), len(c.makers), len(prefixOnly), len(c.brands), len(c.platforms), c.nobody)
	c.table(&b, "Makers", "maker", told, kb.MakerName)
	c.table(&b, "Brands", "brand", c.brands, kb.BrandName)
	c.table(&b, "Platforms", "platform", c.platforms, kb.PlatformName)
	list(&b, "Makers known by the prefix of a MAC address alone", prefixOnly)
	list(&b, "Makers without a rule of their own", c.missing(kb))
	_, err := io.WriteString(w, b.String())
	return err
}

const coverageHead = `# What the rules cover

This page is made by ` + "`camorigin fingerprints coverage`" + ` (` + "`make generate`" + `); it is not edited by hand. The columns of answers say how
many rules read answers of that family; *model*, *firmware* and *serial* say whether a rule reads them. A rule that takes the
name from the text counts for the makers of its examples.

`

// coverage counts rules by what they name.
type coverage struct {
	makers, brands, platforms map[string]*row
	nobody                    int
}

// row is what is known of one maker, brand or platform.
type row struct {
	rules    int
	families map[model.Family]int
	fields   map[string]bool
	model    bool
	firmware bool
	serial   bool
}

func count(all []rules.Rule, kb *origin.KB) coverage {
	c := coverage{makers: map[string]*row{}, brands: map[string]*row{}, platforms: map[string]*row{}}
	for _, r := range all {
		names := 0
		for _, statement := range []struct {
			rows    map[string]*row
			get     func(model.Says) string
			resolve func(string) (string, bool)
		}{
			{c.makers, func(s model.Says) string { return s.Maker }, kb.MakerID},
			{c.brands, func(s model.Says) string { return s.Brand }, kb.BrandID},
			{c.platforms, func(s model.Says) string { return s.Platform }, kb.PlatformID},
		} {
			for _, id := range namesOf(r, statement.get, statement.resolve) {
				add(statement.rows, id, r)
				names++
			}
		}
		if names == 0 {
			c.nobody++
		}
	}
	return c
}

// namesOf are the identifiers that a rule names: as constants, or in what its
// examples want.
func namesOf(r rules.Rule, get func(model.Says) string, resolve func(string) (string, bool)) []string {
	texts := []string{get(r.Says)}
	for _, example := range r.Examples {
		texts = append(texts, get(example.Want))
	}
	var ids []string
	for _, text := range texts {
		if id, ok := resolve(text); ok && id == text {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func add(rows map[string]*row, id string, r rules.Rule) {
	known := rows[id]
	if known == nil {
		known = &row{families: map[model.Family]int{}, fields: map[string]bool{}}
		rows[id] = known
	}
	known.rules++
	known.families[familyOf(r.Field)]++
	known.fields[r.Field] = true
	known.model = known.model || r.Says.Model != ""
	known.firmware = known.firmware || r.Says.Firmware != ""
	known.serial = known.serial || r.Says.Serial != ""
}

// familyOf is the family of the answers that have the field.
func familyOf(field string) model.Family {
	protocol, _, _ := strings.Cut(field, ".")
	switch protocol {
	case "http", "tls", "rtsp", "onvif", "snmp", "mac":
		return model.Family(protocol)
	case "ssdp", "upnp", "mdns":
		return model.FamilyDiscovery
	}
	if slices.Contains(rules.VendorProtocols(), protocol) {
		return model.FamilyDiscovery
	}
	return model.FamilyBanner
}

// columns are the families that have a column.
func columns() []model.Family {
	return []model.Family{
		model.FamilyHTTP, model.FamilyTLS, model.FamilyRTSP, model.FamilyONVIF,
		model.FamilyDiscovery, model.FamilySNMP, model.FamilyBanner, model.FamilyMAC,
	}
}

func (c coverage) table(b *strings.Builder, title, what string, rows map[string]*row, name func(string) string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n| %s | rules |", title, what)
	for _, family := range columns() {
		fmt.Fprintf(b, " %s |", family)
	}
	b.WriteString(" model | firmware | serial | fields |\n|---|--:|" + strings.Repeat("--:|", len(columns())) + "---|---|---|---|\n")
	for _, id := range sortedBy(rows, name) {
		rows[id].write(b, fmt.Sprintf("%s (`%s`)", cell(name(id)), id))
	}
}

func (r *row) write(b *strings.Builder, name string) {
	fmt.Fprintf(b, "| %s | %d |", name, r.rules)
	for _, family := range columns() {
		b.WriteString(numberCell(r.families[family]))
	}
	fields := make([]string, 0, len(r.fields))
	for field := range r.fields {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	fmt.Fprintf(b, " %s | %s | %s | %s |\n", yes(r.model), yes(r.firmware), yes(r.serial), strings.Join(fields, ", "))
}

// split takes out the makers that only the prefix of a MAC address names, which
// gives no more than a hint. Identifiers are given for them.
func (c coverage) split() (told map[string]*row, prefixOnly []string) {
	told = map[string]*row{}
	for id, r := range c.makers {
		if r.families[model.FamilyMAC] == r.rules {
			prefixOnly = append(prefixOnly, id)
			continue
		}
		told[id] = r
	}
	return told, prefixOnly
}

// missing lists the makers that no rule names: they can be found only by what
// brands, platforms and MAC addresses say.
func (c coverage) missing(kb *origin.KB) []string {
	var none []string
	for _, company := range kb.Companies() {
		if company.Role == origin.RoleMaker && c.makers[company.ID] == nil {
			none = append(none, company.ID)
		}
	}
	return none
}

// list writes identifiers one after the other, by letters.
func list(b *strings.Builder, title string, ids []string) {
	if len(ids) > 0 {
		slices.Sort(ids)
		fmt.Fprintf(b, "\n## %s\n\n%d: `%s`.\n", title, len(ids), strings.Join(ids, "`, `"))
	}
}

func sortedBy(rows map[string]*row, name func(string) string) []string {
	ids := make([]string, 0, len(rows))
	for id := range rows {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(byLetters(name(a), name(b)), cmp.Compare(a, b)) })
	return ids
}

func byLetters(a, b string) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
}

// cell keeps a name from ending its cell.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func numberCell(n int) string {
	if n == 0 {
		return "  |"
	}
	return fmt.Sprintf(" %d |", n)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
