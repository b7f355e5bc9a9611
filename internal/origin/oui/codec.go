package oui

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// magic begins every table: what it is, and the version of its form.
const magic = "camorigin-oui-1\n"

// What a sound table never exceeds.
const (
	maxEntries = 1 << 18
	maxNames   = 1 << 18
	maxText    = 512
	maxPlain   = 16 << 20 // decompressed bytes
)

var errFormat = errors.New("not a sound table of MAC prefixes")

// Entry is one assigned block.
type Entry struct {
	Prefix uint64 // right-aligned
	Bits   int    // 24, 28 or 36
	Name   string
}

// Encode writes a table. Its form is a magic line, then a deflated stream of
// two dates, the names, and for each length of prefix the sorted prefixes as
// differences with the index of their name, all in unsigned varints.
func Encode(date, newest string, entries []Entry) ([]byte, error) {
	names := map[string]uint32{}
	for _, e := range entries {
		names[e.Name] = 0
	}
	sortedNames := slices.Sorted(maps.Keys(names))
	for i, name := range sortedNames {
		names[name] = uint32(i)
	}
	plain := appendText(nil, date)
	plain = appendText(plain, newest)
	plain = binary.AppendUvarint(plain, uint64(len(sortedNames)))
	for _, s := range sortedNames {
		plain = appendText(plain, s)
	}
	for _, bits := range []int{bitsLarge, bitsMedium, bitsSmall} {
		plain = appendBlock(plain, bits, entries, names)
	}
	return deflated(plain)
}

func appendText(to []byte, s string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(s))), s...)
}

func appendBlock(to []byte, bits int, entries []Entry, names map[string]uint32) []byte {
	var own []Entry
	for _, e := range entries {
		if e.Bits == bits {
			own = append(own, e)
		}
	}
	slices.SortFunc(own, func(a, b Entry) int { return cmp.Compare(a.Prefix, b.Prefix) })
	to = binary.AppendUvarint(to, uint64(len(own)))
	var last uint64
	for _, e := range own {
		to = binary.AppendUvarint(to, e.Prefix-last)
		last = e.Prefix
	}
	for _, e := range own {
		to = binary.AppendUvarint(to, uint64(names[e.Name]))
	}
	return to
}

func deflated(plain []byte) ([]byte, error) {
	out := bytes.NewBufferString(magic)
	w, err := flate.NewWriter(out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// decode reads what Encode wrote, and refuses anything else.
func decode(data []byte) (*Table, error) {
	packed, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, errFormat
	}
	r := &reader{r: bufio.NewReader(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxPlain))}
	t := &Table{date: r.text(), newest: r.text()}
	for range r.count(maxNames) {
		t.names = append(t.names, r.text())
	}
	t.large = r.block(bitsLarge, len(t.names))
	t.medium = r.block(bitsMedium, len(t.names))
	t.small = r.block(bitsSmall, len(t.names))
	r.end()
	if r.err != nil {
		return nil, fmt.Errorf("%w: %w", errFormat, r.err)
	}
	t.index()
	return t, nil
}

// index prepares the look-up of large blocks.
func (t *Table) index() {
	t.large.divided = make([]bool, len(t.large.prefixes))
	for octet := range t.first {
		t.first[octet], _ = slices.BinarySearch(t.large.prefixes, uint64(octet)<<16)
	}
	for bits, b := range map[int]block{bitsMedium: t.medium, bitsSmall: t.small} {
		for _, p := range b.prefixes {
			if i, ok := t.largeIndex(p >> (bits - bitsLarge)); ok {
				t.large.divided[i] = true
			}
		}
	}
}

// reader reads varints until the first error, which it keeps.
type reader struct {
	r   *bufio.Reader
	err error
}

func (r *reader) uvarint() uint64 {
	if r.err != nil {
		return 0
	}
	var n uint64
	n, r.err = binary.ReadUvarint(r.r)
	return n
}

func (r *reader) count(limit uint64) uint64 {
	n := r.uvarint()
	if n > limit {
		r.fail("a count of %d is too large", n)
		return 0
	}
	return n
}

func (r *reader) text() string {
	text := make([]byte, r.count(maxText))
	if r.err == nil {
		_, r.err = io.ReadFull(r.r, text)
	}
	return string(text)
}

func (r *reader) block(bits, names int) block {
	n := r.count(maxEntries)
	b := block{prefixes: make([]uint64, 0, n), names: make([]uint32, 0, n)}
	var last uint64
	for i := range n {
		step := r.uvarint()
		if step > 1<<bits || i > 0 && step == 0 || last+step >= 1<<bits {
			r.fail("prefixes are not in order")
		}
		last += step
		b.prefixes = append(b.prefixes, last)
		if r.err != nil {
			return block{}
		}
	}
	for range n {
		name := r.uvarint()
		if name >= uint64(names) {
			r.fail("name %d does not exist", name)
			return block{}
		}
		b.names = append(b.names, uint32(name))
	}
	return b
}

// end checks that the stream ends here, whole.
func (r *reader) end() {
	if r.err != nil {
		return
	}
	if _, err := r.r.ReadByte(); !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		r.fail("the stream is cut or goes on")
	}
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}
