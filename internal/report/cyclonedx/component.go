package cyclonedx

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// maxText is how many runes are kept of a property.
const maxText = 1000

func newComponents(w words.Words, devices []model.Device) []cdx.Component {
	components, taken := []cdx.Component{}, map[string]int{}
	for _, d := range view.Sorted(devices) {
		c := newComponent(w, d)
		taken[c.BOMRef]++
		if n := taken[c.BOMRef]; n > 1 {
			c.BOMRef += "-" + strconv.Itoa(n)
		}
		components = append(components, c)
	}
	return components
}

func newComponent(w words.Words, d model.Device) cdx.Component {
	c := cdx.Component{
		BOMRef:     reference(d),
		Type:       cdx.ComponentTypeDevice,
		Name:       safetext.Line(d.Model),
		Version:    safetext.Line(d.Firmware),
		Properties: properties(d).list(),
	}
	if c.Name == "" {
		c.Name = safetext.Line(string(d.Kind))
	}
	if d.Maker != nil && d.Maker.Verdict.Sure() {
		if name := view.Maker(w, d.Maker); name != "" {
			c.Manufacturer = &cdx.OrganizationalEntity{Name: name}
		}
	}
	return c
}

// reference names a device by its place: the same in every run.
func reference(d model.Device) string {
	sum := sha256.Sum256([]byte(d.Site + "\x00" + d.Host))
	return "device-" + hex.EncodeToString(sum[:8])
}

// properties holds all that the format has no field for.
func properties(d model.Device) propertyList {
	p := propertyList{}
	p.add("host", d.Host)
	p.add("site", d.Site)
	p.add("hostname", d.Hostname)
	p.add("kind", string(d.Kind))
	p.statement("brand", d.Brand)
	if d.Maker != nil {
		p.statement("maker", &d.Maker.Statement)
	}
	if view.Shown(d.Maker) {
		p.add("maker:country", d.Maker.Country)
		p.add("maker:control", strings.Join(d.Maker.Control, " "))
		p.add("maker:control_status", d.Maker.ControlStatus)
	}
	p.statement("platform", d.Platform)
	p.add("serial", d.Serial)
	p.add("mac", d.MAC)
	p.add("mac_company", d.MACCompany)
	if d.Channels > 0 {
		p.add("channels", strconv.Itoa(d.Channels))
	}
	for _, f := range d.Flagged {
		p.add("flagged:"+safetext.Line(f.Policy), string(f.Severity)+": "+f.Reason)
	}
	for _, f := range d.CheckByHand {
		p.add("check_by_hand:"+safetext.Line(f.Policy), f.Reason)
	}
	if d.Decision != nil && !d.Decision.Expired {
		p.add("decision", string(d.Decision.Choice))
		p.add("decision:reason", d.Decision.Reason)
		p.add("decision:review", d.Decision.Review)
	}
	return p
}

type propertyList []cdx.Property

// add adds a property, unless its value is empty.
func (p *propertyList) add(name, value string) {
	if value = safetext.Limit(value, maxText); value != "" {
		*p = append(*p, cdx.Property{Name: "camorigin:" + name, Value: value})
	}
}

// statement adds what is said, how sure it is, and the confidence.
func (p *propertyList) statement(name string, s *model.Statement) {
	if s == nil {
		return
	}
	p.add(name, s.Name)
	p.add(name+":verdict", string(s.Verdict))
	if s.Name != "" {
		p.add(name+":confidence", strconv.FormatFloat(s.Confidence, 'f', 2, 64))
	}
}

// list returns the properties, or nil where there are none.
func (p propertyList) list() *[]cdx.Property {
	if len(p) == 0 {
		return nil
	}
	own := []cdx.Property(p)
	return &own
}
