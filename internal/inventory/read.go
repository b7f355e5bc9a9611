package inventory

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"camorigin/internal/model"
)

// maxResult bounds a saved result that is read back.
const maxResult = 1 << 30

// ReadResult reads a result that the program saved. Its error names the input
// and says what to do. Indexes of evidence that the result does not have are
// taken out.
func ReadResult(r io.Reader, name string) (model.Result, error) {
	var result model.Result
	decoder := json.NewDecoder(io.LimitReader(r, maxResult))
	if err := decoder.Decode(&result); err != nil {
		return model.Result{}, fmt.Errorf("%s: not a result of camorigin (%w); save one with -o result.json", name, err)
	}
	if result.Schema != model.SchemaResult {
		return model.Result{}, fmt.Errorf("%s: schema %q is not %q; save the result with this version of camorigin", name, result.Schema, model.SchemaResult)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return model.Result{}, fmt.Errorf("%s: more than one result in it; save each to a file of its own", name)
	}
	renumber(&result, func(i int) (int, bool) { return i, i >= 0 && i < len(result.Evidence) })
	return result, nil
}
