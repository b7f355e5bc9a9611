package cli

import (
	"fmt"
	"io"
	"os"

	"camorigin/internal/bundle"
	"camorigin/internal/cost"
	"camorigin/internal/decisions"
	"camorigin/internal/origin"
)

// maxUserFile bounds a file of the user; what reads it refuses longer ones.
const maxUserFile = 2 << 20

// decided reads the file of decisions, when one is given.
func (f *outputFlags) decided(kb *origin.KB) (*decisions.Set, error) {
	if f.decisions == "" {
		return nil, nil
	}
	data, err := f.userFile("--decisions", f.decisions, bundle.DecisionsName)
	if err != nil {
		return nil, err
	}
	return decisions.Read(f.decisions, data, kb)
}

// priceList reads the prices, the user's or those of the data, in the currency
// that is asked for.
func (f *outputFlags) priceList() (cost.Prices, error) {
	data := f.data.FS()
	if f.dossier != nil && f.dossier.Member(bundle.PricesName) != nil {
		data = f.dossier.FS()
	}
	prices, err := cost.Load(data)
	if err != nil {
		return cost.Prices{}, fmt.Errorf("embedded data: %w", err)
	}
	if f.prices != "" {
		data, err := f.userFile("--prices", f.prices, bundle.OwnPricesName)
		if err != nil {
			return cost.Prices{}, err
		}
		if prices, err = cost.Read(f.prices, data, prices); err != nil {
			return cost.Prices{}, err
		}
	}
	prices, err = prices.In(f.currency)
	if err != nil {
		return cost.Prices{}, fmt.Errorf("--currency: %w", err)
	}
	return prices, nil
}

// userFile reads a file of the user, from the disk or the dossier.
func (f *outputFlags) userFile(flag, path, member string) ([]byte, error) {
	if f.dossier != nil {
		return f.dossier.Member(member), nil
	}
	return readUserFile(flag, path)
}

func readUserFile(flag, path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, maxUserFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	return data, nil
}
