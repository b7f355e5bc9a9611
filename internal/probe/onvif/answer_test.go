package onvif

import (
	"testing"

	"camorigin/internal/wire/message"
)

const (
	head = "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n"
	open = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>`
	end  = `</s:Body></s:Envelope>`
)

func TestAnswers(t *testing.T) {
	cases := []struct {
		name, answer   string
		speaks, denied bool
	}{
		{"answer", head + open + "<tds:GetHostnameResponse/>" + end, true, false},
		{"other_prefix", head + `<SOAP-ENV:Envelope><SOAP-ENV:Body><x:GetHostnameResponse/></SOAP-ENV:Body></SOAP-ENV:Envelope>`, true, false},
		{"cut", head + open + "<tds:GetHostnameResp", true, false},
		{"not_authorized", "HTTP/1.1 400 Bad Request\r\n\r\n" + open +
			"<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code></s:Fault>" + end, true, true},
		{"other_fault", "HTTP/1.1 500 Error\r\n\r\n" + open + "<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code></s:Fault>" + end, true, false},
		{"page_not_found", "HTTP/1.1 404 Not Found\r\n\r\n<h1>Not Found</h1>", false, false},
		{"page_unauthorized", "HTTP/1.1 401 Unauthorized\r\n\r\n<h1>Unauthorized</h1>", false, true},
		{"fault_of_another_service", "HTTP/1.1 500 Error\r\n\r\n" +
			`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode></s:Fault></s:Body></s:Envelope>`, false, false},
		{"empty", head, false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := message.Parse([]byte(c.answer))
			if got := Speaks(m); got != c.speaks {
				t.Errorf("Speaks: got %t, want %t", got, c.speaks)
			}
			if got := Denied(m); got != c.denied {
				t.Errorf("Denied: got %t, want %t", got, c.denied)
			}
		})
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add([]byte(head + open + "<tds:GetHostnameResponse/>" + end))
	f.Add([]byte("HTTP/1.1 401 Unauthorized\r\n\r\n"))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		m := message.Parse(raw)
		Speaks(m)
		Denied(m)
	})
}
