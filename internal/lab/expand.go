package lab

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Placeholders that are filled in when an answer goes out. They stand in header
// lines only.
const (
	dateMark   = "{{date}}"
	lengthMark = "{{length}}"
)

// variables are what {{name}} stands for in the texts of one device.
type variables map[string]string

func newVariables(addr, canary netip.Addr, plan []Port, values map[string]string) variables {
	v := variables{"addr": addr.String(), "canary": canary.String()}
	for _, p := range plan {
		v["port:"+p.Name] = strconv.Itoa(int(p.Number))
	}
	maps.Copy(v, values)
	return v
}

// text replaces the placeholders of s. Values are not looked into again.
func (v variables) text(s string) (string, error) {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{{")
		out.WriteString(before)
		if !found {
			return out.String(), nil
		}
		name, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return "", fmt.Errorf("{{ without }} in %.60q, close it", s)
		}
		value, known := v[name]
		if !known {
			return "", fmt.Errorf("unknown placeholder {{%.40s}}, add it to values or use addr, canary or port:NAME", name)
		}
		out.WriteString(value)
		s = after
	}
}

// lines replaces the placeholders of header lines and checks that each is one
// line; what is filled in later stays.
func (v variables) lines(in []string) ([]string, error) {
	late := maps.Clone(v)
	late["date"], late["length"] = dateMark, lengthMark
	out := make([]string, len(in))
	for i, line := range in {
		text, err := late.text(line)
		if err != nil {
			return nil, err
		}
		if strings.ContainsAny(text, "\r\n") {
			return nil, fmt.Errorf("a line break in header line %.60q, write one line an entry", text)
		}
		out[i] = text
	}
	return out, nil
}

// body gives the bytes of a text in a charset, or those of base64.
func (v variables) body(text, base64Text, charset string) ([]byte, error) {
	if base64Text != "" {
		if text != "" {
			return nil, fmt.Errorf("body and body_base64 both given, keep one")
		}
		raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(base64Text), ""))
		if err != nil {
			return nil, fmt.Errorf("body_base64 is no base64 (%w), encode it again", err)
		}
		return raw, nil
	}
	expanded, err := v.text(text)
	if err != nil {
		return nil, err
	}
	return encode(expanded, charset)
}

// charsets are the encodings that bodies can be sent in, by their usual names.
func charsets() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"":           unicode.UTF8,
		"utf-8":      unicode.UTF8,
		"gb2312":     simplifiedchinese.GBK, // devices that say GB2312 send its superset
		"gbk":        simplifiedchinese.GBK,
		"gb18030":    simplifiedchinese.GB18030,
		"big5":       traditionalchinese.Big5,
		"iso-8859-1": charmap.ISO8859_1,
		"utf-16":     unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	}
}

func encode(text, charset string) ([]byte, error) {
	all := charsets()
	e, known := all[charset]
	if !known {
		names := slices.Sorted(maps.Keys(all))
		return nil, fmt.Errorf("unknown charset %.40q, known are %s", charset, strings.Join(names[1:], ", "))
	}
	out, err := e.NewEncoder().String(text)
	if err != nil {
		return nil, fmt.Errorf("text that charset %s does not have (%w), change either", charset, err)
	}
	return []byte(out), nil
}

// bytes of a banner.
func (v variables) banner(b Banner) ([]byte, error) {
	if b.Hex == "" {
		text, err := v.text(b.Text)
		return []byte(text), err
	}
	raw, err := hex.DecodeString(strings.Join(strings.Fields(b.Hex), ""))
	if err != nil {
		return nil, fmt.Errorf("banner hex is not hexadecimal (%w), write two digits a byte", err)
	}
	return raw, nil
}
