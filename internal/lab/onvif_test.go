package lab_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"camorigin/internal/lab"
	"camorigin/internal/lab/labtest"
)

func TestONVIF_operations(t *testing.T) {
	l := labtest.Only(t, "hikvision-bullet-2014", "hikvision-dome", "axis-p3245-lve", "bosch-flexidome")
	tests := []struct {
		name, device, operation string
		status                  int
		want                    []string
	}{
		{"clock", "hikvision-dome", "GetSystemDateAndTime", 200, []string{"<tt:DateTimeType>NTP<", "<tt:TZ>CST-1:00:00<"}},
		{"services", "hikvision-dome", "GetServices", 200, []string{"http://www.onvif.org/ver20/media/wsdl", "hikxsd"}},
		{"capabilities", "hikvision-dome", "GetCapabilities", 200, []string{"<tt:Media><tt:XAddr>http://"}},
		{"hostname", "hikvision-bullet-2014", "GetHostname", 200, []string{"<tt:Name>IPCamera<"}},
		{"information_given", "hikvision-bullet-2014", "GetDeviceInformation", 200, []string{"<tds:Model>DS-2CD2032-I<"}},
		{"information_refused_with_fault", "hikvision-dome", "GetDeviceInformation", 400, []string{"ter:NotAuthorized"}},
		{"information_refused_with_challenge", "axis-p3245-lve", "GetDeviceInformation", 401, nil},
		{"unknown_operation", "bosch-flexidome", "GetUsers", 400, []string{"NotAuthorized"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := labtest.Device(t, l, test.device)
			status, body := ask(t, d, test.operation)
			if status != test.status {
				t.Errorf("got status %d, want %d", status, test.status)
			}
			for _, want := range test.want {
				if !strings.Contains(body, want) {
					t.Errorf("got %q, want it to contain %q", body, want)
				}
			}
			if body != "" && !wellFormed(body) {
				t.Errorf("got %q, want well-formed XML", body)
			}
			log := d.Counters().Log
			if got, want := log[len(log)-1].Method, "POST "+test.operation; got != want {
				t.Errorf("got %q in the account, want %q", got, want)
			}
		})
	}
}

// ask puts an ONVIF question to the web port.
func ask(t *testing.T, d *lab.Device, operation string) (int, string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	envelope := fmt.Sprintf(`<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><%s xmlns="http://www.onvif.org/ver10/device/wsdl"/></s:Body></s:Envelope>`, operation)
	url := fmt.Sprintf("http://%s:%d/onvif/device_service", d.Addr(), d.Ports()[0].Port)
	response, err := client.Post(url, "application/soap+xml; charset=utf-8", strings.NewReader(envelope))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func wellFormed(text string) bool {
	decoder := xml.NewDecoder(bytes.NewReader([]byte(text)))
	for {
		if _, err := decoder.Token(); err != nil {
			return err == io.EOF
		}
	}
}
