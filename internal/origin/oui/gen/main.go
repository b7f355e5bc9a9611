//go:build ignore

// Command gen makes the table of MAC prefixes from the text of the IEEE
// registry, as the Debian package ieee-data has it, and a list of blocks that
// were assigned later.
package main

import (
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"camorigin/internal/origin/oui"
)

func main() {
	registry := flag.String("registry", "/usr/share/ieee-data", "directory with oui.csv, mam.csv, oui36.csv and iab.csv")
	newer := flag.String("newer", "gen/newer.csv", "blocks assigned later: prefix, registrant, date")
	out := flag.String("o", "table.bin", "file to write")
	flag.Parse()
	if err := run(*registry, *newer, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(registry, newer, out string) error {
	blocks := assigned{names: map[key]string{}, twice: map[key]bool{}}
	var date string
	for _, name := range []string{"oui.csv", "mam.csv", "oui36.csv", "iab.csv"} {
		path := filepath.Join(registry, name)
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("the registry's text is missing (apt-get install ieee-data): %w", err)
		}
		date = max(date, info.ModTime().UTC().Format(time.DateOnly))
		if err := rows(path, func(row []string) error { return blocks.add(row[1], row[2]) }); err != nil {
			return err
		}
	}
	newest := date
	err := rows(newer, func(row []string) error {
		newest = max(newest, row[2])
		return blocks.update(row[0], row[1])
	})
	if err != nil {
		return err
	}
	table, err := oui.Encode(date, newest, blocks.entries())
	if err != nil {
		return err
	}
	return os.WriteFile(out, table, 0o644)
}

// rows calls each for every row of a CSV file but the first.
func rows(path string, each func([]string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	for line := 1; ; line++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if line == 1 || len(row) < 3 {
			continue
		}
		if err := each(row); err != nil {
			return fmt.Errorf("%s:%d: %w", path, line, err)
		}
	}
}

// key is an assigned prefix.
type key struct {
	prefix uint64
	bits   int
}

// assigned gathers blocks; one that the registry gives to two companies is
// given to neither.
type assigned struct {
	names map[key]string
	twice map[key]bool
}

func (a assigned) add(prefix, name string) error {
	k, err := parse(prefix)
	name = clean(name)
	if err != nil || name == "" || name == "Private" {
		return err
	}
	if other, ok := a.names[k]; ok && other != name {
		a.twice[k] = true
	}
	a.names[k] = name
	return nil
}

// update takes the later registrant of a block.
func (a assigned) update(prefix, name string) error {
	k, err := parse(prefix)
	if err != nil {
		return err
	}
	a.names[k] = clean(name)
	delete(a.twice, k)
	return nil
}

func (a assigned) entries() []oui.Entry {
	var out []oui.Entry
	for k, name := range a.names {
		if !a.twice[k] {
			out = append(out, oui.Entry{Prefix: k.prefix, Bits: k.bits, Name: name})
		}
	}
	return out
}

func parse(prefix string) (key, error) {
	value, err := strconv.ParseUint(prefix, 16, 36)
	if n := len(prefix); err != nil || n != 6 && n != 7 && n != 9 {
		return key{}, fmt.Errorf("%q is no prefix of 6, 7 or 9 hexadecimal digits", prefix)
	}
	return key{value, 4 * len(prefix)}, nil
}

// clean makes a registrant one tidy line.
func clean(name string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(name, "")), " ")
}
