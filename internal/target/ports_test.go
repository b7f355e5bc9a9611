package target

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"camorigin/internal/model"
)

func portsText(ports []model.PortRole) string {
	var list []string
	for _, p := range ports {
		list = append(list, fmt.Sprintf("%d:%s", p.Port, p.Role))
	}
	return strings.Join(list, " ")
}

func TestParsePorts(t *testing.T) {
	tests := []struct {
		name, list string
		allowed    []PortClass
		want       string
	}{
		{"roles", "80:web,18554:rtsp", nil, "80:web 18554:rtsp"},
		{"known_roles", "443,554,34567,8899", nil, "443:tls 554:rtsp 34567:silent 8899:onvif"},
		{"unknown_is_web", "1234", nil, "1234:web"},
		{"range", "8079-8081", nil, "8079:web 8080:web 8081:web"},
		{"range_with_role", "18554-18555:rtsp", nil, "18554:rtsp 18555:rtsp"},
		{"spaces_and_order", " 554, 80 443", nil, "554:rtsp 80:web 443:tls"},
		{"twice", "80,80:web,79-81", nil, "80:web 79:web 81:web"},
		{"last_port", "65535", nil, "65535:web"},
		{"fragile_allowed", "9100,631:silent", []PortClass{Fragile}, "9100:silent 631:silent"},
		{"exposure_allowed", "23", []PortClass{Exposure}, "23:silent"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParsePorts(test.list, test.allowed...)
			if err != nil {
				t.Fatal(err)
			}
			if portsText(got) != test.want {
				t.Errorf("got %s, want %s", portsText(got), test.want)
			}
		})
	}
}

func TestParsePortsMistakes(t *testing.T) {
	tests := []struct{ name, list, want string }{
		{"empty", "", `port list "": empty: write it as in 80,443,554 or 80:web,18554:rtsp`},
		{"commas_only", " ,", "empty"},
		{"letter_o", "80,8O80", `port list "80,8O80": "8O80": "8O80" is no number: did you mean 8080?`},
		{"service", "rtsp", "did you mean 554?"},
		{"too_large", "70000", "70000 is over 65535"},
		{"far_too_large", "99999999999999999999999", "99999999999999999999 is over 65535"},
		{"zero", "0", "port 0 does not exist"},
		{"leading_zero", "0554", "0554 has a leading zero: write 554"},
		{"negative", "-1", "the port number is missing"},
		{"open_range", "80-", "the port number is missing"},
		{"backwards", "90-80", "did you mean 80-90?"},
		{"role_typo", "80:wbe", `role "wbe" is not known: write one of web, tls, rtsp, onvif, silent`},
		{"role_missing", "80:", `role "" is not known`},
		{"number_missing", ":web", "the port number is missing"},
		{"two_roles", "80:web,80:rtsp", "port 80 is already listed as web: give it one role"},
		{"fragile", "9100", "add --allow-fragile-ports"},
		{"fragile_in_range", "500-520", "port 502 is one of printers and controllers"},
		{"exposure", "23", "--exposure-ports"},
		{"too_many", "1000-1045", "more than 45 ports"},
		{"all_ports", "1000-9000", "more than 45 ports"},
		{"control_characters", "80,\x1b[2J", `\x1b`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParsePorts(test.list)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("got %v, want one line with %q", err, test.want)
			}
		})
	}
}

func TestFragilePortsStaySilent(t *testing.T) {
	for _, list := range []string{"9100:web", "631:web", "47808:tls"} {
		_, err := ParsePorts(list, Fragile)
		if err == nil || !strings.Contains(err.Error(), "nothing is sent to port") {
			t.Errorf("%s: got %v, want that nothing is sent there", list, err)
		}
	}
	if _, err := ParsePorts("9527", Fragile); err == nil {
		t.Error("9527 with fragile ports allowed: got no error, want one")
	}
}

func TestDefaultPorts(t *testing.T) {
	const want = "80:web 81:web 88:web 443:tls 554:rtsp 2020:onvif 5000:web 8000:web 8080:web 8443:tls 8554:rtsp 8899:onvif 9000:silent 34567:silent 37777:silent"
	if got := portsText(DefaultPorts()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, p := range DefaultPorts() {
		if classOf(p.Port) != "" {
			t.Errorf("port %d is tried by default, but belongs to %s", p.Port, classOf(p.Port))
		}
	}
}

func TestGatePorts(t *testing.T) {
	tests := []struct{ name, list, want string }{
		{"default", "", "80:web 554:rtsp 443:tls"},
		{"first_of_each_role", "8443:tls,443,8080:web,80,18554:rtsp", "8080:web 18554:rtsp 8443:tls"},
		{"one_role", "81,82", "81:web"},
		{"silent_only", "37777,34567,9000,40000:silent", "37777:silent 34567:silent 9000:silent"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ports := DefaultPorts()
			if test.list != "" {
				var err error
				if ports, err = ParsePorts(test.list); err != nil {
					t.Fatal(err)
				}
			}
			if got := portsText(GatePorts(ports)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	if got := GatePorts(nil); len(got) != 0 {
		t.Errorf("no ports: got %v, want none", got)
	}
}

func TestForecast(t *testing.T) {
	p := mustBuild(t, Spec{Args: []string{"10.0.0.0/16"}})
	tests := []struct {
		name string
		load Load
		want Estimate
	}{
		{"bound_by_rate", Load{Rate: 200}, Estimate{65_534, 15, 3, 196_602, 393_204, 983 * time.Second, 1966 * time.Second}},
		{"bound_by_addresses_at_once", Load{Rate: 5000, InFlight: 100, Timeout: 800 * time.Millisecond}, Estimate{65_534, 15, 3, 196_602, 393_204, 655300 * time.Millisecond, 1310700 * time.Millisecond}},
		{"every_port", Load{Rate: 1000, NoGate: true}, Estimate{65_534, 15, 15, 983_010, 1_966_020, 983 * time.Second, 1966 * time.Second}},
		{"no_limit", Load{Timeout: time.Second}, Estimate{65_534, 15, 3, 196_602, 393_204, 1200 * time.Millisecond, 1200 * time.Millisecond}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Forecast(p, DefaultPorts(), test.load); got != test.want {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}
