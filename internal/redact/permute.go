package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// cipher permutes small sets of numbers under a key. No two values of a set
// become the same one, so that two devices never become one.
type cipher struct {
	key    []byte
	cycles map[string][]byte // by context, see cycle
}

func newCipher(key []byte) cipher { return cipher{key: key, cycles: map[string][]byte{}} }

// rounds of the Feistel network; four make a pseudorandom permutation of a
// pseudorandom function (Luby and Rackoff), six allow for the small halves.
const rounds = 6

// permute maps v to another number of lo to hi, differently in every context.
func (c cipher) permute(context string, v, lo, hi uint64) uint64 {
	if v < lo || v > hi || lo == hi {
		return v
	}
	n := hi - lo + 1
	half := max(1, (bits.Len64(n-1)+1)/2)
	x := v - lo
	for { // ends: the way of a permutation leads back into the set it started from
		if x = c.feistel(context, x, half); x < n {
			return lo + x
		}
	}
}

// feistel permutes numbers of twice half bits.
func (c cipher) feistel(context string, x uint64, half int) uint64 {
	mask := uint64(1)<<half - 1
	left, right := x>>half, x&mask
	for round := range byte(rounds) {
		left, right = right, left^c.number(context, round, right)&mask
	}
	return left<<half | right
}

// number is a pseudorandom number.
func (c cipher) number(context string, round byte, x uint64) uint64 {
	mac := hmac.New(sha256.New, c.key)
	mac.Write([]byte(context))
	mac.Write(binary.BigEndian.AppendUint64([]byte{0, round}, x))
	return binary.BigEndian.Uint64(mac.Sum(nil))
}

// stream is n pseudorandom bytes.
func (c cipher) stream(context string, n int) []byte {
	out := make([]byte, 0, n+8)
	for i := uint64(0); len(out) < n; i++ {
		out = binary.BigEndian.AppendUint64(out, c.number(context, 255, i))
	}
	return out[:n]
}

// cycle maps v to another number of lo to hi, and never to itself (Sattolo's
// shuffle). The set is small and asked for again and again.
func (c cipher) cycle(context string, v, lo, hi byte) byte {
	context += "/" + string([]byte{lo})
	table, known := c.cycles[context]
	if !known {
		for i := lo; i <= hi; i++ {
			table = append(table, i)
		}
		for i := len(table) - 1; i > 0; i-- {
			j := c.number(context, 254, uint64(i)) % uint64(i)
			table[i], table[j] = table[j], table[i]
		}
		c.cycles[context] = table
	}
	return table[v-lo]
}
