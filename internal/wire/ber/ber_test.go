package ber

import (
	"errors"
	"strings"
	"testing"
)

func TestNext(t *testing.T) {
	tests := map[string]struct {
		data, content, rest string
		err                 error
	}{
		"short_form":       {data: "\x04\x02abc", content: "ab", rest: "c"},
		"long_form":        {data: "\x04\x81\x02abc", content: "ab", rest: "c"},
		"cut":              {data: "\x04\x09ab", content: "ab", err: ErrCut},
		"cut_in_length":    {data: "\x04\x82\x01", err: ErrCut},
		"nothing":          {err: ErrCut},
		"one_byte":         {data: "\x30", err: ErrCut},
		"enormous_length":  {data: "\x30\x84\xff\xff\xff\xffa", content: "a", err: ErrCut},
		"empty_content":    {data: "\x05\x00"},
		"two_byte_lengths": {data: "\x04\x82\x00\x01ab", content: "a", rest: "b"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e, rest, err := Next([]byte(test.data))
			if string(e.Content) != test.content || string(rest) != test.rest || !errors.Is(err, test.err) {
				t.Errorf("got %q, rest %q, error %v, want %q, %q, %v", e.Content, rest, err, test.content, test.rest, test.err)
			}
		})
	}
	if _, _, err := Next([]byte("\x30\x80ab")); err == nil {
		t.Error("indefinite length: got no error")
	}
}

func TestDecodeOID(t *testing.T) {
	tests := map[string]struct{ content, want string }{
		"common_name": {"\x55\x04\x03", "2.5.4.3"},
		"enterprise":  {"\x2b\x06\x01\x04\x01\x82\xb1\x7d", "1.3.6.1.4.1.39165"},
		"empty":       {"", ""},
		"endless":     {strings.Repeat("\xff", 99), ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := DecodeOID([]byte(test.content)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzChildren(f *testing.F) {
	f.Add([]byte("\x30\x05\x04\x01a\x02\x00"))
	f.Add([]byte("\x30\x84\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		total := 0
		for _, e := range Children(data, 100) {
			total += len(e.Content)
			DecodeOID(e.Content)
		}
		if total > len(data) {
			t.Errorf("children of %d bytes hold %d", len(data), total)
		}
	})
}
