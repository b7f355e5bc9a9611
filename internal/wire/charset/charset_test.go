package charset

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	tests := map[string]struct{ raw, hint, want string }{
		"ascii":                     {"IP Camera", "", "IP Camera"},
		"empty":                     {"", "gb2312", ""},
		"utf_8":                     {"Überwachung", "", "Überwachung"},
		"utf_8_with_mark":           {"\xef\xbb\xbfweb", "", "web"},
		"utf_8_declared_as_gb2312":  {"网络摄像机", "text/html; charset=gb2312", "网络摄像机"},
		"utf_16_little_endian":      {"\xff\xfeI\x00P\x00", "", "IP"},
		"utf_16_big_endian":         {"\xfe\xff\x00I\x00P", "", "IP"},
		"utf_16_without_mark":       {"<\x00a\x00>\x00", "", "<a>"},
		"gbk_by_content_type":       {"\xcd\xf8\xc2\xe7", "text/html; charset=GB2312", "网络"},
		"gbk_by_label":              {"\xcd\xf8\xc2\xe7", "gbk", "网络"},
		"gbk_by_meta":               {"<meta charset=\"gb2312\"><title>\xcd\xf8\xc2\xe7</title>", "", "<meta charset=\"gb2312\"><title>网络</title>"},
		"gbk_by_xml_declaration":    {"<?xml version=\"1.0\" encoding='GB2312'?><n>\xcd\xf8</n>", "", "<?xml version=\"1.0\" encoding='GB2312'?><n>网</n>"},
		"gbk_undeclared":            {"\xcd\xf8\xc2\xe7\xc9\xe3\xcf\xf1\xbb\xfa", "", "网络摄像机"},
		"big5_by_label":             {"\xba\xf4\xb8\xf4", "big5", "網路"},
		"big5_undeclared":           {"\xba\xf4\xb8\xf4\xc4\xe1\xbc\x76\xbe\xf7", "", "網路攝影機"},
		"latin_1_undeclared":        {"Cam\xe9ra r\xe9seau", "", "Caméra réseau"},
		"unknown_label":             {"Cam\xe9ra", "x-nonsense", "Caméra"},
		"shift_jis_by_label":        {"\x83J\x83\x81\x83\x89", "Shift_JIS", "カメラ"},
		"utf_8_cut_in_a_character":  {"网络摄像\xe6\x9c", "", "网络摄像\ufffd"},
		"broken_declared_utf_8":     {"网络\xff摄像机网络摄像机", "utf-8", "网络\ufffd摄像机网络摄像机"},
		"declared_but_not_so":       {"\xff\xff\xff\xff", "utf-8", "ÿÿÿÿ"},
		"no_charset_in_hint":        {"Cam\xe9ra", "text/html", "Caméra"},
		"nul_bytes_survive":         {"a\x00b", "", "a\x00b"},
		"control_bytes_of_cp_1252_": {"\x93Kamera\x94 \xe6\xf8", "", "“Kamera” æø"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Decode([]byte(test.raw), test.hint); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xcd\xf8\xc2\xe7"), "gb2312")
	f.Add([]byte("<\x00a\x00"), "")
	f.Add([]byte("<?xml encoding='big5'?>\xba"), "text/html; charset=")
	f.Add([]byte("Cam\xe9ra"), "iso-2022-jp")
	f.Fuzz(func(t *testing.T, raw []byte, hint string) {
		text := Decode(raw, hint)
		if !utf8.ValidString(text) {
			t.Errorf("%q is not valid UTF-8", text)
		}
		if len(raw) > 2 && strings.TrimSpace(text) == "" && strings.TrimSpace(string(raw)) != "" && raw[0] < 0x80 && raw[0] > ' ' && raw[1] > ' ' {
			t.Errorf("text of %q was lost", raw)
		}
	})
}
