package redact

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"camorigin/internal/model"
)

func testCipher() cipher { return newCipher([]byte("a key that only tests have")) }

func testRedactor() *Redactor {
	return New(Options{Key: testCipher().key, Keep: func(w string) bool { return w == "axis" || w == "vigilant" }})
}

func TestPermuteIsAPermutation(t *testing.T) {
	for _, size := range []uint64{1, 2, 3, 9, 10, 16, 26, 90, 155, 1000} {
		seen := map[uint64]bool{}
		for v := range size {
			got := testCipher().permute("x", 5+v, 5, 4+size)
			if got < 5 || got > 4+size || seen[got] {
				t.Fatalf("permute(%d) of %d numbers: got %d, which is taken or outside", 5+v, size, got)
			}
			seen[got] = true
		}
	}
}

func TestAddressKeepsItsShape(t *testing.T) {
	for _, text := range []string{"10.20.0.5", "192.168.1.77", "172.16.200.1", "93.184.7.9", "8.8.8.8", "169.254.3.100", "127.0.0.9", "fe80::1a2b:3c", "2001:db8::17"} {
		a := netip.MustParseAddr(text)
		got := testCipher().address(a)
		if got == a || len(got.String()) != len(text) || got.IsPrivate() != a.IsPrivate() || got.IsLoopback() != a.IsLoopback() || got.IsGlobalUnicast() != a.IsGlobalUnicast() {
			t.Errorf("token of %s: got %s, want another of the same length and kind", text, got)
		}
	}
}

func TestNeighboursStayNeighboursAndApart(t *testing.T) {
	seen := map[netip.Addr]bool{}
	for last := range 256 {
		got := testCipher().address(netip.AddrFrom4([4]byte{10, 20, 0, byte(last)}))
		if seen[got] {
			t.Fatalf("two addresses have the token %s", got)
		}
		seen[got] = true
		if want := testCipher().address(netip.MustParseAddr("10.20.0.1")).As4(); got.As4()[1] != want[1] || got.As4()[2] != 0 {
			t.Errorf("token %s is not in the subnet of its neighbours", got)
		}
	}
}

func TestWordKeepsLengthAndClass(t *testing.T) {
	for _, text := range []string{"3g02abcpan00012", "indgang nørreport 4", "大门-01", "a", "1", ""} {
		got := testCipher().word("name", text)
		if len(got) != len(text) {
			t.Errorf("token of %q: got %q of %d bytes, want %d", text, got, len(got), len(text))
		}
		for i, c := range []byte(text) {
			if isDigit(c) != isDigit(got[i]) || (c >= 'a' && c <= 'z') != (got[i] >= 'a' && got[i] <= 'z') {
				t.Errorf("token of %q: got %q, want the same class at %d", text, got, i)
			}
		}
	}
	seen := map[string]bool{}
	for a := range 100 {
		text := string([]byte{'0' + byte(a/10), 'x', '0' + byte(a%10)})
		if got := testCipher().word("serial", text); seen[got] {
			t.Fatalf("two texts have the token %q", got)
		} else {
			seen[got] = true
		}
	}
}

// TestTheSameEverywhere has each value in several forms and places.
func TestTheSameEverywhere(t *testing.T) {
	r := testRedactor()
	r.Learn(model.Result{
		Devices: []model.Device{{Host: "10.1.2.3", Site: "Skolen", Serial: "7G0412ABCDE", MAC: "ac:cc:8e:0a:1b:2c", Model: "Q1"}},
		Evidence: []model.Evidence{
			{Host: "10.1.2.3", Site: "Skolen", Protocol: "onvif", Fields: model.Fields{"onvif.scopes": {"onvif://www.onvif.org/name/AXIS Kantine"}, "onvif.hostname": {"axis-accc8e0a1b2c"}}},
		},
	})
	text := `host 10.1.2.3, http://10.1.2.3:80/?n=AXIS%20Kantine mac ACCC8E0A1B2C ac-cc-8e-0a-1b-2c AC:CC:8E:0A:1B:2C sn=7g0412abcde 10.1.2.30 110.1.2.3 Skolen V10.1.2.3.4`
	got := r.Text(text)
	for _, secret := range []string{"10.1.2.3,", "10.1.2.3:", "Kantine", "0A1B2C", "0a-1b-2c", "7g0412", "Skolen"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q is still in %q", secret, got)
		}
	}
	for _, kept := range []string{"10.1.2.30", "110.1.2.3", "AXIS%20", "ACCC8E", "AC:CC:8E", "V10.1.2.3.4"} {
		if !strings.Contains(got, kept) {
			t.Errorf("%q is no longer in %q", kept, got)
		}
	}
	if len(got) != len(text) {
		t.Errorf("length: got %d, want %d", len(got), len(text))
	}
	mac := r.Text("acCC8e0a1b2c")
	if other := strings.ReplaceAll(r.Text("ac:cc:8e:0a:1b:2c"), ":", ""); other != strings.ToLower(mac) {
		t.Errorf("two forms of an address: got %s and %s", other, mac)
	}
	if got := r.Text("axis-accc8e0a1b2c"); got != "axis-"+strings.ToLower(mac) {
		t.Errorf("a name with an address in it: got %s, want axis-%s", got, strings.ToLower(mac))
	}
}

