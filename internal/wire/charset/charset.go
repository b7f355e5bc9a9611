// Package charset turns the text of devices into UTF-8. Cameras declare GB2312
// and send UTF-8, declare nothing and send GBK, or break a character where
// their buffer ended; whatever comes, the readable part of it survives.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// declarationSpan is how many bytes are searched for a declaration of the
// charset inside a document.
const declarationSpan = 1024

// Decode returns raw as valid UTF-8. The hint is a charset label or the value
// of a Content-Type header, or empty. A byte order mark counts first; then text
// that is valid UTF-8 is taken for that; then the hint, a <meta> element or an
// XML declaration; then the shape of the bytes. Bytes that mean nothing in the
// charset become U+FFFD; nothing else is dropped but the byte order mark.
func Decode(raw []byte, hint string) string {
	if e, text := marked(raw); e != nil {
		return decode(e, text)
	}
	text := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if utf8.Valid(text) {
		return string(text)
	}
	if e := declared(text, hint); e != nil {
		if decoded := decode(e, text); plausible(decoded) {
			return decoded
		}
	}
	return decode(guess(text), text)
}

// marked recognises UTF-16 by its byte order mark, or by the zero byte beside
// the "<" that begins a document.
func marked(raw []byte) (encoding.Encoding, []byte) {
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	if text, ok := bytes.CutPrefix(raw, []byte("\xff\xfe")); ok {
		return little, text
	}
	if text, ok := bytes.CutPrefix(raw, []byte("\xfe\xff")); ok {
		return big, text
	}
	switch {
	case bytes.HasPrefix(raw, []byte("<\x00")):
		return little, raw
	case bytes.HasPrefix(raw, []byte("\x00<")):
		return big, raw
	}
	return nil, nil
}

// declared returns the encoding that the hint or the document names, or nil.
// UTF-8 counts as no declaration: text that reaches this point is none, unless
// it is broken in few places.
func declared(text []byte, hint string) encoding.Encoding {
	head := strings.ToLower(string(text[:min(len(text), declarationSpan)]))
	for _, label := range []string{label(strings.ToLower(hint)), after(head, "charset="), xmlEncoding(head)} {
		if label == "" {
			continue
		}
		e, err := htmlindex.Get(label)
		if err != nil {
			continue
		}
		if e == simplifiedchinese.GBK {
			return simplifiedchinese.GB18030 // contains it
		}
		return e
	}
	return nil
}

// label takes the charset out of a Content-Type value; anything else is a
// label already.
func label(hint string) string {
	if strings.ContainsAny(hint, "/;=") {
		return after(hint, "charset=")
	}
	return strings.TrimSpace(hint)
}

func xmlEncoding(head string) string {
	declaration, _, _ := strings.Cut(head, "?>")
	if !strings.Contains(declaration, "<?xml") {
		return ""
	}
	return after(declaration, "encoding=")
}

// after returns the possibly quoted word after a key.
func after(text, key string) string {
	_, rest, _ := strings.Cut(text, key)
	rest = strings.TrimLeft(rest, " \"'")
	word := strings.FieldsFunc(rest[:min(len(rest), 40)], func(r rune) bool {
		return strings.ContainsRune(" \t\r\n\"';,/>?", r)
	})
	if len(word) == 0 {
		return ""
	}
	return word[0]
}

// plausible refuses a decoding in which more than a tenth means nothing.
func plausible(text string) bool {
	return strings.Count(text, "\ufffd")*10 <= utf8.RuneCountInString(text)
}

func decode(e encoding.Encoding, raw []byte) string {
	text, err := e.NewDecoder().Bytes(raw)
	if err != nil { // no decoder of these fails; should one, its input is kept
		text = raw
	}
	return strings.ToValidUTF8(string(text), "\ufffd")
}

// guess finds the encoding of undeclared text by the shape of its bytes.
func guess(text []byte) encoding.Encoding {
	if brokenUTF8(text) {
		return encoding.Nop
	}
	s := shapeOf(text)
	switch {
	case s.gb > 0 && s.gb*2*20 >= s.high*19 && s.gbCommon*10 >= s.gb*6:
		return simplifiedchinese.GB18030
	case s.big5 > 0 && s.alone == 0 && s.big5High > 0 && s.big5Common*10 >= s.big5*7:
		return traditionalchinese.Big5
	}
	return charmap.Windows1252
}

// brokenUTF8 reports whether text is UTF-8 that is broken in few places: it has
// sequences of three bytes or more, which other encodings hardly ever form, and
// twice as many whole sequences as broken ones.
func brokenUTF8(text []byte) bool {
	whole, long, broken := 0, 0, 0
	for _, r := range strings.ToValidUTF8(string(text), "\ufffd") {
		switch {
		case r == '\ufffd':
			broken++
		case r >= 0x800:
			whole, long = whole+1, long+1
		case r >= utf8.RuneSelf:
			whole++
		}
	}
	return long > 0 && whole >= 2*broken
}
