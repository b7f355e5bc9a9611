package vendor

import (
	"bytes"
	"slices"
	"strings"

	"camorigin/internal/wire/charset"
)

// hdsKeys are the keys of an HDS answer that may be stored. The answer also
// holds the key of the device's wireless network: whatever is not listed here
// is withheld.
var hdsKeys = []string{
	"cseq", "client-id", "content-type", "content-length", "device-id", "device-model", "device-name", "device-type",
	"hardware-version", "http-port", "ip", "mac", "software-version",
}

// hdsWithheld stands for a value that is not stored.
const hdsWithheld = "(withheld)"

// parseHDS reads an answer of the discovery of Juan (EseeCloud) devices (UDP
// 8002): "HDS/1.0 200 OK", then lines with "Key: value" or "key=value". That the
// device disclosed its wireless key is reported, the key is not.
func parseHDS(raw []byte) fields {
	var out fields
	for line := range strings.Lines(charset.Decode(raw, "")) {
		key, value, ok := hdsLine(line)
		switch {
		case !ok:
		case hdsAllowed(key):
			out.add(key, value)
		case strings.EqualFold(key, "wirelessApPsk") && value != "":
			out.add("wirelessApPsk", hdsWithheld)
		}
	}
	return out
}

func hdsLine(line string) (key, value string, ok bool) {
	line = strings.TrimSpace(line)
	key, _, ok = strings.Cut(line, ":")
	if before, _, found := strings.Cut(line, "="); found && (!ok || len(before) < len(key)) {
		key, ok = before, true
	}
	value = strings.TrimPrefix(strings.TrimPrefix(line, key), ":")
	value = strings.TrimPrefix(value, "=")
	key = strings.TrimSpace(key)
	return key, strings.Trim(strings.TrimSpace(value), `"`), ok && wordLike(key)
}

func hdsAllowed(key string) bool { return slices.Contains(hdsKeys, strings.ToLower(key)) }

// Withhold returns the value of an extracted field ("hds.Device-ID"), or a
// remark in its place when it must not be stored.
func Withhold(field, value string) string {
	key, isHDS := strings.CutPrefix(field, "hds.")
	if isHDS && value != "" && !hdsAllowed(key) {
		return hdsWithheld
	}
	return value
}

// scrubHDS withholds the values of all lines whose keys are not known to be
// harmless; the status line stays.
func scrubHDS(raw []byte) []byte {
	var out []byte
	for line := range bytes.Lines(raw) {
		text := string(line)
		key, value, ok := hdsLine(text)
		switch {
		case strings.HasPrefix(text, "HDS/") || strings.TrimSpace(text) == "" || ok && (value == "" || hdsAllowed(key)):
			out = append(out, line...)
		case ok:
			out = append(out, key+"="+hdsWithheld+"\r\n"...)
		}
	}
	return out
}
