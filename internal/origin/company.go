package origin

import "camorigin/internal/strictyaml"

// Role says what a company does in this trade.
type Role string

// The roles. Only a maker is an answer to "who made this device".
const (
	RoleMaker  Role = "maker"  // develops or makes equipment or its firmware
	RoleSeller Role = "seller" // sells under its own brands what others make
	RoleOwner  Role = "owner"  // neither: stands here because it controls others or is on a list
)

// Status says how well a statement about a company is supported.
type Status string

// The statuses. Only StatusSourced has an effect on findings; StatusDisputed
// asks for a check by hand.
const (
	StatusSourced     Status = "sourced"
	StatusDisputed    Status = "disputed"
	StatusUnconfirmed Status = "unconfirmed"
)

// Company is a firm that makes, sells or controls surveillance equipment. It
// is one file of the makers directory.
type Company struct {
	ID           string          `yaml:"id"`
	Name         string          `yaml:"name"`                   // as commonly called
	LegalName    string          `yaml:"legal_name,omitempty"`   // as registered; empty when not known
	Role         Role            `yaml:"role"`                   // maker, seller or owner
	Aliases      []string        `yaml:"aliases,omitempty"`      // other names by which devices and people call the company
	Headquarters *Headquarters   `yaml:"headquarters,omitempty"` // nil when not known
	Control      []Edge          `yaml:"control,omitempty"`      // who controls or owns it
	Brands       []Brand         `yaml:"brands,omitempty"`       // the brands it sells under
	Registrants  []Registrant    `yaml:"registrants,omitempty"`  // its names in the IEEE registry of MAC prefixes
	Notes        string          `yaml:"notes,omitempty"`        // what a reader should know, without effect
	Claims       []Claim         `yaml:"claims,omitempty"`
	Line         strictyaml.Line // where it begins in its file
}

// Headquarters is the country from which a company is run.
type Headquarters struct {
	Country string   `yaml:"country"` // ISO 3166-1 alpha-2
	Claims  []string `yaml:"claims"`
}

// EdgeKind says what sort of hold one company or state has over another.
type EdgeKind string

// The kinds of control. A state's holding is an edge like any other.
const (
	EdgeOwnership    EdgeKind = "ownership"
	EdgeState        EdgeKind = "state"
	EdgeJointVenture EdgeKind = "joint-venture"
	EdgeMinority     EdgeKind = "minority" // a holding that gives no control by itself
	EdgeGroup        EdgeKind = "group"    // common owners or management
)

// Edge is one hold that somebody has over a company, for a time.
type Edge struct {
	By        string   `yaml:"by,omitempty"`    // identifier of the company that holds
	Owner     string   `yaml:"owner,omitempty"` // its name, when it has no file
	Kind      EdgeKind `yaml:"kind"`
	Share     string   `yaml:"share,omitempty"` // as the source states it
	Since     Date     `yaml:"since,omitempty"`
	Until     Date     `yaml:"until,omitempty"`
	Countries []string `yaml:"countries,omitempty"` // from which control is exercised; those of By when empty
	Status    Status   `yaml:"status"`
	Claims    []string `yaml:"claims"`
}

// Brand is a name on the box. It belongs to the company in whose file it
// stands.
type Brand struct {
	ID        string   `yaml:"id"`
	Name      string   `yaml:"name"`
	Aliases   []string `yaml:"aliases,omitempty"`
	Since     Date     `yaml:"since,omitempty"`
	Until     Date     `yaml:"until,omitempty"`
	Claims    []string `yaml:"claims,omitempty"`    // that the brand belongs to the company
	Suppliers []Supply `yaml:"suppliers,omitempty"` // others known to make equipment sold under it
	Owner     string   `yaml:"-"`                   // the company of the file
}

// Relation says how a brand is tied to a maker.
type Relation string

// The relations. The last two are priors: they say what may be, not what a
// certain device is.
const (
	RelationOwn        Relation = "own"            // the owner of the brand makes the equipment
	RelationSubsidiary Relation = "subsidiary"     // the brand's company belongs to the maker
	RelationAll        Relation = "oem-all"        // everything sold under the brand comes from the maker
	RelationSome       Relation = "oem-some"       // some of it does
	RelationHistorical Relation = "oem-historical" // some of it did
)

// Decides reports whether a brand under this relation tells the maker of every
// device that bears it.
func (r Relation) Decides() bool {
	return r == RelationOwn || r == RelationSubsidiary || r == RelationAll
}

// Supply is a relation between a brand and a maker that is not its owner.
type Supply struct {
	Maker    string   `yaml:"maker"`
	Relation Relation `yaml:"relation"`
	Since    Date     `yaml:"since,omitempty"`
	Until    Date     `yaml:"until,omitempty"`
	Claims   []string `yaml:"claims"`
}
