package origin

// Class says what a MAC prefix of a registrant can tell.
type Class string

// The classes. A prefix alone never decides a maker; of a module or mixed
// registrant it does not even hint at one.
const (
	ClassDedicated Class = "dedicated" // the registrant makes surveillance equipment and little else
	ClassMixed     Class = "mixed"     // cameras among much else
	ClassModule    Class = "module"    // network modules and chips built into other companies' devices
)

// Registrant is a name under which a company holds blocks of the IEEE
// registry.
type Registrant struct {
	Name  string `yaml:"name"`
	Class Class  `yaml:"class"`
}

// Assignee is what the registry's name for a MAC prefix tells of a company.
type Assignee struct {
	Company string // identifier
	Class   Class
}

// MakerByRegistrant tells which company stands behind a name of the IEEE
// registry. Names of module makers are known too, with ClassModule, and must
// never count as a maker.
func (kb *KB) MakerByRegistrant(name string) (Assignee, bool) {
	a, ok := kb.registrants[fold(name)]
	return a, ok
}
