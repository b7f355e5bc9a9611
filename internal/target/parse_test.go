package target

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ name, word, want, host string }{
		{"network", "10.20.0.0/16", "10.20.0.0/16", ""},
		{"network_with_host_bits", "10.20.3.4/16", "10.20.0.0/16", ""},
		{"network_of_one", "10.0.0.1/32", "10.0.0.1", ""},
		{"everything", "0.0.0.0/0", "0.0.0.0/0", ""},
		{"range", "10.0.0.9-10.0.1.3", "10.0.0.9-10.0.1.3", ""},
		{"short_range", "10.0.0.1-50", "10.0.0.1-10.0.0.50", ""},
		{"short_range_of_one", "10.0.0.1-1", "10.0.0.1", ""},
		{"address", "192.168.1.1", "192.168.1.1", ""},
		{"ipv6", "2001:DB8::1", "2001:db8::1", ""},
		{"ipv6_network", "fd12::/64", "fd12::/64", ""},
		{"ipv6_range", "fd12::1-fd12::ff", "fd12::1-fd12::ff", ""},
		{"mapped", "::ffff:10.0.0.1", "10.0.0.1", ""},
		{"mapped_network", "::ffff:10.0.0.0/120", "10.0.0.0/24", ""},
		{"zone", "fe80::1%eth0", "fe80::1%eth0", ""},
		{"zone_with_dash", "fe80::1%br-lan", "fe80::1%br-lan", ""},
		{"range_in_zone_with_dash", "fe80::1%br-lan-fe80::9%br-lan", "fe80::1%br-lan-fe80::9%br-lan", ""},
		{"name", "Camera-1.Example.COM", "", "camera-1.example.com"},
		{"name_with_final_dot", "nvr.local.", "", "nvr.local"},
		{"name_that_begins_with_a_number", "10-cam.example", "", "10-cam.example"},
		{"name_with_numbers_and_dash", "10.5-cam.example", "", "10.5-cam.example"},
		{"name_with_underscore", "front_door", "", "front_door"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := parse(test.word)
			if err != nil {
				t.Fatal(err)
			}
			if got.host != test.host {
				t.Errorf("host: got %q, want %q", got.host, test.host)
			}
			if test.host == "" && got.span.String() != test.want {
				t.Errorf("span: got %s, want %s", got.span, test.want)
			}
		})
	}
}

func TestParseMistakes(t *testing.T) {
	tests := []struct{ name, word, want string }{
		{"prefix_too_long", "10.0.0.0/33", "an IPv4 prefix has 0 to 32 bits, not 33"},
		{"prefix_too_long_6", "fd00::/129", "an IPv6 prefix has 0 to 128 bits, not 129"},
		{"prefix_negative", "10.0.0.0/-1", "an IPv4 prefix has 0 to 32 bits, not -1"},
		{"prefix_leading_zero", "10.0.0.0/08", "is no prefix length"},
		{"prefix_missing", "10.0.0.0/", "is no prefix length"},
		{"mask", "10.0.0.0/255.255.240.0", "did you mean 10.0.0.0/20?"},
		{"mask_with_holes", "10.0.0.0/255.0.255.0", "is no prefix length"},
		{"network_of_name", "cam.example/24", "leave out the slash behind a host name"},
		{"octet_over_255", "300.1.1.1", "300 is over 255"},
		{"octet_over_255_in_network", "10.0.0.256/24", "256 is over 255"},
		{"octet_missing", "10.0..1", "a number is missing between the dots"},
		{"three_numbers", "10.0.1", "has four numbers, this has 3"},
		{"one_number", "5", "has four numbers, this has 1"},
		{"five_numbers", "10.0.0.1.2", "has four numbers, this has 5"},
		{"letter_in_number", "10.0.O.1", `"O" is no number`},
		{"leading_zero", "10.0.0.010", "write 10"},
		{"hexadecimal", "0x7f000001", "is no number"},
		{"hexadecimal_part", "0x7f.1", "is no number"},
		{"star", "10.0.*.*", "did you mean 10.0.0.0/16?"},
		{"one_star", "10.20.30.*", "did you mean 10.20.30.0/24?"},
		{"star_in_the_middle", "10.*.0.1", "a star is not understood"},
		{"range_in_the_middle", "10.0-255.1.1", "only the last number can be a range"},
		{"two_ranges", "10.0-255.1.1-20", "only the last number can be a range"},
		{"range_backwards", "10.0.0.50-1", "did you mean 10.0.0.1-10.0.0.50?"},
		{"range_end_over_255", "10.0.0.1-300", "300 is over 255"},
		{"range_end_no_number", "10.0.0.1-5O", "is no number and no address"},
		{"range_of_two_families", "10.0.0.1-fd00::1", "both ends in IPv4 or both in IPv6"},
		{"short_range_6", "fd00::1-ff", "write both ends of an IPv6 range whole"},
		{"range_of_two_zones", "fe80::1%a-fe80::2%b", "the same zone"},
		{"port", "10.0.0.1:80", "--ports 80"},
		{"port_6", "[fd00::1]:80", `write "fd00::1"`},
		{"url", "http://admin@10.0.0.1:8080/x", `write "10.0.0.1"`},
		{"zone_of_private_address", "fd00::1%eth0", "a zone belongs to link-local addresses"},
		{"zone_missing", "fe80::1%", "the zone is missing"},
		{"zone_hostile", "fe80::1%eth0 x", "no interface name"},
		{"zone_of_network", "fe80::1%eth0/64", "a network has no zone"},
		{"group_too_long", "fd000::1", "over four hexadecimal digits"},
		{"two_gaps", "fd00::1::2", ":: at most once"},
		{"list_in_list", "@more.txt", "cannot name another list"},
		{"flag", "-p", "no known flag"},
		{"name_of_dots", "cam..example", "a part is missing"},
		{"name_with_dash_first", "cam.-x", "begins or ends with a dash"},
		{"name_too_long", strings.Repeat("a.", 130) + "a", "at most 253 characters"},
		{"part_too_long", strings.Repeat("a", 64), "at most 63 characters"},
		{"name_in_other_letters", "kamera-æ.example", "xn--"},
		{"strange_letter", "cam!1", "stands in no address"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := parse(test.word)
			if err == nil {
				t.Fatalf("got %v, want an error with %q", got, test.want)
			}
			if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want one line with %q", err, test.want)
			}
		})
	}
}
