package sdp

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	got := Parse("v=0\r\no=- 1 1 IN\ns=Session streamed by \"x\"\r\ni=main\r\nc=IN\na=tool:Acme Media v1\r\nm=video 0 RTP/AVP 96\r\ni=left\r\nm=audio 0 RTP/AVP 0\r\njunk\r\n")
	want := Session{Name: `Session streamed by "x"`, Info: "main", Tool: "Acme Media v1", Media: []string{"video 0 RTP/AVP 96", "audio 0 RTP/AVP 0"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestIs(t *testing.T) {
	tests := map[string]struct {
		text string
		want bool
	}{
		"whole":     {"v=0\r\ns=x\r\n", true},
		"piece":     {"m=video 0 RTP/AVP 96\r\n", true},
		"two_lines": {"b=AS:1\r\nm=video", true},
		"settings":  {"a=1\nb=2\n", false},
		"long_key":  {"model=X\nm=1", false},
		"page":      {"<html>", false},
		"nothing":   {"", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Is(test.text); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("v=0\r\ns=x\r\na=tool:y\r\nm=video 0 RTP/AVP 96\r\n")
	f.Fuzz(func(_ *testing.T, text string) {
		Is(text)
		Parse(text)
	})
}
