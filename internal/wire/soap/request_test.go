package soap

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestRequestIsWellFormedAndWithoutCredentials(t *testing.T) {
	for _, op := range Operations() {
		t.Run(string(op), func(t *testing.T) {
			request := string(op.Request())
			names, err := elementNames(request)
			if err != nil {
				t.Fatalf("request is not well-formed: %v\n%s", err, request)
			}
			want := "http://www.onvif.org/ver10/device/wsdl " + string(op)
			if len(names) < 3 || names[2] != want {
				t.Errorf("third element: got %q, want %q", names, want)
			}
			for _, word := range []string{"Security", "Username", "Password", "Header"} {
				if strings.Contains(request, word) {
					t.Errorf("request holds %q", word)
				}
			}
		})
	}
}

func elementNames(doc string) ([]string, error) {
	var names []string
	decoder := xml.NewDecoder(strings.NewReader(doc))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return names, nil
		}
		if err != nil {
			return names, err
		}
		if start, ok := token.(xml.StartElement); ok {
			names = append(names, start.Name.Space+" "+start.Name.Local)
		}
	}
}
