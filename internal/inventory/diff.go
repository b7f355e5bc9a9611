package inventory

import (
	"cmp"
	"slices"

	"camorigin/internal/model"
)

// SchemaDiff names the version of the format of a comparison.
const SchemaDiff = "camorigin.diff/v1"

// Status is what became of a device from one result to the next.
type Status string

// The statuses, in the order in which reports show them.
const (
	StatusNew     Status = "new"
	StatusGone    Status = "gone"     // the new result shows that it is not there any more
	StatusMoved   Status = "moved"    // the same device at another address
	StatusChanged Status = "changed"  // at its old address, with something else to say
	StatusNotSeen Status = "not-seen" // the new result cannot tell
)

// Statuses lists the statuses in the order of reports.
func Statuses() []Status {
	return []Status{StatusNew, StatusGone, StatusMoved, StatusChanged, StatusNotSeen}
}

// Diff is how a result differs from an earlier one. Only surveillance equipment
// is compared; what became or ceased to be such counts as changed.
type Diff struct {
	Old       Side            `json:"old"`
	New       Side            `json:"new"`
	Counts    map[Status]int  `json:"counts"`
	Unchanged int             `json:"unchanged"`
	Devices   []Change        `json:"devices"`  // by status, address and site
	Findings  FindingsChanged `json:"findings"` // those that belong to no single device
}

// Side is one of the two results.
type Side struct {
	Name    string `json:"name"` // as the user called it
	AsOf    string `json:"as_of,omitempty"`
	Ended   string `json:"ended,omitempty"` // RFC 3339
	Policy  string `json:"policy,omitempty"`
	Devices int    `json:"devices"` // surveillance equipment
}

// Change is what became of one device.
type Change struct {
	Status   Status          `json:"status"`
	Old      *Device         `json:"old,omitempty"` // nil for a new one
	New      *Device         `json:"new,omitempty"` // nil for one that is gone or not seen
	By       Basis           `json:"by,omitempty"`  // what shows that both are the same device
	Standing Standing        `json:"standing,omitempty"`
	Fields   []Field         `json:"fields,omitempty"`
	Findings FindingsChanged `json:"findings"`
}

// Device is a device as comparisons show it.
type Device struct {
	Host     string     `json:"host"`
	Site     string     `json:"site,omitempty"`
	Kind     model.Kind `json:"kind"`
	Maker    string     `json:"maker,omitempty"`
	Brand    string     `json:"brand,omitempty"`
	Model    string     `json:"model,omitempty"`
	Firmware string     `json:"firmware,omitempty"`
	Serial   string     `json:"serial,omitempty"`
	MAC      string     `json:"mac,omitempty"`
	Flagged  bool       `json:"flagged"`
}

// Compare says how the new result differs from the old one.
func Compare(before, after model.Result) Diff {
	d := Diff{
		Old: sideOf(before), New: sideOf(after), Counts: map[Status]int{}, Devices: []Change{},
		Findings: findingsChanged(before.Findings, after.Findings, sameFingerprint),
	}
	then, now := groundOf(before), groundOf(after)
	was, is := judged(before, then), judged(after, now)
	matches, left, fresh := pairUp(identitiesOf(was), identitiesOf(is))
	for _, m := range matches {
		d.addPair(pair{was[m.before], is[m.after], m.by})
	}
	for _, i := range left {
		d.addLeft(was[i], now.standing(placeOf(was[i])))
	}
	for _, j := range fresh {
		d.addFresh(is[j], then.standing(placeOf(is[j])))
	}
	slices.SortFunc(d.Devices, compareChanges)
	return d
}

func sideOf(r model.Result) Side {
	s := Side{AsOf: r.Run.AsOf, Policy: r.Run.Policy, Devices: len(r.Devices)}
	if !r.Run.Ended.IsZero() {
		s.Ended = r.Run.Ended.UTC().Format("2006-01-02T15:04:05Z07:00")
	}
	return s
}

// judged lists every host of the result that said something.
func judged(r model.Result, g ground) []model.Device {
	return slices.DeleteFunc(slices.Concat(r.Devices, r.Others), g.dumb)
}

// pair is a device as it was and as it is.
type pair struct {
	before, after model.Device
	by            Basis
}

func (d *Diff) addPair(p pair) {
	if !p.before.Surveillance && !p.after.Surveillance {
		return
	}
	c := Change{
		Status: StatusChanged, Old: deviceOf(p.before), New: deviceOf(p.after), By: p.by, Fields: fieldsChanged(p.before, p.after),
		Findings: findingsChanged(p.before.Findings, p.after.Findings, sameSubject(p)),
	}
	switch {
	case moved(p):
		c.Status = StatusMoved
	case len(c.Fields) == 0 && c.Findings.None():
		d.Unchanged++
		return
	}
	d.add(c)
}

// moved reports whether the device has another address, or another site where
// both are named.
func moved(p pair) bool {
	from, to := placeOf(p.before), placeOf(p.after)
	return from.address != to.address || from.site != to.site && from.site != "" && to.site != ""
}

func (d *Diff) addLeft(device model.Device, s Standing) {
	if !device.Surveillance {
		return
	}
	c := Change{Status: StatusNotSeen, Old: deviceOf(device), Standing: s}
	if s.Absent() {
		c.Status, c.Findings = StatusGone, findingsChanged(device.Findings, nil, sameFingerprint)
	}
	d.add(c)
}

// addFresh adds a new device, with what the old result could say of its address.
func (d *Diff) addFresh(device model.Device, s Standing) {
	if device.Surveillance {
		d.add(Change{Status: StatusNew, New: deviceOf(device), Standing: s, Findings: findingsChanged(nil, device.Findings, sameFingerprint)})
	}
}

func (d *Diff) add(c Change) {
	d.Counts[c.Status]++
	d.Devices = append(d.Devices, c)
}

// Current is the device as it is now or, where nothing is known of that, as it
// was.
func (c Change) Current() Device {
	if c.New != nil {
		return *c.New
	}
	return *c.Old
}

func compareChanges(a, b Change) int {
	return cmp.Or(slices.Index(Statuses(), a.Status)-slices.Index(Statuses(), b.Status), compareDevices(a.Current(), b.Current()))
}

func compareDevices(a, b Device) int {
	return comparePlaces(place{a.Site, plainAddress(a.Host)}, place{b.Site, plainAddress(b.Host)})
}

func deviceOf(d model.Device) *Device {
	short := &Device{
		Host: d.Host, Site: d.Site, Kind: d.Kind, Model: d.Model, Firmware: d.Firmware,
		Serial: d.Serial, MAC: d.MAC, Flagged: len(d.Flagged) > 0, Brand: nameOf(d.Brand),
	}
	if d.Maker != nil {
		short.Maker = nameOf(&d.Maker.Statement)
	}
	return short
}

// nameOf is the name that a statement gives.
func nameOf(s *model.Statement) string {
	if s == nil {
		return ""
	}
	return cmp.Or(s.Name, s.ID)
}
