package probe

import (
	"slices"

	"camorigin/internal/model"
)

// next takes the port from which most is to be learned: each protocol that was
// not met yet, by turns; then further ports of protocols already met; silent ports
// last. A port that a redirection led to comes first of all.
func (s *session) next() (model.PortRole, bool) {
	if len(s.todo) == 0 {
		return model.PortRole{}, false
	}
	best := slices.MinFunc(s.todo, func(a, b model.PortRole) int { return s.rank(a) - s.rank(b) })
	return s.take(best.Port), true
}

// take removes a port from those to be met. One that is not among them counts
// as a web port.
func (s *session) take(port uint16) model.PortRole {
	for i, p := range s.todo {
		if p.Port == port {
			s.todo = slices.Delete(s.todo, i, i+1)
			s.attempts[p.Role]++
			return p
		}
	}
	return model.PortRole{Port: port, Role: model.RoleWeb}
}

func (s *session) rank(p model.PortRole) int {
	if _, led := s.start[p.Port]; led {
		return 0
	}
	order := []struct {
		role model.Role
		met  Protocol
	}{{model.RoleWeb, HTTP}, {model.RoleRTSP, RTSP}, {model.RoleTLS, TLS}, {model.RoleONVIF, ONVIF}}
	for i, o := range order {
		if o.role != p.Role {
			continue
		}
		rank := 1 + i + len(order)*s.attempts[p.Role]
		if s.met[o.met] > 0 {
			rank += metAlready
		}
		return rank
	}
	return last
}

// Ranks beyond those of ports whose protocol was not met yet.
const (
	metAlready = 1 << 20
	last       = 1 << 30
)

// listed reports whether a port is among those that may be contacted.
func (s *session) listed(port uint16) bool {
	return slices.ContainsFunc(s.ports, func(p model.PortRole) bool { return p.Port == port })
}
