package target

import "math/bits"

// rounds of the Feistel network. Four give a permutation that looks random;
// two more cost little and help where the halves have few bits.
const rounds = 6

// permutation is a bijection on the numbers below n, chosen by a key: a Feistel
// network over the smallest power of two that holds n, walked until it falls
// below n (which takes fewer than two steps on average). It is a shuffle, not a
// cipher.
type permutation struct {
	n                   uint64
	leftBits            int
	leftMask, rightMask uint64
	keys                [rounds]uint64
}

func newPermutation(n, key uint64) permutation {
	width := 0
	if n > 1 {
		width = bits.Len64(n - 1)
	}
	p := permutation{n: n, leftBits: width / 2}
	p.leftMask = 1<<p.leftBits - 1
	p.rightMask = 1<<(width-p.leftBits) - 1
	for i := range p.keys {
		key += 0x9e3779b97f4a7c15
		p.keys[i] = mix(key)
	}
	return p
}

// at is the number that i is sent to; i is below n.
func (p *permutation) at(i uint64) uint64 {
	for {
		i = p.step(i)
		if i < p.n {
			return i
		}
	}
}

// step is one pass through the network, a bijection on its power of two.
func (p *permutation) step(i uint64) uint64 {
	left, right := i&p.leftMask, i>>p.leftBits
	for r := 0; r < rounds; r += 2 {
		left ^= fold(right^p.keys[r]) & p.leftMask
		right ^= fold(left^p.keys[r+1]) & p.rightMask
	}
	return right<<p.leftBits | left
}

// fold multiplies by an odd constant and lays the halves of the product over
// each other, so that every bit of the input bears on the low bits of the output.
func fold(x uint64) uint64 {
	hi, lo := bits.Mul64(x, 0x9e3779b97f4a7c15)
	return hi ^ lo
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every bit
// of the input changes about half of the bits of the output.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
