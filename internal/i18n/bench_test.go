package i18n

import "testing"

// BenchmarkLoad is what every report begins with.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load("da"); err != nil {
			b.Fatal(err)
		}
	}
}
