package judge

import "camorigin/internal/model"

// Settled is what the evidence of one device says so far, as far as it steers
// what is asked next.
type Settled struct {
	Other  bool // known to be no surveillance equipment
	Enough bool // maker and kind are confirmed, model and firmware known
	Maker  bool // the maker is known
	Model  bool // the model is known
}

// Settled judges the evidence of one device while it is being asked.
func (j *Judge) Settled(list []model.Evidence) Settled {
	if len(list) == 0 {
		return Settled{}
	}
	device := j.identify(host{address: list[0].Host, evidence: list}).device
	known := device.Maker != nil && device.Maker.Verdict.Sure()
	return Settled{
		Other: device.Kind == model.KindOther,
		Enough: known && device.Maker.Verdict == model.VerdictConfirmed && device.Surveillance &&
			device.Model != "" && device.Firmware != "",
		Maker: known,
		Model: device.Model != "",
	}
}
