package banner

import (
	"testing"
	"unicode/utf8"
)

func TestBanners(t *testing.T) {
	tests := map[string]struct {
		clean     func([]byte) string
		raw, want string
	}{
		"ftp":                    {FTP, "220 Acme Camera 1.2 ready.\r\n", "Acme Camera 1.2 ready."},
		"ftp_several_lines":      {FTP, "220-Welcome\r\n220-\r\n220 ready\r\n", "Welcome\n\nready"},
		"ftp_without_code":       {FTP, "ready 220\r\n", "ready 220"},
		"ftp_code_only":          {FTP, "220", "220"},
		"ssh":                    {SSH, "SSH-2.0-dropbear_2019.78\r\n", "dropbear_2019.78"},
		"ssh_with_comment":       {SSH, "hello\r\nSSH-1.99-Acme_1.0 cam\n", "Acme_1.0 cam"},
		"ssh_that_is_not":        {SSH, "hello\r\n", "hello"},
		"telnet_negotiation":     {Telnet, "\xff\xfd\x01\xff\xfb\x1f\r\ncam login: ", "cam login:"},
		"telnet_subnegotiation":  {Telnet, "\xff\xfa\x18\x01\xff\xf0login:", "login:"},
		"telnet_escapes":         {Telnet, "\x1b[2J\x1b[1;1Hlogin:\x00", "login:"},
		"telnet_cut":             {Telnet, "login:\xff\xfd", "login:"},
		"telnet_foreign_charset": {Telnet, "\xcd\xf8\xc2\xe7\xc9\xe3\xcf\xf1\xbb\xfa login:", "网络摄像机 login:"},
		"sip_answer":             {SIP, "SIP/2.0 200 OK\r\nVia: x\r\nUser-Agent: Acme Door 2\r\n\r\n", "Acme Door 2"},
		"sip_server":             {SIP, "SIP/2.0 404 No\nServer: Acme\n\n", "Acme"},
		"sip_request":            {SIP, "REGISTER sip:a SIP/2.0\r\nUser-Agent: Acme\r\n\r\n", "Acme"},
		"sip_agent_only":         {SIP, "Acme Door 2", "Acme Door 2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := test.clean([]byte(test.raw)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzBanners(f *testing.F) {
	f.Add([]byte("220-Welcome\r\n220 ready"))
	f.Add([]byte("\xff\xfa\x18\x01\xff\xf0\x1b[1;1Hlogin:\xff"))
	f.Add([]byte("SIP/2.0 200 OK\r\nServer: x"))
	f.Add([]byte("\x1b[\xfa"))
	f.Add([]byte("SSH-2.0-"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, clean := range []func([]byte) string{FTP, SSH, Telnet, SIP} {
			if got := clean(raw); !utf8.ValidString(got) {
				t.Errorf("%q is not valid UTF-8", got)
			}
		}
	})
}
