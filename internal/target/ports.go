package target

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"camorigin/internal/model"
)

// PortClass is a class of ports that are tried only when the operator says so.
type PortClass string

// The classes. Fragile ports belong to printers and controllers, which print or
// stop when they are spoken to; exposure ports are telnet and the debug ports of
// some camera platforms. Both are only ever opened and closed: their role is
// silent.
const (
	Fragile  PortClass = "--allow-fragile-ports"
	Exposure PortClass = "--exposure-ports"
)

// maxPorts is the most ports of a list: one device is tried 45 times at most.
const maxPorts = 45

// DefaultPorts is the ports that cameras and recorders listen on, with what is
// expected there, in the order in which they are tried.
func DefaultPorts() []model.PortRole {
	return []model.PortRole{
		{Port: 80, Role: model.RoleWeb},
		{Port: 81, Role: model.RoleWeb},
		{Port: 88, Role: model.RoleWeb},
		{Port: 443, Role: model.RoleTLS},
		{Port: 554, Role: model.RoleRTSP},
		{Port: 2020, Role: model.RoleONVIF},
		{Port: 5000, Role: model.RoleWeb},
		{Port: 8000, Role: model.RoleWeb},
		{Port: 8080, Role: model.RoleWeb},
		{Port: 8443, Role: model.RoleTLS},
		{Port: 8554, Role: model.RoleRTSP},
		{Port: 8899, Role: model.RoleONVIF},
		{Port: 9000, Role: model.RoleSilent},
		{Port: 34567, Role: model.RoleSilent},
		{Port: 37777, Role: model.RoleSilent},
	}
}

// classOf is the class of a port, or empty.
func classOf(port uint16) PortClass {
	switch port {
	case 23, 9527, 9530:
		return Exposure
	case 102, 502, 515, 631, 20000, 44818, 47808:
		return Fragile
	}
	if 9100 <= port && port <= 9107 {
		return Fragile
	}
	return ""
}

// defaultRole is the role of a port that is written without one.
func defaultRole(port uint16) model.Role {
	if classOf(port) != "" {
		return model.RoleSilent
	}
	for _, p := range DefaultPorts() {
		if p.Port == port {
			return p.Role
		}
	}
	return model.RoleWeb
}

// GatePorts is the ports that find out whether an address is alive: the first
// listed of the roles web, rtsp and tls, in this order. A list that has none of
// these roles is its own gate, up to three ports.
func GatePorts(ports []model.PortRole) []model.PortRole {
	var gate []model.PortRole
	for _, role := range []model.Role{model.RoleWeb, model.RoleRTSP, model.RoleTLS} {
		i := slices.IndexFunc(ports, func(p model.PortRole) bool { return p.Role == role })
		if i >= 0 {
			gate = append(gate, ports[i])
		}
	}
	if len(gate) == 0 {
		return slices.Clone(ports[:min(3, len(ports))])
	}
	return gate
}

// ParsePorts reads a list such as "80:web,18554:rtsp,8000-8005". A port without
// a role has the role it has in [DefaultPorts], else web. Ports of a class are
// refused unless it is allowed. Ports keep their order; a port may be written
// twice with the same role. The error is one line and names the entry.
func ParsePorts(list string, allowed ...PortClass) ([]model.PortRole, error) {
	var ports []model.PortRole
	for _, entry := range strings.FieldsFunc(list, separates) {
		added, err := parsePortEntry(entry, allowed)
		if err == nil {
			ports, err = mergePorts(ports, added)
		}
		if err != nil {
			return nil, fmt.Errorf("port list %s: %s: %w", quote(list), quote(entry), err)
		}
		if len(ports) > maxPorts {
			return nil, fmt.Errorf("port list %s: more than %d ports, but one device is tried only %d times: shorten the list", quote(list), maxPorts, maxPorts)
		}
	}
	if len(ports) == 0 {
		return nil, fmt.Errorf("port list %s: empty: write it as in 80,443,554 or 80:web,18554:rtsp", quote(list))
	}
	return ports, nil
}

