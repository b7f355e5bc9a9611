package cli

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/target"
)

// defaultDeviceTimeout is the time that one device gets in all.
const defaultDeviceTimeout = 20 * time.Second

// scanFlags are the flags that say what is scanned and how.
type scanFlags struct {
	exclude      []string
	excludeFiles []string
	ownNetworks  []string
	allowPublic  bool
	authorizedBy string
	maxHosts     uint64
	site         string
	sites        string
	ports        string
	fragile      bool
	exposure     bool
	noGate       bool
	noProtected  bool

	profile       string
	rate          float64
	inFlight      int
	timeout       time.Duration
	deviceTimeout time.Duration

	evidence string
	probeLog string
	dryRun   bool
}

func (f *scanFlags) register(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.exclude, "exclude", nil, "never contact `ADDRESSES` (address, range or CIDR); wins over everything; may be repeated")
	flags.StringArrayVar(&f.excludeFiles, "exclude-file", nil, "never contact the addresses listed in `FILE`; may be repeated")
	flags.StringSliceVar(&f.ownNetworks, "own-networks", nil, "public `CIDR`s that are your own; scanned like private ones")
	flags.BoolVar(&f.allowPublic, "allow-public", false, "also scan public addresses; only those that you may scan")
	flags.StringVar(&f.authorizedBy, "authorized-by", "", "who authorised the scan; `TEXT` is printed in the report")
	flags.Uint64Var(&f.maxHosts, "max-hosts", target.DefaultMaxHosts, "most addresses to accept")
	flags.StringVar(&f.site, "site", "", "`NAME` of the place that is scanned")
	flags.StringVar(&f.sites, "sites", "", "CSV `FILE` of subnets and their places (subnet, site, address, owner, vlan)")
	flags.StringVar(&f.ports, "ports", "", "ports with roles, as 80:web,18554:rtsp or plain numbers (`LIST`; roles: web tls rtsp onvif silent)")
	flags.BoolVar(&f.fragile, "allow-fragile-ports", false, "allow printers' and controllers' ports in --ports")
	flags.BoolVar(&f.exposure, "exposure-ports", false, "allow telnet and debug ports in --ports; they are opened and closed, nothing is sent")
	flags.BoolVar(&f.noGate, "no-gate", false, "try every port of every address, not only those of addresses that answered")
	flags.BoolVar(&f.noProtected, "no-protected", false, "never ask a question that a device may want a login for")

	flags.StringVar(&f.profile, "profile", "normal", "pace: gentle, normal or fast")
	flags.Float64Var(&f.rate, "rate", 0, "new connections a second, at most (default: of the profile)")
	flags.IntVar(&f.inFlight, "in-flight", 0, "addresses worked on at once (default: of the profile)")
	flags.DurationVar(&f.timeout, "timeout", 0, "time for one connection attempt (default: learnt, at most 950ms)")
	flags.DurationVar(&f.deviceTimeout, "device-timeout", defaultDeviceTimeout, "time for one device in all")

	flags.StringVar(&f.evidence, "evidence", "", "save what devices said to `FILE` (JSON Lines, for match)")
	flags.StringVar(&f.probeLog, "probe-log", "", "log everything that is sent to `FILE` (JSON Lines)")
	flags.BoolVar(&f.dryRun, "dry-run", false, "say what would be scanned, and send nothing")
}

// plan turns the targets and the scope flags into the addresses of the scan.
func (f *scanFlags) plan(ctx context.Context, cmd *cobra.Command, args []string) (*target.Plan, error) {
	own, err := prefixes(f.ownNetworks)
	if err != nil {
		return nil, err
	}
	return target.Build(ctx, target.Spec{
		Args: args, Stdin: cmd.InOrStdin(),
		Exclude: f.exclude, ExcludeFiles: f.excludeFiles,
		OwnNetworks: own, AllowPublic: f.allowPublic, MaxHosts: f.maxHosts,
		Resolver: net.DefaultResolver, Site: f.site, SitesFile: f.sites,
	})
}

func prefixes(texts []string) ([]netip.Prefix, error) {
	var list []netip.Prefix
	for _, text := range texts {
		p, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("own network %q is no CIDR; write it as 198.51.100.0/24", text)
		}
		list = append(list, p.Masked())
	}
	return list, nil
}

func (f *scanFlags) portList() ([]model.PortRole, error) {
	if f.ports == "" {
		return target.DefaultPorts(), nil
	}
	var allowed []target.PortClass
	if f.fragile {
		allowed = append(allowed, target.Fragile)
	}
	if f.exposure {
		allowed = append(allowed, target.Exposure)
	}
	return target.ParsePorts(f.ports, allowed...)
}

// pace is the profile's, with what the flags override.
func (f *scanFlags) pace() (netx.Pace, error) {
	pace, ok := netx.Profile(f.profile)
	if !ok {
		return netx.Pace{}, fmt.Errorf("unknown profile %q; known are gentle, normal, fast", f.profile)
	}
	if f.rate < 0 || f.inFlight < 0 || f.timeout < 0 || f.deviceTimeout <= 0 {
		return netx.Pace{}, fmt.Errorf("--rate, --in-flight, --timeout and --device-timeout must be above zero")
	}
	if f.rate > 0 {
		pace.Rate = f.rate
	}
	if f.inFlight > 0 {
		pace.InFlight = f.inFlight
	}
	return pace, nil
}

// portsText writes ports as --ports reads them.
func portsText(ports []model.PortRole) string {
	var list []string
	for _, p := range ports {
		list = append(list, fmt.Sprintf("%d:%s", p.Port, p.Role))
	}
	return strings.Join(list, ",")
}
