package snmp

import "testing"

// answer is a GetResponse with both objects; the description is "IP Cam".
const answer = "\x30\x40\x02\x01\x01\x04\x06public\xa2\x33\x02\x01\x01\x02\x01\x00\x02\x01\x00\x30\x28" +
	"\x30\x12\x06\x08\x2b\x06\x01\x02\x01\x01\x01\x00\x04\x06IP Cam" +
	"\x30\x12\x06\x08\x2b\x06\x01\x02\x01\x01\x02\x00\x06\x06\x2b\x06\x01\x04\x01\x08"

func TestParse(t *testing.T) {
	got, ok := Parse([]byte(answer))
	if want := (System{"IP Cam", "1.3.6.1.4.1.8"}); !ok || got != want {
		t.Errorf("got %+v, %v, want %+v", got, ok, want)
	}
	for _, foreign := range []string{"", "IP Camera", "\x30\x00"} {
		if got, ok := Parse([]byte(foreign)); ok {
			t.Errorf("%q: got %+v, want nothing", foreign, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(answer))
	f.Fuzz(func(_ *testing.T, raw []byte) { Parse(raw) })
}
