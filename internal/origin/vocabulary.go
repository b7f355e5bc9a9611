package origin

// MakerID resolves the identifier, name, legal name or alias of a company that
// makes equipment, without regard to case, spaces, punctuation and legal form.
// A company that only sells what others make is no maker: it is found by
// BrandID and CompanyID.
func (kb *KB) MakerID(name string) (string, bool) { return lookUp(kb.makerNames, name) }

// CompanyID resolves a name as MakerID does, for every company.
func (kb *KB) CompanyID(name string) (string, bool) { return lookUp(kb.companyNames, name) }

// BrandID resolves the identifier, name or alias of a brand, as MakerID does.
func (kb *KB) BrandID(name string) (string, bool) { return lookUp(kb.brandNames, name) }

// PlatformID resolves the identifier, name or alias of a platform, as MakerID
// does.
func (kb *KB) PlatformID(name string) (string, bool) { return lookUp(kb.platformNames, name) }

// MakerName is the common name of the company with an identifier, or the
// identifier itself when it is not known.
func (kb *KB) MakerName(id string) string {
	if c, ok := kb.companies[id]; ok {
		return c.Name
	}
	return id
}

// BrandName is the name of the brand with an identifier, or the identifier
// itself when it is not known.
func (kb *KB) BrandName(id string) string {
	if b, ok := kb.brands[id]; ok {
		return b.Name
	}
	return id
}

// PlatformName is the name of the platform with an identifier, or the
// identifier itself when it is not known.
func (kb *KB) PlatformName(id string) string {
	if p, ok := kb.platforms[id]; ok {
		return p.Name
	}
	return id
}

func lookUp(names map[string]string, name string) (string, bool) {
	folded := fold(name)
	if folded == "" {
		return "", false
	}
	id, ok := names[folded]
	return id, ok
}
