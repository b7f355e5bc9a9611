package rules

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// hostileFiles is five hundred rule files that must be refused, by name.
func hostileFiles() map[string]string {
	files := map[string]string{}
	for i := 1; i <= 50; i++ {
		many := func(text string, n int) string { return strings.Repeat(text, n) }
		for name, text := range map[string]string{
			"alias_bomb":     fmt.Sprintf("- &a [%s]\n- [*a]\n", many("x,", i)),
			"merge":          ruleWith(fmt.Sprintf("<<: {id: r%d}", i)),
			"deep":           many("[", 32+i) + many("]", 32+i),
			"deep_mapping":   many("{a: ", 100*i),
			"many_repeats":   ruleWith(fmt.Sprintf("match: '(a?){%d}b'", 200+16*i)),
			"nested_repeats": ruleWith(fmt.Sprintf("match: '((a{0,%d}){0,9}){0,9}b'", 4+i/3)),
			"alternation":    ruleWith("match: '" + many("a|", 256+i) + "b'"),
			"repeated_key":   ruleWith("") + many("  id: a-rule\n", i),
			"template":       ruleWith(fmt.Sprintf("says: {model: '$%d'}", 1+i%9)),
			"unknown_key":    ruleWith(fmt.Sprintf("include%d: /etc/passwd", i)),
		} {
			files[fmt.Sprintf("%s_%d", name, i)] = text
		}
	}
	return files
}

func TestLoadRefusesHostileFilesSoon(t *testing.T) {
	files, slowest := hostileFiles(), time.Duration(0)
	for name, text := range files {
		begin := time.Now()
		_, err := Load(filesOf(map[string]string{"a.yaml": text}), vocabulary())
		if p := (Problem{}); !errors.As(err, &p) || p.Line < 1 {
			t.Errorf("%s: got error %v, want one with a line", name, err)
		}
		slowest = max(slowest, time.Since(begin))
	}
	// Refusing takes some milliseconds; a busy machine is given time.
	if len(files) != 500 || slowest > 2*time.Second {
		t.Errorf("got %d files, the slowest refused after %s, want 500 within 200 ms", len(files), slowest)
	}
	t.Logf("slowest: %s", slowest)
}
