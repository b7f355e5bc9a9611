package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
	"unicode"
)

func logged(level slog.Level, color bool, write func(*slog.Logger)) string {
	var b bytes.Buffer
	write(NewLogger(NewScreen(&b, ScreenOptions{Color: color}), level))
	return b.String()
}

func TestLog(t *testing.T) {
	tests := []struct {
		name  string
		write func(*slog.Logger)
		want  string
	}{
		{"message", func(l *slog.Logger) { l.Info("started") }, "info: started\n"},
		{"keys_in_order", func(l *slog.Logger) { l.Info("m", "z", 1, "a", 2, "m", 3, "b", 4) }, "info: m z=1 a=2 m=3 b=4\n"},
		{"kinds", func(l *slog.Logger) {
			l.Warn("m", "d", 1500*time.Millisecond, "b", true, "f", 0.5, "e", errors.New("no route"), "n", nil)
		}, "warning: m d=1.5s b=true f=0.5 e=\"no route\" n=<nil>\n"},
		{"quotes", func(l *slog.Logger) { l.Error("m", "k", `a "b" c`, "empty", "", "eq", "a=b") }, `error: m k="a \"b\" c" empty="" eq="a=b"` + "\n"},
		{"groups", func(l *slog.Logger) {
			l.With("host", "10.0.0.1").WithGroup("tls").With("v", 1).Info("m", slog.Group("cert", "bits", 1024))
		}, "info: m host=10.0.0.1 tls.v=1 tls.cert.bits=1024\n"},
		{"inline_group", func(l *slog.Logger) { l.Info("m", slog.Group("", "a", 1)) }, "info: m a=1\n"},
		{"key_with_space", func(l *slog.Logger) { l.Info("m", "a b", 1) }, "info: m \"a b\"=1\n"},
		{"debug", func(l *slog.Logger) { l.Debug("m") }, "debug: m\n"},
		{"severe_does_not_end_the_program", func(l *slog.Logger) { l.Log(context.Background(), 20, "m") }, "error: m\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := logged(slog.LevelDebug, false, test.write); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestLogLevels(t *testing.T) {
	all := func(l *slog.Logger) { l.Debug("d"); l.Info("i"); l.Warn("w"); l.Error("e") }
	tests := []struct {
		level slog.Level
		want  string
	}{
		{slog.LevelDebug, "debug: d\ninfo: i\nwarning: w\nerror: e\n"},
		{slog.LevelInfo, "info: i\nwarning: w\nerror: e\n"},
		{slog.LevelWarn, "warning: w\nerror: e\n"},
		{slog.LevelError, "error: e\n"},
	}
	for _, test := range tests {
		if got := logged(test.level, false, all); got != test.want {
			t.Errorf("level %v: got %q, want %q", test.level, got, test.want)
		}
	}
}

func TestLogColor(t *testing.T) {
	got := logged(slog.LevelInfo, true, func(l *slog.Logger) { l.Warn("m", "k", "\x1b[31mred") })
	if want := "\x1b[33mwarning:\x1b[0m m k="; !strings.HasPrefix(got, want) || strings.Count(got, "\x1b") != 2 {
		t.Errorf("got %q, want %q and no other sequence", got, want)
	}
}

// TestLogIsOneCleanLine holds that a device cannot forge lines, colours or
// commands to the program that reads the log.
func TestLogIsOneCleanLine(t *testing.T) {
	for _, text := range hostile() {
		got := logged(slog.LevelDebug, false, func(l *slog.Logger) {
			l.With(text, text).WithGroup(text).Error(text, text, text, "err", errors.New(text), "any", struct{ S string }{text})
		})
		checkLine(t, got)
	}
}

func hostile() []string {
	return []string{
		"\n::error::owned", "\r\nerror: forged", "\x1b]8;;http://x\x07link", "\x1b[2J", "##[group]x", "##vso[task.setvariable]x",
		"\u202egnp.exe", "a\u200bb", "\x00\x01\x7f\u0085\u2028", "\xff\xfe", strings.Repeat("x", 100_000), strings.Repeat("\"\\", 500), "%s%d%!", "",
	}
}

func checkLine(t *testing.T, line string) {
	t.Helper()
	text, ended := strings.CutSuffix(line, "\n")
	if !ended || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) }) {
		t.Errorf("not one clean line: %.200q", line)
	}
	if strings.Contains(text, "##[") || strings.Contains(text, "##vso[") || strings.HasPrefix(text, "::") {
		t.Errorf("a command to a CI runner: %.200q", line)
	}
	if len(text) > 20_000 {
		t.Errorf("got a line of %d bytes", len(text))
	}
}

func FuzzLog(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, message, value string) {
		checkLine(t, logged(slog.LevelDebug, false, func(l *slog.Logger) { l.Info(message, "key", value, value, 1) }))
	})
}

func TestLogAboveProgress(t *testing.T) {
	s, e := newTestScreen(60)
	log := NewLogger(s, slog.LevelInfo)
	for i := range 3 {
		s.Bottom(fmt.Sprintf("%d0%% done of what there is", i))
		log.Warn("device left alone", "host", fmt.Sprintf("10.0.0.%d", i))
	}
	s.Bottom("")
	const want = "warning: device left alone host=10.0.0.0\nwarning: device left alone host=10.0.0.1\nwarning: device left alone host=10.0.0.2\n"
	if got := e.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
