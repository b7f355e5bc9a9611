package origin_test

import (
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/origin"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := origin.Load(fingerprints.FS); err != nil {
			b.Fatal(err)
		}
	}
}
