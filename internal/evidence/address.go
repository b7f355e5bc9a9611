package evidence

import (
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/hwaddr"
)

// maxAddresses bounds the hardware addresses taken from one answer.
const maxAddresses = 32

const (
	fieldMACAddress = "mac.address"
	fieldMACInside  = "mac.inside"
	fieldMACCompany = "mac.company"
)

// unsearched are the fields in which twelve digits are a nonce or a hash, or
// that only repeat others.
var unsearched = []string{
	fieldHTTPHeader, fieldHTTPWWWAuth, "http.cookie", "http.etag", "http.favicon.md5", "http.favicon.mmh3",
	fieldRTSPHeader, fieldRTSPWWWAuth, fieldSSDPHeader, "tls.sha256", "onvif.namespaces", fieldMACCompany,
}

// linkAddress reads a line of a neighbour table or the like.
func (f *facts) linkAddress(raw []byte) {
	text := charset.Decode(raw, "")
	addresses := hwaddr.Find(text)
	if address, ok := hwaddr.Parse(text); ok { // a form that is only told from others on its own
		addresses = append(addresses, address)
	}
	f.addAll(fieldMACAddress, addresses)
}

// addresses finds hardware addresses among the facts and adds their companies.
// An address inside an answer belongs to the family of that answer: it becomes
// mac.inside, never mac.address.
func (f *facts) addresses(company func(string) string) {
	var found []string
	for _, fact := range slices.Clone(f.list) {
		for _, address := range addressesIn(fact) {
			if len(found) >= maxAddresses || slices.Contains(found, address) {
				continue
			}
			found = append(found, address)
			if fact.Field != fieldMACAddress {
				f.add(fieldMACInside, address)
			}
			if company != nil {
				f.add(fieldMACCompany, company(address))
			}
		}
	}
}

func addressesIn(fact model.Fact) []string {
	switch {
	case slices.Contains(unsearched, fact.Field) || strings.HasPrefix(fact.Field, "list."):
		return nil
	case fact.Field == fieldMACAddress:
		if address, ok := hwaddr.Parse(fact.Value); ok {
			return []string{address}
		}
		return nil
	case slices.Contains(longFields, fact.Field), fact.Field == "snmp.sysdescr": // computers put other identifiers there
		return hwaddr.Labelled(fact.Value)
	}
	return hwaddr.Find(fact.Value)
}
