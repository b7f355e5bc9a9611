package strictyaml

import (
	"encoding"
	"reflect"
	"time"

	"gopkg.in/yaml.v3"
)

var (
	lineType      = reflect.TypeFor[Line]()
	oneOrMoreType = reflect.TypeFor[OneOrMore]()
	durationType  = reflect.TypeFor[time.Duration]()
)

// decoder keeps what is worked out once for files of one form. It serves one
// goroutine.
type decoder struct {
	layouts map[reflect.Type]layout
}

func newDecoder() decoder { return decoder{layouts: map[reflect.Type]layout{}} }

// decodeValue sets target, which can be set, to what the node says.
func (d decoder) decodeValue(n *yaml.Node, target reflect.Value) error {
	if target.Kind() == reflect.Pointer {
		if target.IsNil() {
			target.Set(reflect.New(target.Type().Elem()))
		}
		return d.decodeValue(n, target.Elem())
	}
	if unmarshaler, ok := target.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return decodeText(n, unmarshaler)
	}
	switch target.Type() {
	case durationType:
		return decodeDuration(n, target)
	case oneOrMoreType:
		if n.Kind == yaml.ScalarNode {
			value, err := text(n)
			target.Set(reflect.ValueOf(OneOrMore{value}))
			return err
		}
	}
	switch target.Kind() {
	case reflect.Struct:
		return d.decodeStruct(n, target)
	case reflect.Slice:
		return d.decodeList(n, target)
	case reflect.Map:
		return d.decodeMap(n, target)
	}
	return decodeScalar(n, target)
}

func decodeScalar(n *yaml.Node, target reflect.Value) error {
	switch target.Kind() {
	case reflect.String:
		value, err := text(n)
		target.SetString(value)
		return err
	case reflect.Bool:
		value, err := boolean(n)
		target.SetBool(value)
		return err
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		value, err := integer(n, target.Type().Bits())
		target.SetInt(value)
		return err
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		value, err := unsigned(n, target.Type().Bits())
		target.SetUint(value)
		return err
	case reflect.Float32, reflect.Float64:
		value, err := float(n)
		target.SetFloat(value)
		return err
	}
	return at(n, "cannot be read into a %s, which is a fault of the program", target.Type())
}

func decodeText(n *yaml.Node, target encoding.TextUnmarshaler) error {
	value, err := text(n)
	if err != nil {
		return err
	}
	if err := target.UnmarshalText([]byte(value)); err != nil {
		return at(n, "%s is not what is meant here (%.200v), correct it", quote(value), err)
	}
	return nil
}

func decodeDuration(n *yaml.Node, target reflect.Value) error {
	value, err := text(n)
	if err != nil {
		return err
	}
	duration, err := time.ParseDuration(value)
	if err != nil {
		return at(n, "%s is no duration, write one like 3s or 500ms", quote(value))
	}
	target.SetInt(int64(duration))
	return nil
}

func (d decoder) decodeList(n *yaml.Node, target reflect.Value) error {
	if n.Kind != yaml.SequenceNode {
		return at(n, "%s where a list is meant, begin every entry with a dash", described(n))
	}
	list := reflect.MakeSlice(target.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		if err := d.decodeValue(item, list.Index(i)); err != nil {
			return err
		}
	}
	target.Set(list)
	return nil
}

func (d decoder) decodeMap(n *yaml.Node, target reflect.Value) error {
	if n.Kind != yaml.MappingNode {
		return at(n, "%s where a mapping is meant, write key: value lines", described(n))
	}
	if target.IsNil() {
		target.Set(reflect.MakeMapWithSize(target.Type(), len(n.Content)/2))
	}
	for key, value := range keys(n) {
		if err := d.decodeEntry(key, value, target); err != nil {
			return err
		}
	}
	return nil
}

// decodeEntry adds one entry to a map.
func (d decoder) decodeEntry(key, value *yaml.Node, target reflect.Value) error {
	k := reflect.New(target.Type().Key()).Elem()
	if err := d.decodeValue(key, k); err != nil {
		return err
	}
	v := reflect.New(target.Type().Elem()).Elem()
	if err := d.decodeValue(value, v); err != nil {
		return err
	}
	target.SetMapIndex(k, v)
	return nil
}
