package identify

import (
	"encoding/hex"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest texts that are taken for what they claim to be, in characters.
const (
	maxModel    = 64
	maxFirmware = 96
	maxSerial   = 64
)

// tidier makes attributes of what devices say.
type tidier struct {
	names []string // of the maker and the brand, which are no part of a model
}

// model returns the model, or nothing for what is none.
func (t tidier) model(text string) string {
	text = t.withoutName(tidy(text, maxModel))
	if isPlaceholder(text) || utf8.RuneCountInString(text) < 2 {
		return ""
	}
	for _, name := range t.names {
		if strings.EqualFold(text, name) {
			return ""
		}
	}
	return text
}

// withoutName cuts the name of the maker or brand off the front of a model, when
// what is left looks like one.
func (t tidier) withoutName(text string) string {
	for _, name := range t.names {
		if name == "" || len(text) <= len(name) || !strings.EqualFold(text[:len(name)], name) {
			continue
		}
		rest := strings.TrimLeft(text[len(name):], " _-:/")
		if len(rest) < len(text)-len(name) && strings.ContainsAny(rest, "0123456789") {
			return rest
		}
	}
	return text
}

func (t tidier) firmware(text string) string {
	text = tidy(text, maxFirmware)
	if isPlaceholder(text) || !strings.ContainsAny(text, "0123456789") {
		return ""
	}
	return text
}

func (t tidier) serial(text string) string {
	text = tidy(text, maxSerial)
	if isPlaceholder(text) || isPlaceholderSerial(text) || utf8.RuneCountInString(text) < 4 {
		return ""
	}
	return text
}

// tidy decodes, trims and cleans a text; what is too long to be meant is
// dropped.
func tidy(text string, longest int) string {
	if decoded, err := url.PathUnescape(text); err == nil && utf8.ValidString(decoded) {
		text = decoded
	}
	text = strings.Trim(printable(text), `"' `)
	if utf8.RuneCountInString(text) > longest || !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	return text
}

// printable turns text into one clean line: every run of blanks is one space,
// and what does not print is left out.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError || !unicode.IsPrint(r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// isPlaceholder reports whether a text stands where software puts a model that
// was never set, as seen on devices of many makers.
func isPlaceholder(text string) bool {
	switch strings.ToLower(text) {
	case "", "model", "ipc-model", "ip_camera", "ip camera", "ip-camera", "ipcamera", "nvt", "general", "tp-ipc", "ipcam", "imcp",
		"network camera", "network_camera", "networkcamera", "network video recorder", "camera", "unknown", "unknow", "ipc", "nvr", "dvr", "xvr", "hvr",
		"mstar_ipnc", "onvif_icamera", "hd ipc", "hd camera", "hd-ipc", "n/a", "na", "none", "null", "nil", "undefined", "default", "onvif", "onvif camera",
		"network video transmitter", "network_video_transmitter", "device", "embedded net dvr", "hardware", "firmware", "serial", "version", "test":
		return true
	}
	return false
}

// isPlaceholderSerial reports whether a serial number is the same on all units,
// or counts up or repeats as no real one does.
func isPlaceholderSerial(text string) bool {
	if text == "12345679890" || strings.Contains("0123456789012345", text) || strings.Contains("9876543210", text) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text)
	return strings.Trim(text, string(first)) == "" // one character, repeated
}

// separators takes out what stands between the bytes of an address.
var separators = strings.NewReplacer(":", "", "-", "", ".", "")

// MAC returns the address in lower case with colons, or nothing for what is no
// address of one device: groups, broadcast, zero.
func MAC(text string) string {
	digits := separators.Replace(strings.ToLower(strings.TrimSpace(text)))
	raw, err := hex.DecodeString(digits)
	if err != nil || len(raw) != 6 || digits == "000000000000" || raw[0]&1 == 1 {
		return ""
	}
	var mac strings.Builder
	for i, b := range raw {
		if i > 0 {
			mac.WriteByte(':')
		}
		mac.WriteString(hex.EncodeToString([]byte{b}))
	}
	return mac.String()
}
