package vendor

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// at is a block of zeros with values at offsets.
func at(size int, values map[int]string) []byte {
	raw := make([]byte, size)
	for offset, value := range values {
		copy(raw[offset:], value)
	}
	return raw
}

// framed puts a header of zeros before text.
func framed(header int, text string) []byte { return append(make([]byte, header), text...) }

// obscured is what baichuanXML undoes, which is its own inverse.
func obscured(text string) string { return string(baichuanXML(append([]byte{'~'}, text...)[1:], 0)) }

func answers() map[string]struct {
	protocol string
	raw      []byte
	want     fields
} {
	mac := "\x00\x1a\x2b\x3c\x4d\x5e"
	return map[string]struct {
		protocol string
		raw      []byte
		want     fields
	}{
		"sadp": {"sadp", []byte(`<?xml version="1.0"?><ProbeMatch><Uuid>U</Uuid><DeviceDescription>DS-1</DeviceDescription><DeviceSN>DS-120200101CCCH1</DeviceSN><PasswordResetAbility>true</PasswordResetAbility><Activated>false</Activated></ProbeMatch>`),
			fields{{"Uuid", "U"}, {"DeviceDescription", "DS-1"}, {"DeviceSN", "DS-120200101CCCH1"}, {"PasswordResetAbility", "true"}, {"Activated", "false"}}},
		"dhip": {"dhip", framed(32, `{"mac":"3c:ef:8c:00:00:01","method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":"IPC-1","SerialNo":"1A","Init":166,"IPv4Address":{"IPAddress":"10.0.0.1"},"Password":"no","Remote":[true]}}}`+"\n\x00"),
			fields{{"mac", "3c:ef:8c:00:00:01"}, {"method", "client.notifyDevInfo"}, {"DeviceType", "IPC-1"}, {"SerialNo", "1A"}, {"Init", "166"}, {"IPv4Address.IPAddress", "10.0.0.1"}, {"Remote", "true"}}},
		"dhip_cut": {"dhip", []byte(`{"params":{"deviceInfo":{"DeviceType":"IPC-1","SerialNo":"1`), fields{{"DeviceType", "IPC-1"}}},
		"dvrip": {"dvrip", framed(20, `{"NetWork.NetCommon":{"HostIP":"0x6D0BA8C0","MAC":"00:12:12:00:00:01","SN":"abc","TCPPort":34567},"Ret":100}`+"\n\x00"),
			fields{{"HostIP", "192.168.11.109"}, {"MAC", "00:12:12:00:00:01"}, {"SN", "abc"}, {"TCPPort", "34567"}, {"Ret", "100"}}},
		"tplink": {"tplink-20002", framed(16, `{"result":{"device_type":"SMART.IPCAMERA","device_model":"C1(EU)","mac":"00-1A-2B-3C-4D-5E","mgt_encrypt_schm":{"http_port":80}},"error_code":0}`),
			fields{{"device_type", "SMART.IPCAMERA"}, {"device_model", "C1(EU)"}, {"mac", "00-1A-2B-3C-4D-5E"}, {"mgt_encrypt_schm.http_port", "80"}, {"error_code", "0"}}},
		"ubnt": {"ubnt-10001", []byte("\x01\x00\x00\x20" + "\x02\x00\x0a" + mac + "\x0a\x00\x00\x01" + "\x03\x00\x03v1." + "\x15\x00\x03UVC" + "\x77\x00\x02hi" + "\x78\x00\x02\x00\x01"),
			fields{{"mac", "00:1a:2b:3c:4d:5e"}, {"ip", "10.0.0.1"}, {"firmware", "v1."}, {"model", "UVC"}, {"type_77", "hi"}}},
		"ubnt_cut": {"ubnt-10001", []byte("\x01\x00\x00\x20\x15\x00\x03UVC\x16\x00\x09x"), fields{{"model", "UVC"}}},
		"tvt": {"tvt-23456", at(240, map[int]string{0: "MHED", 12: "door", 32: mac, 40: "\x0a\x00\x00\x01", 56: "\x07", 60: "\x50\x00", 140: "S1", 156: "4.2", 196: "TD-1", 212: "TVT"}),
			fields{{"name", "door"}, {"mac", "00:1a:2b:3c:4d:5e"}, {"ip", "10.0.0.1"}, {"build", "7"}, {"http_port", "80"}, {"serial", "S1"}, {"firmware", "4.2"}, {"model", "TD-1"}, {"vendor", "TVT"}}},
		"tvt_cut": {"tvt-23456", at(40, map[int]string{0: "MHED", 12: "door"}), fields{{"name", "door"}}},
		"dahua": {"dahua-5050", append(at(dahuaHeader, map[int]string{0: "\xb3", 2: "\x16\x00", 0x28: "IPC-1", 0x38: "\x0a\x00\x00\x01"}), "00:1a:2b:3c:4d:5eIPC-XName:cam\r\nDevice:IPC-Y\r\nSerialNo:1A\r\n"...),
			fields{{"model", "IPC-1"}, {"ip", "10.0.0.1"}, {"mac", "00:1a:2b:3c:4d:5e"}, {"device", "IPC-X"}, {"Name", "cam"}, {"Device", "IPC-Y"}, {"SerialNo", "1A"}}},
		"hanwha": {"hanwha-7701", at(262, map[int]string{0: "\x0b", 0x13: "00:1a:2b:3c:4d:5e", 0x25: "10.0.0.1", 0x6d: "XNV-1", 0x85: "http://10.0.0.1"}),
			fields{{"mac", "00:1a:2b:3c:4d:5e"}, {"ip", "10.0.0.1"}, {"model", "XNV-1"}, {"url", "http://10.0.0.1"}}},
		"bosch_binary": {"bosch-1758", at(32, map[int]string{0: "\x99\x39\xa4\x27", 8: mac, 0x10: "\x0a\x00\x00\x01"}), fields{{"mac", "00:1a:2b:3c:4d:5e"}, {"ip", "10.0.0.1"}}},
		"bosch_xml":    {"bosch-1758", []byte("<device><friendlyName>NBN</friendlyName><serialNumber>1</serialNumber></device>"), fields{{"friendlyName", "NBN"}, {"serialNumber", "1"}}},
		"sony":         {"sony-2380", []byte("\x02MODEL:SNC-1\xffSERIAL:7\xffMAC:00-1a-2b-3c-4d-5e\xff\x03"), fields{{"MODEL", "SNC-1"}, {"SERIAL", "7"}, {"MAC", "00-1a-2b-3c-4d-5e"}}},
		"panasonic": {"panasonic-10670", append(make([]byte, panasonicHeader), "\x00\x20\x00\x04\x0a\x00\x00\x01\x00\xa7\x00\x04WV-1\x00\xa9\x00\x021.\x00\xa8\x00\x09x"...),
			fields{{"ip", "10.0.0.1"}, {"full_name", "WV-1"}, {"version", "1."}}},
		"vivotek":  {"vivotek-10000", []byte("\x01\x4a\x5d\x8f\x1c\x01\x04name\x02\x06" + mac + "\x09\x03FD8\x01\xff"), fields{{"name", "name"}, {"mac", "00:1a:2b:3c:4d:5e"}, {"model", "FD8"}}},
		"foscam":   {"foscam-10000", at(foscamSize, map[int]string{0: "MO_I", 0x17: "0062", 0x24: "cam", 0x39: "\x0a\x00\x00\x01", 85: "\x00\x58"}), fields{{"serial", "0062"}, {"name", "cam"}, {"ip", "10.0.0.1"}, {"port", "88"}}},
		"vstarcam": {"vstarcam-8600", at(160, map[int]string{0: "\x44\x48\x01\x08", 4: "10.0.0.1", 0x54: mac, 0x5a: "\x51\x00", 0x5c: "VSTC1", 0x7c: "IPCAM"}), fields{{"ip", "10.0.0.1"}, {"mac", "00:1a:2b:3c:4d:5e"}, {"port", "81"}, {"serial", "VSTC1"}, {"name", "IPCAM"}}},
		"hds": {"hds-8002", []byte("HDS/1.0 200 OK\r\nCSeq:1\r\n\r\nDevice-ID=9\r\nDevice-Model=K1\r\nwirelessApPsk=hunter22\r\nnew-key=hunter33\r\n"),
			fields{{"CSeq", "1"}, {"Device-ID", "9"}, {"Device-Model", "K1"}, {"wirelessApPsk", "(withheld)"}}},
		"360vision": {"360vision", []byte("Model=Predator\r\n"), fields{{"text", "Model=Predator"}, {"Model", "Predator"}}},
		"baichuan": {"baichuan", append(at(20, map[int]string{0: "\xf0\xde\xbc\x0a", 4: "\x01", 18: "\x14\x66"}), obscured("<body><Encryption><type>md5</type><nonce>n</nonce></Encryption></body>")...),
			fields{{"message", "1"}, {"class", "6614"}, {"encryption", "md5"}}},
	}
}

