package cyclonedx_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"camorigin/internal/model"
	"camorigin/internal/report/cyclonedx"
	"camorigin/internal/report/reporttest"
)

// compile reads the official schema, which the library has beside its source.
func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	if err != nil {
		t.Fatalf("find the library: %v", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	const base = "http://cyclonedx.org/schema/"
	for name, file := range map[string]string{"bom-1.6.schema.json": "bom-1.6.schema.json", "spdx.schema.json": "spdx.schema.json", "jsf-0.82.schema.json": "jsf-0.82.schemax.json"} {
		data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "schema", file))
		if err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource(base+name, document); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile(base + "bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func render(t *testing.T, r model.Result, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := cyclonedx.Render(&b, r, cyclonedx.Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func parse(t *testing.T, r model.Result) *cdx.BOM {
	t.Helper()
	bom := cdx.NewBOM()
	if err := cdx.NewBOMDecoder(bytes.NewReader(render(t, r, "en")), cdx.BOMFileFormatJSON).Decode(bom); err != nil {
		t.Fatal(err)
	}
	return bom
}

func hostile() model.Result {
	r := reporttest.Result()
	for _, f := range reporttest.Fields(&r) {
		f.Set(reporttest.Sink)
	}
	return r
}

func TestBillsFollowTheOfficialSchema(t *testing.T) {
	schema := compile(t)
	for name, r := range map[string]model.Result{"full": reporttest.Result(), "empty": reporttest.Empty(), "nothing": {}, "hostile": hostile()} {
		for _, lang := range []string{"en", "da"} {
			document, err := jsonschema.UnmarshalJSON(bytes.NewReader(render(t, r, lang)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(document); err != nil {
				t.Errorf("%s in %s: %v", name, lang, err)
			}
		}
	}
	for from, to := range map[string]string{`"type": "device"`: `"type": "camera"`, `"version": 1`: `"version": 0`, `"components"`: `"parts"`} {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.Replace(render(t, reporttest.Result(), "en"), []byte(from), []byte(to), 1)))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(document) == nil {
			t.Errorf("got no error with %s in place of %s", to, from)
		}
	}
}

// property returns a property of a component, or the empty text.
func property(c cdx.Component, name string) string {
	for _, p := range *c.Properties {
		if p.Name == "camorigin:"+name {
			return p.Value
		}
	}
	return ""
}

func TestComponents(t *testing.T) {
	bom := parse(t, reporttest.Result())
	components := *bom.Components
	if len(components) != 10 {
		t.Fatalf("got %d components, want the 10 devices", len(components))
	}
	first := components[0]
	if first.Type != cdx.ComponentTypeDevice || first.Name != "C500" || first.Version != "V5.5.82 build 200603" || first.Manufacturer == nil || first.Manufacturer.Name != "Hikvision" {
		t.Errorf("got %+v", first)
	}
	for name, want := range map[string]string{
		"host": "10.20.0.7", "serial": "C500-20200618AAWRE12345678", "mac": "44:19:b6:12:34:56", "brand": "Annke", "brand:verdict": "likely",
		"maker:verdict": "confirmed", "maker:confidence": "0.97", "maker:country": "CN", "flagged:default": "high: The maker is under Chinese control.",
	} {
		if got := property(first, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestManufacturersAreSure(t *testing.T) {
	for verdict, want := range map[model.Verdict]bool{
		model.VerdictConfirmed: true, model.VerdictLikely: true, model.VerdictPossible: false, model.VerdictConflict: false, model.VerdictUnknown: false, model.VerdictListed: false,
	} {
		d := model.Device{Host: "10.0.0.7", Kind: model.KindCamera, Maker: &model.Maker{Statement: model.Statement{Name: "Axis", Verdict: verdict}}}
		c := (*parse(t, model.Result{Devices: []model.Device{d}}).Components)[0]
		if got := c.Manufacturer != nil; got != want || c.Name != "camera" {
			t.Errorf("%s: got manufacturer %v of %q, want %v of a camera", verdict, got, c.Name, want)
		}
	}
}

func TestNamesStay(t *testing.T) {
	bill := func(devices ...model.Device) (*cdx.BOM, []string) {
		bom := parse(t, model.Result{Devices: devices})
		var refs []string
		for _, c := range *bom.Components {
			refs = append(refs, c.BOMRef)
		}
		return bom, refs
	}
	a, b := model.Device{Host: "10.0.0.7"}, model.Device{Host: "10.0.0.8"}
	one, refs := bill(b, a)
	two, others := bill(a, b)
	if one.SerialNumber != two.SerialNumber || refs[0] != others[0] || refs[0] == refs[1] {
		t.Errorf("got %s %v and %s %v, want the same", one.SerialNumber, refs, two.SerialNumber, others)
	}
	a.Firmware = "2"
	if three, newer := bill(a, b); three.SerialNumber == one.SerialNumber || newer[0] != refs[0] {
		t.Errorf("got %s %v for new firmware, want another number and the names %v", three.SerialNumber, newer, refs)
	}
	if _, same := bill(a, a, a); same[0] == same[1] || same[1] == same[2] {
		t.Errorf("got references %v of three devices in one place, want them distinct", same)
	}
}

func TestBillsReadTheSameInEveryLanguage(t *testing.T) {
	if r := reporttest.Result(); !bytes.Equal(render(t, r, "en"), render(t, r, "da")) {
		t.Error("got other bytes in Danish than in English")
	}
}
