package judge

import (
	"slices"

	"camorigin/internal/model"
)

// Settled is what the evidence of one device says so far, as far as it steers
// what is asked next.
type Settled struct {
	Other  bool // surely no surveillance equipment
	Enough bool // maker and kind are confirmed, model and firmware known
	Maker  bool // the maker is known
	Model  bool // the model is known
}

// Settled judges the evidence of one device while it is being asked.
func (j *Judge) Settled(list []model.Evidence) Settled {
	if len(list) == 0 {
		return Settled{}
	}
	found := j.identify(host{address: list[0].Host, evidence: list})
	device := found.device
	known := device.Maker != nil && device.Maker.Verdict.Sure()
	return Settled{
		Other: device.Kind == model.KindOther && slices.ContainsFunc(found.matches, surelyOther),
		Enough: known && device.Maker.Verdict == model.VerdictConfirmed && device.Surveillance &&
			device.Model != "" && device.Firmware != "",
		Maker: known,
		Model: device.Model != "",
	}
}

// otherCertainty is how sure a single text must be that a device is no
// surveillance equipment before the device is left alone. A network disk or the
// empty start page of a web server is not enough: recording software may run
// behind another port.
const otherCertainty = 0.8

func surelyOther(m model.Match) bool {
	return model.Kind(m.Says.Kind) == model.KindOther && m.Certainty >= otherCertainty
}
