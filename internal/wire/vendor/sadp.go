package vendor

import (
	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/xmlscan"
)

// parseSADP reads an answer to an inquiry of Hikvision's SADP (UDP 37020): one
// flat XML document, <ProbeMatch>.
func parseSADP(raw []byte) fields { return xmlFields(raw) }

// xmlFields returns the text of every element by its local name.
func xmlFields(raw []byte) fields {
	var out fields
	// Why a walk stopped does not matter here: what it met before is kept.
	_ = xmlscan.Walk(charset.Decode(raw, ""), xmlscan.Visitor{Text: func(path []string, text string, whole bool) {
		if whole {
			out.add(path[len(path)-1], text)
		}
	}})
	return out
}
