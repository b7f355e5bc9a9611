package inventory

import (
	"cmp"

	"camorigin/internal/model"
)

// Field is something that a device says otherwise than before. An empty value is
// not known.
type Field struct {
	Name string `json:"name"` // kind, maker, brand, model, firmware
	Old  string `json:"old"`
	New  string `json:"new"`
}

// fieldsChanged lists what is different. That brand, model and firmware are not
// known any more is no change: a device does not say everything every time.
func fieldsChanged(before, after model.Device) []Field {
	var list []Field
	add := func(name, was, is string, differ, always bool) {
		if differ && (is != "" || always) {
			list = append(list, Field{Name: name, Old: was, New: is})
		}
	}
	text := func(name, was, is string) { add(name, was, is, was != is, false) }
	add("kind", string(before.Kind), string(after.Kind), before.Kind != after.Kind, true)
	was, is := makerOf(before), makerOf(after)
	add("maker", nameOf(was), nameOf(is), idOf(was) != idOf(is), true)
	add("brand", nameOf(before.Brand), nameOf(after.Brand), idOf(before.Brand) != idOf(after.Brand), false)
	text("model", before.Model, after.Model)
	text("firmware", before.Firmware, after.Firmware)
	return list
}

func makerOf(d model.Device) *model.Statement {
	if d.Maker == nil {
		return nil
	}
	return &d.Maker.Statement
}

// idOf is what statements are compared by.
func idOf(s *model.Statement) string {
	if s == nil {
		return ""
	}
	return cmp.Or(s.ID, s.Name)
}
