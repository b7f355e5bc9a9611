package rules

import (
	"fmt"

	"camorigin/internal/model"
)

// knownOnly leaves out what the vocabulary has no name for.
func knownOnly(says model.Says, vocab Vocabulary) model.Says {
	if vocab == nil {
		return says
	}
	if says.Maker != "" && vocab.MakerName(says.Maker) == "" {
		says.Maker = ""
	}
	if says.Brand != "" && vocab.BrandName(says.Brand) == "" {
		says.Brand = ""
	}
	if says.Platform != "" && vocab.PlatformName(says.Platform) == "" {
		says.Platform = ""
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
