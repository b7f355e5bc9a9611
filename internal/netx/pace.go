package netx

// Pace is what the whole network may be made to bear.
type Pace struct {
	Rate      float64 // new connections a second, at most
	InFlight  int     // addresses worked on at once
	SlowStart bool    // begin at a quarter of Rate and rise only while no loss is seen
}

// Profile returns the pace of the named profile: gentle, normal or fast.
func Profile(name string) (Pace, bool) {
	switch name {
	case "gentle":
		return Pace{Rate: 50, InFlight: 8, SlowStart: true}, true
	case "normal":
		return Pace{Rate: 200, InFlight: 32, SlowStart: true}, true
	case "fast":
		return Pace{Rate: 5000, InFlight: 512}, true
	}
	return Pace{}, false
}
