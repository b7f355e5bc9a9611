package inventory

import (
	"slices"

	"camorigin/internal/model"
)

// identity is what devices are told apart by.
type identity struct {
	mac, serial, certificate, endpoint string
	at                                 place
}

func identityOf(d model.Device) identity {
	id := identity{mac: markMAC(d.MAC), serial: markSerial(d.Serial), endpoint: markText(d.Endpoint), at: placeOf(d)}
	if d.Certificate != nil {
		id.certificate = markText(d.Certificate.SHA256)
	}
	return id
}

func identitiesOf(devices []model.Device) []identity {
	list := make([]identity, len(devices))
	for i, d := range devices {
		list[i] = identityOf(d)
	}
	return list
}

// step is one way to find devices again; the surest comes first.
type step struct {
	by  Basis
	key func(identity) string // empty: it has none
	fit func(a, b identity) bool
}

func steps() []step {
	return []step{
		{ByMAC, func(i identity) string { return i.mac }, func(identity, identity) bool { return true }},
		{BySerial, func(i identity) string { return i.serial }, alike},
		{ByCertificate, func(i identity) string { return i.certificate }, alike},
		{ByEndpoint, func(i identity) string { return i.endpoint }, alike},
		{ByAddress, func(i identity) string { return i.at.String() }, alike},
		{ByAddress, func(i identity) string { return i.at.address }, alikeAtAnySite},
	}
}

// alike reports whether nothing shows that two devices are different ones.
// Certificates and endpoints change in the life of a device, and so do not
// count.
func alike(a, b identity) bool {
	if a.mac != "" && b.mac != "" {
		return a.mac == b.mac
	}
	return sameSerial(a.serial, b.serial)
}

// alikeAtAnySite is alike where one of the two does not say at which site it is.
func alikeAtAnySite(a, b identity) bool {
	return alike(a, b) && (a.at.site == "" || b.at.site == "")
}

// match says that the device at one position of the old list is the one at a
// position of the new list.
type match struct {
	before, after int
	by            Basis
}

// pairUp finds the devices that are in both lists, each at most once, and lists
// the positions of the others. A key that several devices of a list share joins
// none of them.
func pairUp(before, after []identity) (matches []match, left, fresh []int) {
	takenOld, takenNew := make([]bool, len(before)), make([]bool, len(after))
	for _, s := range steps() {
		in := single(after, s.key)
		for key, i := range single(before, s.key) {
			j, found := in[key]
			if found && !takenOld[i] && !takenNew[j] && s.fit(before[i], after[j]) {
				takenOld[i], takenNew[j] = true, true
				matches = append(matches, match{i, j, s.by})
			}
		}
	}
	slices.SortFunc(matches, func(a, b match) int { return a.before - b.before })
	return matches, untaken(takenOld), untaken(takenNew)
}

// single maps the keys that exactly one device has to its position.
func single(devices []identity, key func(identity) string) map[string]int {
	found, shared := make(map[string]int), make(map[string]bool)
	for i, d := range devices {
		k := key(d)
		if _, twice := found[k]; twice || k == "" {
			shared[k] = true
		}
		found[k] = i
	}
	for k := range shared {
		delete(found, k)
	}
	return found
}

func untaken(taken []bool) []int {
	var left []int
	for i, t := range taken {
		if !t {
			left = append(left, i)
		}
	}
	return left
}
