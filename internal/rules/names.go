package rules

import (
	"fmt"

	"camorigin/internal/model"
)

// knownOnly leaves out the identifiers that the vocabulary does not have.
func knownOnly(says model.Says, vocab Vocabulary) model.Says {
	if vocab == nil {
		return says
	}
	for _, name := range []struct {
		id      *string
		resolve func(string) (string, bool)
	}{{&says.Maker, vocab.MakerID}, {&says.Brand, vocab.BrandID}, {&says.Platform, vocab.PlatformID}} {
		if id, ok := name.resolve(*name.id); !ok || id != *name.id {
			*name.id = ""
		}
	}
	return says
}

// checkNames reports a constant that the vocabulary does not know.
func checkNames(c *compiled, vocab Vocabulary) error {
	says := c.says.constant
	known := knownOnly(says, vocab)
	switch {
	case says.Maker != known.Maker:
		return fmt.Errorf("says maker %.60q, which no file of makers has", says.Maker)
	case says.Brand != known.Brand:
		return fmt.Errorf("says brand %.60q, which no file of makers has", says.Brand)
	case says.Platform != known.Platform:
		return fmt.Errorf("says platform %.60q, which is not among the platforms", says.Platform)
	}
	return nil
}