// mergePorts appends the ports that are new.
func mergePorts(ports, added []model.PortRole) ([]model.PortRole, error) {
	for _, p := range added {
		i := slices.IndexFunc(ports, func(q model.PortRole) bool { return q.Port == p.Port })
		switch {
		case i < 0:
			ports = append(ports, p)
		case ports[i].Role != p.Role:
			return nil, fmt.Errorf("port %d is already listed as %s: give it one role", p.Port, ports[i].Role)
		}
	}
	return ports, nil
}

// parsePortEntry reads one port or range with or without a role.
func parsePortEntry(entry string, allowed []PortClass) ([]model.PortRole, error) {
	numbers, role, hasRole := strings.Cut(entry, ":")
	if hasRole && !slices.Contains(model.Roles(), model.Role(role)) {
		return nil, roleError(role)
	}
	first, last, err := parsePortRange(numbers)
	if err != nil {
		return nil, err
	}
	var ports []model.PortRole
	for n := int(first); n <= int(last) && len(ports) <= maxPorts; n++ {
		p := model.PortRole{Port: uint16(n), Role: model.Role(role)}
		if !hasRole {
			p.Role = defaultRole(p.Port)
		}
		if err := checkClass(p, allowed); err != nil {
			return nil, err
		}
		ports = append(ports, p)
	}
	return ports, nil
}

func checkClass(p model.PortRole, allowed []PortClass) error {
	class := classOf(p.Port)
	switch {
	case class == "":
		return nil
	case !slices.Contains(allowed, class) && class == Fragile:
		return fmt.Errorf("port %d is one of printers and controllers, which may print or stop: remove it, or add %s", p.Port, class)
	case !slices.Contains(allowed, class):
		return fmt.Errorf("port %d is tried only on devices known to be cameras: remove it and use %s", p.Port, class)
	case p.Role != model.RoleSilent:
		return fmt.Errorf("nothing is sent to port %d: write %d or %d:silent", p.Port, p.Port, p.Port)
	}
	return nil
}

func roleError(role string) error {
	names := make([]string, 0, len(model.Roles()))
	for _, r := range model.Roles() {
		names = append(names, string(r))
	}
	return fmt.Errorf("role %s is not known: write one of %s", quote(role), strings.Join(names, ", "))
}

func parsePortRange(text string) (first, last uint16, err error) {
	a, b, isRange := strings.Cut(text, "-")
	if first, err = parsePort(a); err != nil || !isRange {
		return first, first, err
	}
	if last, err = parsePort(b); err != nil {
		return 0, 0, err
	}
	if last < first {
		return 0, 0, fmt.Errorf("the range ends before it begins: did you mean %d-%d?", last, first)
	}
	return first, last, nil
}

func parsePort(text string) (uint16, error) {
	if !isNumber(text) {
		return 0, portHint(text)
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil || n > 65535:
		return 0, fmt.Errorf("%.20s is over 65535: a port is a number from 1 to 65535", text)
	case n == 0:
		return 0, errors.New("port 0 does not exist: a port is a number from 1 to 65535")
	case strconv.Itoa(n) != text:
		return 0, fmt.Errorf("%.20s has a leading zero: write %d", text, n)
	}
	return uint16(n), nil
}

// portHint says what may be meant by a port that is no number.
func portHint(text string) error {
	services := map[string]int{"http": 80, "web": 80, "https": 443, "tls": 443, "rtsp": 554, "onvif": 80}
	if port, ok := services[strings.ToLower(text)]; ok {
		return fmt.Errorf("a port is a number: did you mean %d?", port)
	}
	digits := strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1").Replace(text)
	if n, err := strconv.ParseUint(digits, 10, 16); err == nil && n > 0 {
		return fmt.Errorf("%s is no number: did you mean %d?", quote(text), n)
	}
	if text == "" {
		return errors.New("the port number is missing: write it as in 80 or 80:web")
	}
	return fmt.Errorf("%s is no number: a port is a number from 1 to 65535, ports are parted by commas", quote(text))
}
