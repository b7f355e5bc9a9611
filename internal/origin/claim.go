package origin

import "camorigin/internal/model"

// Claim is one statement in our own words and the source it rests on.
type Claim struct {
	ID        string `yaml:"id"`
	Text      string `yaml:"text"`
	Source    Source `yaml:"source"`
	Checked   Date   `yaml:"checked"`   // when the source was read
	Confirmed bool   `yaml:"confirmed"` // false: without effect on any finding
}

// Source is where a claim was found.
type Source struct {
	URL       string `yaml:"url,omitempty"` // empty only for unconfirmed claims
	Publisher string `yaml:"publisher"`
	Date      Date   `yaml:"date"`
}

// Model is the claim as results carry it.
func (c Claim) Model() model.Claim {
	return model.Claim{
		ID: c.ID, Text: c.Text, URL: c.Source.URL, Publisher: c.Source.Publisher,
		Date: string(c.Source.Date), Checked: string(c.Checked), Confirmed: c.Confirmed,
	}
}
