package evidence

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"camorigin/internal/model"

	"github.com/google/go-cmp/cmp"
)

// readAll returns the hosts and the errors of an input.
func readAll(r io.Reader) (hosts, problems []string) {
	for e, err := range Read(r, "in.jsonl") {
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		hosts = append(hosts, e.Host)
	}
	return hosts, problems
}

func TestRead(t *testing.T) {
	good := `{"host":"a","protocol":"http","unknown":1}`
	tests := map[string]struct {
		input           string
		hosts, problems []string
	}{
		"mark_crlf_and_empty_lines": {input: "\xef\xbb\xbf" + good + "\r\n\r\n" + good, hosts: []string{"a", "a"}},
		"bad_line_between":          {input: good + "\n{oops\n" + good + "\n", hosts: []string{"a", "a"}, problems: []string{"in.jsonl:2: not an evidence line: "}},
		"no_host":                   {input: `{"protocol":"http"}`, problems: []string{`in.jsonl:1: no "host"`}},
		"no_protocol":               {input: "\n" + `{"host":"a"}`, problems: []string{`in.jsonl:2: no "protocol"`}},
		"port_out_of_range":         {input: `{"host":"a","protocol":"http","port":70000}`, problems: []string{`in.jsonl:1: "port" is 70000`}},
		"bad_transport":             {input: `{"host":"a","protocol":"http","transport":"sctp"}`, problems: []string{`in.jsonl:1: "transport" is "sctp"`}},
		"bad_encoding":              {input: `{"host":"a","protocol":"http","response":"zz","encoding":"hex"}`, problems: []string{"in.jsonl:1: not an evidence line: "}},
		"a_list_instead":            {input: `["a"]`, problems: []string{"in.jsonl:1: not an evidence line: "}},
		"line_too_long":             {input: good + "\n" + strings.Repeat("x", MaxLine+1) + "\n" + good, hosts: []string{"a", "a"}, problems: []string{"in.jsonl:2: line of more than 8 MiB"}},
		"last_line_too_long":        {input: good + "\n" + strings.Repeat("x", MaxLine+1), hosts: []string{"a"}, problems: []string{"in.jsonl:2: line of more than 8 MiB"}},
		"empty":                     {},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			hosts, problems := readAll(strings.NewReader(test.input))
			if diff := cmp.Diff(test.hosts, hosts); diff != "" {
				t.Errorf("hosts (-want +got):\n%s", diff)
			}
			if len(problems) != len(test.problems) {
				t.Fatalf("errors: got %q, want %q", problems, test.problems)
			}
			for i, problem := range problems {
				if !strings.HasPrefix(problem, test.problems[i]) {
					t.Errorf("error: got %q, want it to begin with %q", problem, test.problems[i])
				}
			}
		})
	}
}

func TestReadStops(t *testing.T) {
	broken := errors.New("disk")
	input := io.MultiReader(strings.NewReader(`{"host":"a","protocol":"http"}`+"\n"), iotest.ErrReader(broken))
	count := 0
	for _, err := range Read(input, "in") {
		if count++; count == 2 && !errors.Is(err, broken) {
			t.Errorf("got error %v, want %v", err, broken)
		}
	}
	if count != 2 {
		t.Errorf("got %d results, want 2", count)
	}
	for range Read(strings.NewReader(strings.Repeat("{\n", 9)), "in") {
		break // a caller may leave
	}
}

func TestWriteAndReadAgain(t *testing.T) {
	list := []model.Evidence{
		{Host: "10.0.0.1", Port: 80, Protocol: "http", Request: "GET /", Response: []byte("HTTP/1.1 200 OK\r\n\r\n<a>"), At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Took: 1500 * time.Microsecond},
		{Host: "10.0.0.2", Protocol: "tls", Response: []byte{0x30, 0xff}},
		{Host: "10.0.0.3", Protocol: "tcp", Port: 34567, Outcome: model.Open},
		{Host: "10.0.0.4", Protocol: "http", Fields: model.Fields{"http.title": {"a", "b"}}},
	}
	var out bytes.Buffer
	if err := Write(&out, list...); err != nil {
		t.Fatal(err)
	}
	var again []model.Evidence
	for e, err := range Read(&out, "out") {
		if err != nil {
			t.Fatal(err)
		}
		again = append(again, e)
	}
	if diff := cmp.Diff(list, again); diff != "" {
		t.Errorf("written and read again (-want +got):\n%s", diff)
	}
}

func TestWriteWithholdsSecrets(t *testing.T) {
	var out bytes.Buffer
	e := model.Evidence{Host: "a", Protocol: "hds-8002", Response: []byte("HDS/1.0 200 OK\r\nwirelessApPsk=hunter22\r\n"), Fields: model.Fields{"hds.wirelessApPsk": {"hunter22"}}}
	if err := Write(&out, e); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "hunter22") {
		t.Errorf("the key was written: %s", out.String())
	}
	if got := e.Fields["hds.wirelessApPsk"][0]; got != "hunter22" {
		t.Errorf("the caller's evidence was changed: %q", got)
	}
}

func TestWriteReturnsTheErrorOfTheWriter(t *testing.T) {
	r, w := io.Pipe()
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Write(w, model.Evidence{Host: "a", Protocol: "http"}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got error %v, want %v", err, io.ErrClosedPipe)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"host":"a","protocol":"http","fields":{"x":["y",1]}}` + "\n{"))
	f.Fuzz(func(t *testing.T, input []byte) {
		lines := bytes.Count(input, []byte("\n")) + 1
		for range Read(bytes.NewReader(input), "in") {
			lines--
		}
		if lines < 0 {
			t.Error("more results than lines")
		}
	})
}
