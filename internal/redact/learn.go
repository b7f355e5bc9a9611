package redact

import (
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Learn takes every value that is to be replaced out of a result and its
// evidence. Of what is inside what, the smaller comes first: a name may hold a
// hardware address.
func (r *Redactor) Learn(result model.Result) {
	devices := slices.Concat(result.Devices, result.Others)
	answers := make([]model.Answer, len(result.Evidence))
	for i, e := range result.Evidence {
		answers[i] = r.facts(e)
	}
	r.learnAddresses(result, devices, answers)
	r.learnUnits(devices, answers)
	r.learnNames(result, devices, answers)
}

func (r *Redactor) learnAddresses(result model.Result, devices []model.Device, answers []model.Answer) {
	for _, d := range devices {
		r.addMAC(d.MAC)
	}
	for i, e := range result.Evidence {
		r.addHost(e.Host)
		r.learnText(string(e.Response))
		for _, fact := range answers[i].Facts {
			r.learnText(fact.Value)
			if strings.HasPrefix(fact.Field, "mac.") || part(fact.Field) == "mac" {
				r.addMAC(fact.Value)
			}
		}
	}
	for _, a := range result.Asked {
		r.addHost(a.Host)
	}
	run := result.Run
	for _, text := range slices.Concat(run.Targets, run.Excluded, run.Reasons, run.Notes, []string{run.AuthorizedBy}) {
		r.learnText(text)
	}
	for _, s := range result.Coverage.Subnets {
		r.learnText(s.Subnet)
	}
}

// LearnText takes the addresses out of a text of the user, such as a file of
// decisions.
func (r *Redactor) LearnText(text string) { r.learnText(text) }

func (r *Redactor) learnText(text string) {
	for _, a := range addressesIn(text) {
		r.addAddress(a)
	}
	for _, m := range macsIn(text) {
		r.addMAC(m)
	}
}

// learnUnits takes serial numbers and identifiers.
func (r *Redactor) learnUnits(devices []model.Device, answers []model.Answer) {
	for _, d := range devices {
		for _, text := range []string{d.Model, d.Firmware} {
			r.addProduct(text)
		}
		if d.Serial != "" {
			r.addSerial(d.Serial, d.Model)
		}
		r.learnUUIDs(d.Endpoint)
	}
	for _, a := range answers {
		for _, fact := range a.Facts {
			switch {
			case isSerial(fact.Field):
				r.addSerial(fact.Value, "")
			case fact.Field == "onvif.endpoint" || fact.Field == "ssdp.usn" || fact.Field == "upnp.udn":
				r.learnUUIDs(fact.Value)
			case fact.Field == "onvif.hardware" || fact.Field == "onvif.model" || strings.HasPrefix(part(fact.Field), "model"):
				r.addProduct(fact.Value)
			}
		}
	}
}

func (r *Redactor) learnUUIDs(text string) {
	for _, uuid := range uuids.FindAllString(text, -1) {
		r.addUUID(uuid)
	}
}

func (r *Redactor) learnNames(result model.Result, devices []model.Device, answers []model.Answer) {
	cited := map[model.Fact]bool{}
	for _, d := range devices {
		r.addName(d.Hostname)
		r.addSite(d.Site)
		for _, b := range d.Because {
			cited[model.Fact{Field: b.Field, Value: b.Value}] = true
		}
	}
	for _, e := range result.Evidence {
		r.addSite(e.Site)
	}
	for _, a := range answers {
		for _, fact := range a.Facts {
			for _, name := range namesIn(fact) {
				r.addName(name)
			}
			if fact.Field == "tls.subject" && !cited[fact] { // what a rule knows is a product's
				for _, name := range subjectNames(fact.Value) {
					r.addName(name)
				}
			}
		}
	}
	r.learnPeople(result)
}

// learnPeople takes the names of those who answer for the run and its decisions.
func (r *Redactor) learnPeople(result model.Result) {
	r.addName(result.Run.AuthorizedBy)
	for _, s := range result.Coverage.Subnets {
		r.addSite(s.Site)
	}
	if result.Decisions != nil {
		for _, d := range result.Decisions.Made {
			r.addName(d.Owner)
		}
	}
}

func (r *Redactor) addSite(site string) {
	if site != "" {
		r.words.add(site, r.whole("site", lower(site)), ofWord)
	}
}
