package target

import (
	"math"
	"testing"
)

func TestPermutationIsBijective(t *testing.T) {
	sizes := []uint64{0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 254, 255, 256, 257, 1000, 65_534, 65_536, 100_003}
	for _, n := range sizes {
		for _, key := range []uint64{0, 1, math.MaxUint64} {
			order := newPermutation(n, key)
			seen := make([]bool, n)
			for i := range n {
				j := order.at(i)
				if j >= n || seen[j] {
					t.Fatalf("n %d, key %d: %d is sent to %d, which is out of range or taken", n, key, i, j)
				}
				seen[j] = true
			}
		}
	}
}

// TestPermutationOfTheWidest checks on samples that a step of the widest network
// can be undone, as the numbers are too many to list.
func TestPermutationOfTheWidest(t *testing.T) {
	order := newPermutation(math.MaxUint64, 7)
	seen := map[uint64]bool{}
	for i := range uint64(100_000) {
		j := order.at(i * 0x9e3779b97f4a7c15 % math.MaxUint64)
		if seen[j] {
			t.Fatalf("%d comes twice", j)
		}
		seen[j] = true
	}
}

func TestPermutationDependsOnKey(t *testing.T) {
	const n = 65_534
	a, b, same := newPermutation(n, 1), newPermutation(n, 2), 0
	for i := range uint64(n) {
		if a.at(i) == b.at(i) {
			same++
		}
	}
	if same > 20 {
		t.Errorf("two keys agree on %d of %d positions, want about 1", same, n)
	}
}

// TestPermutationSpreads checks that consecutive addresses do not follow each
// other and that each stretch of the order goes over all of the range: that is
// what keeps a scan from resting on one switch.
func TestPermutationSpreads(t *testing.T) {
	const n, blocks, window = 65_536, 256, 4096
	order := newPermutation(n, 42)
	var neighbours int
	for start := uint64(0); start < n; start += window {
		var hits [blocks]int
		for i := start; i < start+window; i++ {
			hits[order.at(i)/(n/blocks)]++
			if i > 0 && order.at(i) == order.at(i-1)+1 {
				neighbours++
			}
		}
		for block, got := range hits {
			if got > 48 { // 16 on average
				t.Errorf("block %d is tried %d times among %d, want about %d", block, got, window, window/blocks)
			}
		}
	}
	if neighbours > 10 {
		t.Errorf("%d addresses follow their neighbour, want about 1", neighbours)
	}
}

func BenchmarkPermutation(b *testing.B) {
	for _, size := range []struct {
		name string
		n    uint64
	}{{"slash_8", 1<<24 - 2}, {"just_over_a_power_of_two", 1<<24 + 1}, {"slash_16", 1<<16 - 2}} {
		b.Run(size.name, func(b *testing.B) {
			order, i, sum := newPermutation(size.n, 1), uint64(0), uint64(0)
			for b.Loop() {
				sum += order.at(i % size.n)
				i++
			}
			_ = sum
		})
	}
}
