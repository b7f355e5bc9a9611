package target

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Place is where a subnet is and whose it is. Only Site is always set.
type Place struct {
	Site    string
	Address string // the postal address
	Owner   string
	VLAN    int // 0 when not known
}

// Sites says where subnets are. The zero value and nil know no place.
type Sites struct {
	places  map[netip.Prefix]Place
	lengths []int // of the prefixes in places, longest first
}

// siteColumns are the columns of a file of sites; subnet and site must be there.
func siteColumns() []string { return []string{"subnet", "site", "address", "owner", "vlan"} }

// maxSiteText is the most runes of a text in a file of sites.
const maxSiteText = 200

// ParseSites reads a CSV file whose header row names the columns subnet and
// site, and if wanted address, owner and vlan. Columns are parted by commas,
// semicolons or tabs, as the header row has it. The error has a line for each
// mistake, at most ten.
func ParseSites(name string, data []byte) (*Sites, error) {
	data, err := plainText(name, data)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s:1: not UTF-8: save the file as CSV UTF-8", quoteName(name))
	}
	rows := csv.NewReader(strings.NewReader(string(data)))
	rows.Comma, rows.FieldsPerRecord, rows.TrimLeadingSpace = comma(string(data)), -1, true
	header, err := rows.Read()
	if err != nil {
		return nil, csvError(name, err, fmt.Sprintf("%s:1: no header row: begin with the line subnet,site", quoteName(name)))
	}
	columns, err := siteHeader(header)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", quoteName(name), err)
	}
	return readPlaces(name, rows, columns)
}

// comma is the character that parts the columns of the first line.
func comma(text string) rune {
	header, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, c := range ";\t" {
		if strings.Count(header, string(c)) > strings.Count(header, string(best)) {
			best = c
		}
	}
	return best
}

func csvError(name string, err error, atEnd string) error {
	if errors.Is(err, io.EOF) {
		return errors.New(atEnd)
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return fmt.Errorf("%s:%d: %w: check the quotation marks", quoteName(name), bad.Line, bad.Err)
	}
	return fmt.Errorf("%s: %w", quoteName(name), err)
}

// siteHeader maps the name of a column to its position.
func siteHeader(header []string) (map[string]int, error) {
	columns := make(map[string]int, len(header))
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(siteColumns(), name) {
			return nil, fmt.Errorf("column %s is not known: the header row names %s", quote(name), strings.Join(siteColumns(), ", "))
		}
		if _, twice := columns[name]; twice {
			return nil, fmt.Errorf("column %s stands twice: remove one", quote(name))
		}
		columns[name] = i
	}
	for _, needed := range []string{"subnet", "site"} {
		if _, ok := columns[needed]; !ok {
			return nil, fmt.Errorf("column %s is missing: begin with a header row as subnet,site", needed)
		}
	}
	return columns, nil
}

func readPlaces(name string, rows *csv.Reader, columns map[string]int) (*Sites, error) {
	s := &Sites{places: map[netip.Prefix]Place{}}
	var mistakes faults
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			mistakes.add(csvError(name, err, ""))
			break
		}
		line, _ := rows.FieldPos(0)
		if err := s.addRow(row, columns); err != nil {
			mistakes.add(fmt.Errorf("%s:%d: %w", quoteName(name), line, err))
		}
	}
	if err := mistakes.err(); err != nil {
		return nil, err
	}
	if len(s.places) == 0 {
		return nil, fmt.Errorf("%s:2: no subnet below the header row: write one a line, as in 10.0.1.0/24,North School", quoteName(name))
	}
	s.setLengths()
	return s, nil
}

// addRow takes in one row; a row without any text is passed over.
func (s *Sites) addRow(row []string, columns map[string]int) error {
	if strings.TrimSpace(strings.Join(row, "")) == "" {
		return nil
	}
	if len(row) > len(columns) {
		return fmt.Errorf("%d columns, the header row has %d: put text with a comma in quotation marks", len(row), len(columns))
	}
	cell := func(column string) string {
		if i, ok := columns[column]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	subnet, err := siteSubnet(cell("subnet"))
	if err != nil {
		return err
	}
	place := Place{Site: cell("site"), Address: cell("address"), Owner: cell("owner")}
	if place.VLAN, err = siteVLAN(cell("vlan")); err != nil {
		return err
	}
	if err := place.check(); err != nil {
		return err
	}
	if other, twice := s.places[subnet]; twice {
		return fmt.Errorf("subnet %s is already at %s: keep one of the two lines", subnet, quote(other.Site))
	}
	s.places[subnet] = place
	return nil
}

func siteSubnet(text string) (netip.Prefix, error) {
	if text == "" {
		return netip.Prefix{}, errors.New("the subnet is missing: write it as in 10.0.1.0/24")
	}
	n, err := parseSubnet(text)
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("subnet %s: %w", quote(text), err)
	}
	return n, nil
}

func siteVLAN(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 4094 {
		return 0, fmt.Errorf("vlan %s: a VLAN is a number from 1 to 4094", quote(text))
	}
	return n, nil
}

func (p Place) check() error {
	if p.Site == "" {
		return errors.New("the site is missing: write the name of the place")
	}
	for _, text := range []string{p.Site, p.Address, p.Owner} {
		if utf8.RuneCountInString(text) > maxSiteText {
			return fmt.Errorf("%s is longer than %d characters: shorten it", quote(text), maxSiteText)
		}
		if strings.ContainsFunc(text, unicode.IsControl) {
			return fmt.Errorf("%s has a line break or another control character: remove it", quote(text))
		}
	}
	return nil
}

func (s *Sites) setLengths() {
	for p := range s.places {
		s.lengths = append(s.lengths, p.Bits())
	}
	slices.Sort(s.lengths)
	s.lengths = slices.Compact(s.lengths)
	slices.Reverse(s.lengths)
}

// Of is the place of the smallest subnet that has the address.
func (s *Sites) Of(addr netip.Addr) (Place, bool) {
	if s == nil {
		return Place{}, false
	}
	addr = addr.Unmap().WithZone("")
	for _, bits := range s.lengths {
		p, err := addr.Prefix(bits)
		if err != nil {
			continue // a length of the other family
		}
		if place, ok := s.places[p]; ok {
			return place, true
		}
	}
	return Place{}, false
}

// networks is the subnets of the file, in order.
func (s *Sites) networks() []netip.Prefix {
	if s == nil {
		return nil
	}
	list := make([]netip.Prefix, 0, len(s.places))
	for p := range s.places {
		list = append(list, p)
	}
	slices.SortFunc(list, netip.Prefix.Compare)
	return list
}
