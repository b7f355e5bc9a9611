package inventory

import (
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Reconciliation is how a list and a result agree.
type Reconciliation struct {
	Name     string    `json:"name"` // of the list, as the user called it
	Result   Side      `json:"result"`
	Rows     int       `json:"rows"` // of the list, repeated ones excluded
	Seen     []Agreed  `json:"seen"`
	NotSeen  []Missing `json:"not_seen"`
	Unlisted []Device  `json:"unlisted"` // surveillance equipment that the list does not have
	Repeated []Repeat  `json:"repeated,omitempty"`
	Estimate *Estimate `json:"estimate,omitempty"` // nil where none can be made
	Outside  int       `json:"outside"`            // rows at addresses that the run did not cover; not in the estimate
}

// Agreed is a row of the list and the device that it is about.
type Agreed struct {
	Item   Item   `json:"item"`
	Device Device `json:"device"`
	By     Basis  `json:"by"`
	Moved  bool   `json:"moved,omitempty"` // the list has another address
}

// Missing is a row of the list whose device was not seen.
type Missing struct {
	Item     Item     `json:"item"`
	Standing Standing `json:"standing"`
}

// Repeat is a row that is about the same device as an earlier one.
type Repeat struct {
	Line    int `json:"line"`
	Earlier int `json:"earlier"`
}

// Reconcile compares a list with a result. Rows are matched by MAC address,
// serial number, and address, in this order. Hosts that the result does not
// take for surveillance equipment are seen, but are not in the estimate.
func Reconcile(items []Item, r model.Result) Reconciliation {
	rec := Reconciliation{Result: sideOf(r), Seen: []Agreed{}, NotSeen: []Missing{}, Unlisted: []Device{}}
	items, rec.Repeated = once(items)
	rec.Rows = len(items)
	g := groundOf(r)
	hosts := judged(r, g)
	matches, left, fresh := pairUp(itemIdentities(items, hosts), identitiesOf(hosts))
	both := 0
	for _, m := range matches {
		rec.Seen = append(rec.Seen, agreed(items[m.before], hosts[m.after], m.by))
		if hosts[m.after].Surveillance {
			both++
		}
	}
	for _, i := range left {
		rec.addMissing(items[i], g)
	}
	for _, j := range fresh {
		if hosts[j].Surveillance {
			rec.Unlisted = append(rec.Unlisted, *deviceOf(hosts[j]))
		}
	}
	slices.SortFunc(rec.Unlisted, compareDevices)
	rec.Estimate = Chapman(rec.Rows-rec.Outside, both+len(rec.Unlisted), both)
	return rec
}

func agreed(item Item, d model.Device, by Basis) Agreed {
	moved := item.Address != "" && plainAddress(item.Address) != plainAddress(d.Host)
	return Agreed{Item: item, Device: *deviceOf(d), By: by, Moved: moved}
}

func (rec *Reconciliation) addMissing(item Item, g ground) {
	m := Missing{Item: item}
	if item.Address != "" {
		m.Standing = g.standing(place{item.Site, plainAddress(item.Address)})
	}
	if m.Standing == StandsOutside || m.Standing == StandsUntried {
		rec.Outside++
	}
	rec.NotSeen = append(rec.NotSeen, m)
}

// itemIdentities is what rows are told apart by. A site is the one of the hosts
// that differs in capitals only.
func itemIdentities(items []Item, hosts []model.Device) []identity {
	sites := make(map[string]string)
	for _, d := range hosts {
		sites[strings.ToLower(d.Site)] = d.Site
	}
	list := make([]identity, len(items))
	for i, item := range items {
		if site, known := sites[strings.ToLower(item.Site)]; known {
			item.Site = site
		}
		list[i] = item.identity()
	}
	return list
}

func (i Item) identity() identity {
	return identity{mac: markMAC(i.MAC), serial: markSerial(i.Serial), at: place{i.Site, plainAddress(i.Address)}}
}

// once takes out the rows that are about the same device as an earlier one.
func once(items []Item) ([]Item, []Repeat) {
	var (
		kept     []Item
		repeated []Repeat
	)
	first := make(map[string]int) // line by key
	for _, item := range items {
		key := item.identity().key()
		if line, known := first[key]; known && key != "" {
			repeated = append(repeated, Repeat{Line: item.Line, Earlier: line})
			continue
		}
		first[key] = item.Line
		kept = append(kept, item)
	}
	return kept, repeated
}

// key is what makes a row a repetition: its surest mark, or else its address;
// empty where it has neither.
func (id identity) key() string {
	switch {
	case id.mac != "":
		return "mac " + id.mac
	case id.serial != "":
		return "serial " + id.serial
	case id.at.address != "":
		return "address " + id.at.String()
	}
	return ""
}
