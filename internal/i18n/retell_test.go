package i18n

import "testing"

func TestRetold(t *testing.T) {
	da := load(t, "da")
	tests := map[string]struct{ in, want string }{
		"with_arguments": {"interrupted: 7 of 254 addresses were not tried", "afbrudt: 7 af 254 adresser blev ikke forsøgt"},
		"decimal":        {"1.2 % of the connection attempts were lost on the way; silent addresses were visited 3 times, and devices may still be missing", "1,2 % af forbindelsesforsøgene gik tabt undervejs; tavse adresser blev besøgt 3 gange, og der kan stadig mangle enheder"},
		"whole":          {"the model is not known", "modellen kendes ikke"},
		"the_firmer":     {"port 80 answered before and now refuses", "port 80 svarede før, men afviser nu"},
		"unknown":        {"Something else.", "Something else."},
		"danish_already": {"modellen kendes ikke", "modellen kendes ikke"},
		"empty":          {"", ""},
		"more_than_that": {"the model is not known, by the way", "the model is not known, by the way"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := da.Retold(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := load(t, English).Retold(tt.in); got != tt.in {
				t.Errorf("en: got %q, want what it was", got)
			}
		})
	}
}

func TestRetoldAs(t *testing.T) {
	da := load(t, "da")
	tests := map[string]struct{ key, in, want string }{
		"whole":       {"check.clock-wrong.title", "Clock of the device is wrong", "Enhedens ur går forkert"},
		"named":       {"check.listed-company.title", "Official lists name Hikvision", "Officielle lister nævner Hikvision"},
		"other_key":   {"check.clock-wrong.text", "Clock of the device is wrong", "Clock of the device is wrong"},
		"unknown_key": {"check.none.title", "Clock of the device is wrong", "Clock of the device is wrong"},
		"nested": {
			"finding.by_hand.next", "Find out by model number, label or invoice who made the device. The evidence of the device does not settle it.",
			"Find ud af, hvem der har fremstillet enheden, ud fra modelnummer, mærkeplade eller faktura. Enhedens egne svar afgør det ikke.",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := da.RetoldAs(tt.key, tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRewritten(t *testing.T) {
	got, ok := Rewritten("Hikvision: supplier to assess", "{company}: supplier to assess", "{company}: leverandør, der skal vurderes")
	if !ok || got != "Hikvision: leverandør, der skal vurderes" {
		t.Errorf("got %q, %v", got, ok)
	}
	if got, ok := Rewritten("Hikvision", "{company}: supplier", "{company}"); ok {
		t.Errorf("got %q for another text, want none", got)
	}
}

func FuzzRetold(f *testing.F) {
	f.Add("interrupted: 7 of 254 addresses were not tried")
	f.Add("%s %d {company}")
	da, err := Load("da")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_ = da.Retold(text)
		_ = da.RetoldAs("check.known-vulnerability.title", text)
	})
}