func TestVersionsAreNoAddresses(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"version", "Firmware V5.4.0.12 version: 2.800.0.1 Server: App/3.1.2.9", nil},
		{"private", `<ip>192.168.7.9</ip>, gateway=10.0.0.1.`, []string{"192.168.7.9", "10.0.0.1"}},
		{"public_in_url", "http://93.184.7.9/onvif", []string{"93.184.7.9"}},
		{"masks_and_groups", "255.255.255.0 239.255.255.250 0.0.0.0 127.0.0.1 ::1", nil},
		{"five_numbers", "10.0.0.1.5", nil},
		{"six", "http://[fe80::1a2b:3c4d]/ at 12:30:45", []string{"fe80::1a2b:3c4d"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, a := range addressesIn(c.text) {
				got = append(got, a.String())
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("addresses (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnswersThatCannotBeChangedInPlaceBecomeFacts(t *testing.T) {
	r := testRedactor()
	utf16 := "\xff\xfe"
	for _, c := range "<html><title>at 10.9.8.7</title></html>" {
		utf16 += string([]byte{byte(c), 0})
	}
	list := []model.Evidence{{Host: "10.9.8.7", Port: 80, Protocol: "http", Response: []byte("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + utf16)}}
	r.Learn(model.Result{Evidence: list})
	got := r.Evidence(list[0])
	if got.Response != nil {
		t.Fatalf("response: got %q, want none", got.Response)
	}
	if title := got.Fields["http.title"]; !slices.Equal(title, []string{"at " + r.Host("10.9.8.7")}) {
		t.Errorf("title: got %v, want the token of the address in it", title)
	}
}

func TestChangesNameWhatNoLongerHolds(t *testing.T) {
	r := testRedactor()
	device := func(host string, v model.Verdict) model.Result {
		return model.Result{Devices: []model.Device{{Host: host, Kind: model.KindCamera, Maker: &model.Maker{Statement: model.Statement{ID: "axis", Verdict: v}}}}}
	}
	same := r.Changes(device("10.0.0.9", model.VerdictLikely), device(r.Host("10.0.0.9"), model.VerdictLikely))
	if len(same) != 0 {
		t.Errorf("changes: got %v, want none", same)
	}
	other := r.Changes(device("10.0.0.9", model.VerdictConfirmed), device(r.Host("10.0.0.9"), model.VerdictLikely))
	if len(other) != 1 || !strings.Contains(other[0], "maker of "+r.Host("10.0.0.9")+" was axis (confirmed)") {
		t.Errorf("changes: got %v, want that of the maker", other)
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"10.1.2.3", "%E5%A4%A7 ac:cc:8e:0a:1b:2c", "\xff\xfe0\x001\x00", "a::b fe80::1%eth0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := testRedactor()
		e := model.Evidence{Host: "10.1.2.3", Protocol: "http", Response: []byte(text), Fields: model.Fields{"onvif.hostname": {text}, "x.serial": {text}}}
		r.Learn(model.Result{Evidence: []model.Evidence{e}})
		if got := r.Text(text); len(got) != len(text) {
			t.Errorf("length of %q: got %d, want %d", got, len(got), len(text))
		}
		r.Evidence(e)
	})
}
