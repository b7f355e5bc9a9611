package origin

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"camorigin/internal/strictyaml"
)

// The files that Load reads.
const (
	makersDir     = "makers"
	listsFile     = "lists.yaml"
	platformsFile = "platforms.yaml"
	modulesFile   = "modules.yaml"
)

// data is what the files say, before it is linked.
type data struct {
	companies []Company
	files     map[string]string // company identifier to file
	lists     listFile
	platforms platformFile
	modules   moduleFile
}

// moduleFile is the form of modules.yaml: registrants of MAC prefixes whose
// chips and modules are in everybody's devices.
type moduleFile struct {
	Registrants []string `yaml:"registrants"`
}

// Load reads makers/*.yaml, lists.yaml, platforms.yaml and modules.yaml. Data
// in which Lint finds a problem is refused: a false statement about a company
// is worse than none.
func Load(fsys fs.FS) (*KB, error) {
	d, err := read(fsys)
	if err != nil {
		return nil, fmt.Errorf("load companies and lists: %w", err)
	}
	if problems := d.lint(); len(problems) > 0 {
		return nil, fmt.Errorf("load companies and lists: %w", joined(problems))
	}
	return d.link(), nil
}

func read(fsys fs.FS) (*data, error) {
	d := &data{files: map[string]string{}}
	err := strictyaml.DecodeDir(fsys, makersDir, strictyaml.Limits{}, func(name string, c Company) error {
		if other, taken := d.files[c.ID]; taken {
			return fmt.Errorf("%s: company %q stands in %s already, give it another id", name, c.ID, other)
		}
		d.companies, d.files[c.ID] = append(d.companies, c), name
		return nil
	})
	if err != nil {
		return nil, err
	}
	for name, out := range map[string]any{listsFile: &d.lists, platformsFile: &d.platforms, modulesFile: &d.modules} {
		if err := strictyaml.DecodeFile(fsys, name, out, strictyaml.Limits{}); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// joined makes one error of the first problems.
func joined(problems []Problem) error {
	const shown = 5
	var errs []error
	for _, p := range problems[:min(shown, len(problems))] {
		errs = append(errs, errors.New(p.String()))
	}
	if more := len(problems) - len(errs); more > 0 {
		errs = append(errs, fmt.Errorf("and %d more", more))
	}
	return errors.Join(errs...)
}

// link builds the indexes of sound data.
func (d *data) link() *KB {
	kb := &KB{
		companies: map[string]Company{}, brands: map[string]Brand{}, platforms: map[string]Platform{},
		claims: map[string]Claim{}, registrants: map[string]Assignee{},
		makerNames: map[string]string{}, companyNames: map[string]string{},
		brandNames: map[string]string{}, platformNames: map[string]string{},
	}
	for _, name := range d.modules.Registrants {
		kb.registrants[fold(name)] = Assignee{Class: ClassModule}
	}
	for _, c := range d.companies {
		kb.addCompany(c)
	}
	for _, p := range d.platforms.Platforms {
		kb.platforms[p.ID] = p
		index(kb.platformNames, p.ID, append([]string{p.ID, p.Name}, p.Aliases...))
	}
	kb.addClaims(d.lists.Claims)
	kb.addClaims(d.platforms.Claims)
	kb.lists = slices.SortedFunc(slices.Values(d.lists.Lists), func(a, b List) int { return strings.Compare(a.ID, b.ID) })
	return kb
}

func (kb *KB) addCompany(c Company) {
	kb.companies[c.ID] = c
	index(kb.companyNames, c.ID, c.names())
	if c.Role == RoleMaker {
		index(kb.makerNames, c.ID, c.names())
	}
	for _, b := range c.Brands {
		b.Owner = c.ID
		kb.brands[b.ID] = b
		index(kb.brandNames, b.ID, b.names())
	}
	for _, r := range c.Registrants {
		kb.registrants[fold(r.Name)] = Assignee{Company: c.ID, Class: r.Class}
	}
	kb.addClaims(c.Claims)
}

func (kb *KB) addClaims(claims []Claim) {
	for _, c := range claims {
		kb.claims[c.ID] = c
	}
}

// names are the spellings by which a company is found.
func (c Company) names() []string { return append([]string{c.ID, c.Name, c.LegalName}, c.Aliases...) }

// names are the spellings by which a brand is found.
func (b Brand) names() []string { return append([]string{b.ID, b.Name}, b.Aliases...) }

func index(names map[string]string, id string, spellings []string) {
	for _, s := range spellings {
		if folded := fold(s); folded != "" {
			names[folded] = id
		}
	}
}
