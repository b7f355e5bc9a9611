package target

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseNetworks(t *testing.T) {
	got, err := ParseNetworks([]string{"100.64.0.0/10, 198.51.100.7", "2001:db8::/32"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(got), "[100.64.0.0/10 198.51.100.7/32 2001:db8::/32]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestParseNetworksMistakes(t *testing.T) {
	tests := []struct{ name, word, want string }{
		{"everything", "0.0.0.0/0", `own_networks "0.0.0.0/0": wider than a /8`},
		{"everything_6", "::/0", `own_networks "::/0": wider than a /16`},
		{"range", "10.0.0.1-9", "a subnet is a network or an address"},
		{"name", "office", "a subnet is a network or an address"},
		{"prefix", "10.0.0.0/33", "an IPv4 prefix has 0 to 32 bits"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseNetworks([]string{test.word})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
