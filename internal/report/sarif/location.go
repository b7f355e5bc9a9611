package sarif

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/safetext"
)

// maxPorts is how many ports of a device one result names.
const maxPorts = 8

// locate says where a finding is: in a file that stands for the device, and at
// the ports whose answers it rests on.
func locate(f model.Finding, evidence []model.Evidence) location {
	return location{
		PhysicalLocation: physicalLocation{ArtifactLocation: artifactLocation{URI: path(f.Host)}, Region: region{StartLine: 1}},
		LogicalLocations: logical(f, evidence),
	}
}

// path is relative and holds the address, never any other text: a host that is
// no address is a digest of its name.
func path(host string) string {
	if host == "" {
		return "scan/network"
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return "scan/host-" + digest(host)[:16]
	}
	return "scan/" + strings.ReplaceAll(url.PathEscape(address.WithZone("").String()), ":", "%3A")
}

func logical(f model.Finding, evidence []model.Evidence) []logicalLocation {
	host, site := safetext.Line(f.Host), safetext.Line(f.Site)
	if host == "" {
		return nil
	}
	names := []string{}
	for _, port := range ports(f, evidence) {
		names = append(names, at(host, port))
	}
	if len(names) == 0 {
		names = append(names, host)
	}
	locations := make([]logicalLocation, len(names))
	for i, name := range names {
		locations[i] = logicalLocation{Name: name, FullyQualifiedName: strings.TrimPrefix(site+"/"+name, "/"), Kind: "resource"}
	}
	return locations
}

func at(host string, port int) string {
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + strconv.Itoa(port)
}

// ports lists the ports of the device whose answers the finding rests on.
func ports(f model.Finding, evidence []model.Evidence) []int {
	var found []int
	for _, i := range f.Evidence {
		if i < 0 || i >= len(evidence) || len(found) == maxPorts {
			continue
		}
		if e := evidence[i]; e.Host == f.Host && e.Port > 0 && !slices.Contains(found, e.Port) {
			found = append(found, e.Port)
		}
	}
	slices.Sort(found)
	return found
}
