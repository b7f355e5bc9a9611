package ui

import (
	"context"
	"log/slog"
	"strconv"
	"strings"

	"github.com/projectdiscovery/gologger"
	"github.com/projectdiscovery/gologger/formatter"
	"github.com/projectdiscovery/gologger/levels"

	"camorigin/internal/safetext"
)

// Limits of a log line, in runes.
const (
	maxMessage = 1000
	maxValue   = 256
	maxText    = 4000
)

// NewLogger makes a logger that writes records of at least the given level to
// the screen, one clean line each: level, message, key=value in the order in
// which they were given. There is no time in a line.
func NewLogger(screen *Screen, level slog.Leveler) *slog.Logger {
	var log gologger.Logger
	log.SetMaxLevel(levels.LevelVerbose) // the handler decides: gologger ranks warnings below information
	log.SetFormatter(lineFormatter{screen.color})
	log.SetWriter(screenWriter{screen})
	return slog.New(&handler{log: &log, level: level})
}

// handler is an slog.Handler in front of gologger.
type handler struct {
	log   *gologger.Logger
	level slog.Leveler
	group string // prefix of keys, with its dot
	attrs string // what WithAttrs gave, as text
}

// Enabled implements slog.Handler.
func (h *handler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= h.level.Level()
}

// Handle implements slog.Handler.
func (h *handler) Handle(_ context.Context, record slog.Record) error {
	var b strings.Builder
	b.WriteString(safetext.Limit(record.Message, maxMessage))
	b.WriteString(h.attrs)
	record.Attrs(func(attr slog.Attr) bool {
		writeAttr(&b, h.group, attr)
		return b.Len() < maxText*4
	})
	h.event(record.Level).Msg(safetext.Limit(b.String(), maxText))
	return nil
}

// event never makes one of the level at which gologger ends the program.
func (h *handler) event(level slog.Level) *gologger.Event {
	switch {
	case level >= slog.LevelError:
		return h.log.Error()
	case level >= slog.LevelWarn:
		return h.log.Warning()
	case level >= slog.LevelInfo:
		return h.log.Info()
	}
	return h.log.Debug()
}

// WithAttrs implements slog.Handler.
func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	var b strings.Builder
	b.WriteString(h.attrs)
	for _, attr := range attrs {
		writeAttr(&b, h.group, attr)
	}
	with := *h
	with.attrs = b.String()
	return &with
}

// WithGroup implements slog.Handler.
func (h *handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	with := *h
	with.group += name + "."
	return &with
}

// writeAttr appends " key=value"; a group becomes one such for each member.
func writeAttr(b *strings.Builder, group string, attr slog.Attr) {
	value := attr.Value.Resolve()
	if attr.Equal(slog.Attr{}) {
		return
	}
	if value.Kind() == slog.KindGroup {
		if attr.Key != "" {
			group += attr.Key + "."
		}
		for _, member := range value.Group() {
			writeAttr(b, group, member)
		}
		return
	}
	b.WriteByte(' ')
	b.WriteString(quoted(group + attr.Key))
	b.WriteByte('=')
	b.WriteString(quoted(value.String()))
}

// quoted makes text clean and puts it in quotation marks where it could be
// taken for more than one value.
func quoted(text string) string {
	text = safetext.Limit(text, maxValue)
	if text == "" || strings.ContainsAny(text, " =\"\\") {
		return strconv.Quote(text)
	}
	return text
}

// lineFormatter replaces gologger's own: that one writes keys at random, device
// bytes as they are, and colours into pipes.
type lineFormatter struct{ color bool }

// Format implements formatter.Formatter.
func (f lineFormatter) Format(event *formatter.LogEvent) ([]byte, error) {
	label, color := labelOf(event.Level)
	line := safetext.CI(event.Message)
	if f.color && color != "" {
		return []byte(color + label + "\x1b[0m " + line), nil
	}
	return []byte(label + " " + line), nil
}

// labelOf is the label of a level and the sequence that begins its colour.
func labelOf(level levels.Level) (label, color string) {
	switch level {
	case levels.LevelFatal, levels.LevelError:
		return "error:", "\x1b[31m"
	case levels.LevelWarning:
		return "warning:", "\x1b[33m"
	case levels.LevelInfo, levels.LevelSilent:
		return "info:", "\x1b[36m"
	}
	return "debug:", "\x1b[2m"
}

// screenWriter is the gologger writer of a screen.
type screenWriter struct{ screen *Screen }

// Write implements writer.Writer.
func (w screenWriter) Write(line []byte, _ levels.Level) {
	_, _ = w.screen.Write(line) // a log that cannot be written is no failure of the run
}
