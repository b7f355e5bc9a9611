package inventory

import "camorigin/internal/model"

// renumber moves every index of evidence to its new place, and takes those out
// that have none.
func renumber(r *model.Result, to func(int) (int, bool)) {
	renumberFindings(r.Findings, to)
	for _, list := range [][]model.Device{r.Devices, r.Others} {
		for i := range list {
			renumberDevice(&list[i], to)
		}
	}
}

func renumberDevice(d *model.Device, to func(int) (int, bool)) {
	var because []model.Because
	for _, b := range d.Because {
		if i, kept := to(b.Answer); kept {
			b.Answer = i
			because = append(because, b)
		}
	}
	d.Because = because
	renumberFindings(d.Findings, to)
}

func renumberFindings(findings []model.Finding, to func(int) (int, bool)) {
	for k := range findings {
		var list []int
		for _, i := range findings[k].Evidence {
			if at, kept := to(i); kept {
				list = append(list, at)
			}
		}
		findings[k].Evidence = list
	}
}
