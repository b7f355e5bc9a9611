package message

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChallenges(t *testing.T) {
	tests := map[string]struct {
		value string
		want  []Challenge
	}{
		"digest": {`Digest realm="Login to 4X", nonce="a,b", stale=FALSE`, []Challenge{
			{"Digest", "Login to 4X", map[string]string{"realm": "Login to 4X", "nonce": "a,b", "stale": "FALSE"}}}},
		"no_blank_after_comma": {`Digest realm="c47905000001",nonce="1"`, []Challenge{
			{"Digest", "c47905000001", map[string]string{"realm": "c47905000001", "nonce": "1"}}}},
		"two_in_one_line": {`Digest realm="a", nonce="n", Basic realm="b"`, []Challenge{
			{"Digest", "a", map[string]string{"realm": "a", "nonce": "n"}},
			{"Basic", "b", map[string]string{"realm": "b"}}}},
		"unquoted":       {`Basic realm=IP Camera`, []Challenge{{"Basic", "IP Camera", map[string]string{"realm": "IP Camera"}}}},
		"open_quote":     {`Basic realm="IP Camera`, []Challenge{{"Basic", "IP Camera", map[string]string{"realm": "IP Camera"}}}},
		"escapes":        {`Basic realm="a\"b\\c\d"`, []Challenge{{"Basic", `a"b\c\d`, map[string]string{"realm": `a"b\c\d`}}}},
		"no_scheme":      {`realm="x"`, []Challenge{{"", "x", map[string]string{"realm": "x"}}}},
		"scheme_only":    {`NTLM`, []Challenge{{"NTLM", "", map[string]string{}}}},
		"upper_case":     {`BASIC REALM="x"`, []Challenge{{"BASIC", "x", map[string]string{"realm": "x"}}}},
		"blanks_about_=": {`Basic realm = "x"`, []Challenge{{"Basic", "x", map[string]string{"realm": "x"}}}},
		"empty":          {},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Challenges(test.value)); diff != "" {
				t.Errorf("Challenges (-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzChallenges(f *testing.F) {
	f.Add(`Digest realm="a", nonce="n", Basic realm="b"`)
	f.Add(`Basic realm="a\`)
	f.Add(`realm==`)
	f.Fuzz(func(t *testing.T, value string) {
		if got := Challenges(value); len(got) > maxChallenges {
			t.Errorf("%d challenges", len(got))
		}
	})
}