func TestParse(t *testing.T) {
	covered := map[string]bool{}
	for name, test := range answers() {
		covered[Name(test.protocol)] = true
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff([]Field(test.want), Parse(test.protocol, test.raw)); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
		})
	}
	for _, protocol := range Protocols() {
		if !covered[protocol] {
			t.Errorf("no test for %s", protocol)
		}
	}
}

func TestParseOfForeignAnswers(t *testing.T) {
	for _, protocol := range Protocols() {
		for _, raw := range [][]byte{nil, {0}, []byte("HTTP"), bytes.Repeat([]byte{0xff}, 300)} {
			for _, f := range Parse(protocol, raw) {
				if !utf8.ValidString(f.Value) {
					t.Errorf("%s: %q is not valid UTF-8", protocol, f.Value)
				}
			}
		}
	}
	if got := Parse("nonsense", []byte("x")); got != nil {
		t.Errorf("unknown protocol: got %v", got)
	}
}

func TestName(t *testing.T) {
	for protocol, want := range map[string]string{"ubnt-10001": "ubnt", "dhip": "dhip", "360vision": "360vision", "a-b": "a-b"} {
		if got := Name(protocol); got != want {
			t.Errorf("%s: got %q, want %q", protocol, got, want)
		}
	}
}

func TestScrub(t *testing.T) {
	raw := []byte("HDS/1.0 200 OK\r\nDevice-ID=9\r\nwirelessApPsk=hunter22\r\nnew: hunter33\r\nhunter44\r\n\r\n")
	want := "HDS/1.0 200 OK\r\nDevice-ID=9\r\nwirelessApPsk=(withheld)\r\nnew=(withheld)\r\n\r\n"
	if got := string(Scrub("hds-8002", raw)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if again := string(Scrub("hds", []byte(want))); again != want {
		t.Errorf("scrubbed twice: got %q, want %q", again, want)
	}
	if got := Scrub("dhip", raw); !bytes.Equal(got, raw) {
		t.Errorf("another protocol was changed: %q", got)
	}
}

func TestJSONIsBounded(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 10_000) + "1"
	if got := jsonFields([]byte(deep)); len(got) != 0 {
		t.Errorf("deep document: got %v", got)
	}
	var wide strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&wide, `,"k%d":1`, i)
	}
	if got := len(jsonFields([]byte("{" + wide.String()[1:] + "}"))); got > maxFields {
		t.Errorf("wide document: got %d fields, want at most %d", got, maxFields)
	}
}

func TestFoscamObscured(t *testing.T) {
	raw := at(foscamSize, map[int]string{0: "MO_I", 6: "\x01", 7: "12345678", 0x17: "0062"})
	for i := range raw[foscamHeader:] {
		raw[foscamHeader+i] ^= "12345678"[i%8]
	}
	if got := Parse("foscam", raw); len(got) == 0 || got[0] != (Field{"serial", "0062"}) {
		t.Errorf("got %v, want the serial number", got)
	}
	binary.LittleEndian.PutUint64(raw[foscamHeader:], 1<<63) // some other way of obscuring
	if got := Parse("foscam", raw); got != nil {
		t.Errorf("got %v, want nothing", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, answer := range answers() {
		f.Add(answer.protocol, answer.raw)
	}
	f.Fuzz(func(t *testing.T, protocol string, raw []byte) {
		for _, field := range Parse(protocol, raw) {
			if !utf8.ValidString(field.Value) || field.Name == "" {
				t.Errorf("bad field %q", field)
			}
		}
		Scrub(protocol, raw)
	})
}
