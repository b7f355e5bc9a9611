// Package cyclonedx renders the surveillance equipment of a result as a
// hardware bill of materials, in CycloneDX 1.6.
//
// Each device is a component of the type device: its model is the name, its
// firmware the version. Its maker is the manufacturer only where the verdict
// on that is confirmed or likely. Everything else, verdicts included, is a
// property whose name begins with camorigin: and stays the same in every
// language.
package cyclonedx

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// specVersion is the newest version that the common readers know.
const specVersion = cdx.SpecVersion1_6

// Options says how to render.
type Options struct {
	Lang  string      // language of the text; empty means English
	Words words.Words // of a language, where they are loaded already
}

// Render writes the bill of materials as JSON. Its serial number is made from
// the devices: it changes when anything that is known of them does.
func Render(w io.Writer, r model.Result, o Options) error {
	vocabulary, err := words.Chosen(o.Words, o.Lang)
	if err != nil {
		return err
	}
	bom, err := newBOM(vocabulary, r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := cdx.NewBOMEncoder(&b, cdx.BOMFileFormatJSON).SetPretty(true).EncodeVersion(bom, specVersion); err != nil {
		return fmt.Errorf("encode bill of materials: %w", err)
	}
	_, err = w.Write(safetext.JSON(b.Bytes()))
	return err
}

func newBOM(w words.Words, r model.Result) (*cdx.BOM, error) {
	components := newComponents(w, r.Devices)
	serial, err := serialNumber(components)
	if err != nil {
		return nil, err
	}
	bom := cdx.NewBOM()
	bom.SerialNumber = serial
	bom.Metadata = newMetadata(r)
	bom.Components = &components
	return bom, nil
}

// serialNumber is a UUID (RFC 9562, version 8) made from the components.
func serialNumber(components []cdx.Component) (string, error) {
	data, err := json.Marshal(components)
	if err != nil {
		return "", fmt.Errorf("number bill of materials: %w", err)
	}
	id := sha256.Sum256(data)
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:16]), nil
}

// newMetadata says when and how the equipment was found, and of how many
// addresses nothing can be said.
func newMetadata(r model.Result) *cdx.Metadata {
	c := r.Coverage
	properties := propertyList{}
	properties.add("as_of", r.Run.AsOf)
	properties.add("policy", r.Run.Policy)
	properties.add("data_version", r.Run.DataVersion)
	properties.add("incomplete", strconv.FormatBool(r.Run.Incomplete))
	for _, count := range []struct {
		name string
		n    uint64
	}{{"addresses", c.Addresses}, {"answered", c.Answered}, {"refused", c.Refused}, {"silent", c.Silent}, {"not_tried", c.NotTried}} {
		properties.add("coverage:"+count.name, strconv.FormatUint(count.n, 10))
	}
	m := &cdx.Metadata{
		Lifecycles: &[]cdx.Lifecycle{{Phase: cdx.LifecyclePhaseDiscovery}},
		Tools: &cdx.ToolsChoice{Components: &[]cdx.Component{{
			Type: cdx.ComponentTypeApplication, Name: "camorigin", Version: safetext.Line(r.Run.Version),
		}}},
		Properties: properties.list(),
	}
	if !r.Run.Ended.IsZero() {
		m.Timestamp = r.Run.Ended.UTC().Format(time.RFC3339)
	}
	return m
}
