package bundle

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"camorigin/internal/model"
)

func testMembers() map[string][]byte {
	return map[string][]byte{
		EvidenceName: []byte("{}\n"), ResultName: []byte("{}"), PolicyName: []byte("id: x\n"),
		RuleName(1): []byte("second"), RuleName(0): []byte("first"), ReadmeName: []byte("read"),
	}
}

func packed(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, Manifest{Tool: "camorigin", Options: Options{AsOf: "2026-11-24"}}, testMembers()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(data []byte) (*Bundle, error) { return Read(bytes.NewReader(data), int64(len(data))) }

func TestWriteAndRead(t *testing.T) {
	data := packed(t)
	if !bytes.Equal(data, packed(t)) {
		t.Error("the same content gave other bytes")
	}
	b, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range testMembers() {
		if got := b.Member(name); !bytes.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got, err := fs.ReadFile(b.FS(), RuleName(0)); b.Rules() != 2 || string(got) != "first" {
		t.Errorf("rules: got %d, the first %q, %v; want 2, the first of them %q", b.Rules(), got, err, "first")
	}
	if b.Manifest.Options.AsOf != "2026-11-24" || len(b.Manifest.Members) != len(testMembers()) {
		t.Errorf("manifest: got %+v", b.Manifest)
	}
}

// remade is an archive with the members of a good one, changed.
func remade(t *testing.T, change func(name string, data []byte) (string, []byte), mode fs.FileMode, more ...string) []byte {
	t.Helper()
	good := packed(t)
	in, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name string, data []byte) {
		header := &zip.FileHeader{Name: name, Method: zip.Deflate}
		header.SetMode(mode)
		member, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			return
		}
		if _, err := member.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		data, err := unpack(f)
		if err != nil {
			t.Fatal(err)
		}
		if name, data := change(f.Name, data); name != "" {
			put(name, data)
		}
	}
	for _, name := range more {
		put(name, []byte("more"))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func same(name string, data []byte) (string, []byte) { return name, data }

func TestReadRefuses(t *testing.T) {
	without := func(gone string) func(string, []byte) (string, []byte) {
		return func(name string, data []byte) (string, []byte) {
			if name == gone {
				return "", nil
			}
			return name, data
		}
	}
	other := func(name string, data []byte) (string, []byte) {
		if name == EvidenceName {
			return name, []byte("{ }\n")
		}
		return name, data
	}
	cases := []struct {
		name    string
		data    []byte
		want    string
		altered bool
	}{
		{"no_archive", []byte("PK nothing"), "not a dossier", false},
		{"empty", nil, "not a dossier", false},
		{"cut", packed(t)[:400], "not a dossier", false},
		{"traversal", remade(t, same, 0o600, "../evil.yaml"), "does not belong", false},
		{"absolute", remade(t, same, 0o600, "/etc/passwd"), "does not belong", false},
		{"folder", remade(t, same, 0o600, "rules/"), "does not belong", false},
		{"deep_rule", remade(t, same, 0o600, "rules/../0001.yaml"), "does not belong", false},
		{"link", remade(t, same, fs.ModeSymlink|0o777), "does not belong", false},
		{"twice", remade(t, same, 0o600, ResultName), "twice", false},
		{"no_evidence", remade(t, without(EvidenceName), 0o600), "no evidence.jsonl", false},
		{"no_manifest", remade(t, without(ManifestName), 0o600), "no manifest.json", false},
		{"member_missing", remade(t, without(RuleName(0)), 0o600), "is missing", true},
		{"member_more", remade(t, same, 0o600, RuleName(7)), "not in its manifest", true},
		{"member_changed", remade(t, other, 0o600), "evidence.jsonl is not what", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(c.data)
			if err == nil || !strings.Contains(err.Error(), c.want) || errors.Is(err, ErrAltered) != c.altered {
				t.Errorf("error: got %v, want one with %q, altered %v", err, c.want, c.altered)
			}
		})
	}
}

func TestEveryByteCounts(t *testing.T) {
	good := packed(t)
	original, err := read(good)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0x41
		got, err := read(bad)
		if err != nil {
			continue
		}
		if diff := cmp.Diff(original.members, got.members); diff != "" {
			t.Fatalf("byte %d changed: no error, and other content:\n%s", i, diff)
		}
	}
}

func TestBombIsNotUnpacked(t *testing.T) {
	bomb := remade(t, func(name string, data []byte) (string, []byte) {
		if name == PolicyName {
			return name, make([]byte, maxText+1)
		}
		return name, data
	}, 0o600)
	if _, err := read(bomb); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("error: got %v, want one about the size", err)
	}
}

func TestDiffering(t *testing.T) {
	hashes := func(files map[string]string) []Hash {
		fsys := fstest.MapFS{}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		list, err := HashFiles(fsys)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	got := Differing(hashes(map[string]string{"a/x": "1", "b": "1", "c": "1"}), hashes(map[string]string{"a/x": "1", "b": "2", "d": "1"}))
	if diff := cmp.Diff([]string{"b", "c (no longer there)", "d (new)"}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestCompare(t *testing.T) {
	result := func(v model.Verdict) model.Result {
		return model.Result{Devices: []model.Device{
			{Host: "10.0.0.1", Maker: &model.Maker{Statement: model.Statement{ID: "axis", Verdict: v}}},
			{Host: "10.0.0.2", Site: "east"},
		}}
	}
	if got := Compare(result(model.VerdictLikely), result(model.VerdictLikely)); len(got) != 0 {
		t.Errorf("differences: got %v, want none", got)
	}
	changed := result(model.VerdictConfirmed)
	changed.Devices = changed.Devices[:1]
	changed.Summary.Devices = 1
	got := strings.Join(Compare(result(model.VerdictLikely), changed), "\n")
	for _, want := range []string{"10.0.0.1: maker was axis (likely, 0), is axis (confirmed, 0)", "10.0.0.2 (east): not there", "summary was"} {
		if !strings.Contains(got, want) {
			t.Errorf("differences: got %s, want %q among them", got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(packed(f))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := read(data)
		if err == nil && b.Member(EvidenceName) == nil && b.Member(ManifestName) == nil {
			t.Error("no error, and nothing in it")
		}
	})
}
