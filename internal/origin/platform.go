package origin

// Platform is a software stack that equipment of one or several makers runs.
// A platform names a maker only where Maker is set; most are shared and name
// nobody.
type Platform struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases,omitempty"`
	What    string   `yaml:"what"`             // what it is, in a sentence
	Maker   string   `yaml:"maker,omitempty"`  // whose it is, when that is known
	Shared  bool     `yaml:"shared,omitempty"` // other companies' equipment runs it too
	Claims  []string `yaml:"claims"`           // what the sentence rests on
}

// platformFile is the form of platforms.yaml.
type platformFile struct {
	Platforms []Platform `yaml:"platforms"`
	Claims    []Claim    `yaml:"claims"`
}
