package lab

import (
	"slices"

	"camorigin/internal/model"
)

// Port is one port of the lab. Its number is high enough for an ordinary user
// and below the range that systems hand out to outgoing connections.
type Port struct {
	Name   string // what personalities call it
	Number uint16
	Role   model.Role
	Real   uint16 // the port of real devices that it stands for
}

// Plan lists the ports of the lab, one for each port that a scan tries by
// default, in the same order. All devices use the same ones, so that one scan
// command finds them all.
func Plan() []Port {
	return []Port{
		{"web", 18080, model.RoleWeb, 80},
		{"web81", 18081, model.RoleWeb, 81},
		{"web88", 18088, model.RoleWeb, 88},
		{"tls", 18443, model.RoleTLS, 443},
		{"rtsp", 18554, model.RoleRTSP, 554},
		{"onvif2020", 12020, model.RoleONVIF, 2020},
		{"web5000", 15000, model.RoleWeb, 5000},
		{"web8000", 18000, model.RoleWeb, 8000},
		{"web8080", 18880, model.RoleWeb, 8080},
		{"tls8443", 18444, model.RoleTLS, 8443},
		{"rtsp8554", 18555, model.RoleRTSP, 8554},
		{"onvif8899", 18899, model.RoleONVIF, 8899},
		{"sdk9000", 19000, model.RoleSilent, 9000},
		{"sdk34567", 13456, model.RoleSilent, 34567},
		{"sdk37777", 13777, model.RoleSilent, 37777},
	}
}

// shifted is the plan with every number raised by shift, so that several labs
// can stand side by side on one address.
func shifted(shift uint16) []Port {
	plan := Plan()
	for i := range plan {
		plan[i].Number += shift
	}
	return plan
}

// maxShift keeps the highest port of the plan below 32768.
const maxShift = 13000

func portNamed(plan []Port, name string) (Port, bool) {
	i := slices.IndexFunc(plan, func(p Port) bool { return p.Name == name })
	if i < 0 {
		return Port{}, false
	}
	return plan[i], true
}

func portNames(plan []Port) []string {
	names := make([]string, len(plan))
	for i, p := range plan {
		names[i] = p.Name
	}
	return names
}
