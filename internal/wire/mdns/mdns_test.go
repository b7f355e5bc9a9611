package mdns

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/dns/dnsmessage"
)

// announcement is what a camera with one service sends.
func announcement(t testing.TB) []byte {
	t.Helper()
	service, instance := dnsmessage.MustNewName("_axis-video._tcp.local."), dnsmessage.MustNewName("Cam 1._axis-video._tcp.local.")
	b := dnsmessage.NewBuilder(nil, dnsmessage.Header{Response: true})
	header := func(name dnsmessage.Name) dnsmessage.ResourceHeader {
		return dnsmessage.ResourceHeader{Name: name, Class: dnsmessage.ClassINET, TTL: 120}
	}
	for _, err := range []error{
		b.StartAnswers(),
		b.PTRResource(header(service), dnsmessage.PTRResource{PTR: instance}),
		b.StartAdditionals(),
		b.AResource(header(dnsmessage.MustNewName("cam.local.")), dnsmessage.AResource{A: [4]byte{10, 0, 0, 1}}),
		b.SRVResource(header(instance), dnsmessage.SRVResource{Port: 80, Target: dnsmessage.MustNewName("cam.local.")}),
		b.TXTResource(header(instance), dnsmessage.TXTResource{TXT: []string{"macaddress=ACCC8E000001"}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	raw, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestParse(t *testing.T) {
	got, ok := Parse(announcement(t))
	want := Answer{
		Services: []string{"_axis-video._tcp.local"},
		Names:    []string{"Cam 1._axis-video._tcp.local", "cam.local"},
		Texts:    []string{"macaddress=ACCC8E000001"},
	}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("ok %v, Parse (-want +got):\n%s", ok, diff)
	}
	raw := announcement(t)
	if got, ok := Parse(raw[:len(raw)-4]); !ok || len(got.Services) != 1 {
		t.Errorf("cut message: got %+v, %v, want the service", got, ok)
	}
	if _, ok := Parse([]byte("macaddress=1")); ok {
		t.Error("text counts for a message")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(announcement(f))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if a, _ := Parse(raw); len(a.Texts) > maxRecords {
			t.Errorf("%d texts", len(a.Texts))
		}
	})
}
