package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/spf13/cobra"

	"camorigin/internal/evidence"
	"camorigin/internal/judge"
	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/probe"
	"camorigin/internal/report"
	"camorigin/internal/scan"
	"camorigin/internal/target"
	"camorigin/internal/ui"
)

func (a *app) scanCommand() *cobra.Command {
	var (
		out outputFlags
		how scanFlags
	)
	cmd := &cobra.Command{
		Use:   "scan TARGET...",
		Short: "Sweep address ranges, identify the cameras, write the report",
		Long: `scan finds the surveillance equipment in address ranges and says whose it is.

Targets are CIDR ranges (10.20.0.0/16), ranges (10.20.0.5-10.20.0.90),
addresses, host names, @FILE (one target a line) or - (standard input).

Private addresses are scanned; others need --allow-public. Nothing is logged in
to and nothing is changed; the report lists what was sent to each device.`,
		Example: `  camorigin scan 192.168.10.0/24 -o report.html -o result.json
  camorigin scan @sites.txt --profile gentle --evidence evidence.jsonl
  camorigin scan 10.0.0.0/24 --fail-on high --format jsonl`,
		Args: needs("scan", "a target such as 192.168.10.0/24"),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := a.scan(cmd, out, how, args)
			return err
		},
	}
	out.register(cmd.Flags())
	how.register(cmd.Flags())
	return cmd
}

// live is a scan that is ready to start.
type live struct {
	flags scanFlags
	plan  *target.Plan
	ports []model.PortRole
	pace  netx.Pace
	judge *judge.Judge
	out   outputFlags
}

// scan does what the flags ask for and returns what was found, also when there
// is an error; a dry run finds nothing.
func (a *app) scan(cmd *cobra.Command, out outputFlags, how scanFlags, args []string) (model.Result, error) {
	ctx := cmd.Context()
	plan, planErr := how.plan(ctx, cmd, args)
	ports, portErr := how.portList()
	pace, paceErr := how.pace()
	if err := errors.Join(planErr, portErr, paceErr); err != nil {
		return model.Result{}, err
	}
	if how.dryRun {
		return model.Result{}, dryRun(cmd.OutOrStdout(), plan, ports, pace, how)
	}
	dest, err := out.destination()
	if err != nil {
		return model.Result{}, err
	}
	if err := out.redact.check(how.probeLog); err != nil {
		return model.Result{}, err
	}
	if err := checkFiles(how.evidence, how.probeLog); err != nil {
		return model.Result{}, err
	}
	asOf, err := out.day(a.sys.Now())
	if err != nil {
		return model.Result{}, err
	}
	j, err := out.knowledge(asOf)
	if err != nil {
		return model.Result{}, err
	}
	result, err := a.run(ctx, live{flags: how, plan: plan, ports: ports, pace: pace, judge: j, out: out})
	if result.Schema == "" {
		return result, err
	}
	return result, errors.Join(err, a.deliver(cmd, dest, out.lang, result))
}

// checkFiles reports what would keep the files from being written, before
// anything is sent.
func checkFiles(paths ...string) error {
	var errs []error
	for _, path := range paths {
		if path != "" {
			errs = append(errs, report.Check(path))
		}
	}
	return errors.Join(errs...)
}

// run scans and judges. The result holds everything that was found, also when
// there is an error.
func (a *app) run(ctx context.Context, l live) (model.Result, error) {
	started := a.sys.Now()
	screen := ui.OpenScreen(a.sys.Stderr, a.globals.color, a.sys.Getenv)
	log := a.log(screen)
	probeLog, err := openProbeLog(l.flags.probeLog)
	if err != nil {
		return model.Result{}, err
	}
	progress := ui.NewProgress(screen, a.progressMode(), a.sys.Now)
	defer progress.Close()
	interviewer := &probe.Interviewer{
		UserAgent: probe.UserAgent(a.sys.Version), Judge: steering{l.judge}, Log: log,
		Gentle: l.flags.profile == "gentle", NoProtected: l.flags.noProtected,
	}
	limits := netx.DefaultLimits()
	limits.Device = l.flags.deviceTimeout
	capture, err := scan.Run(ctx, scan.Options{
		Plan: l.plan, Ports: l.ports, NoGate: l.flags.noGate, Key: rand.Uint64(),
		Interview: interviewer.Interview, Timeout: l.flags.timeout,
		Net:    netx.Options{Pace: l.pace, Limits: limits, Log: log, ProbeLog: probeLog.record},
		Events: func(e scan.Event) { progress.Update(state(e)) },
		Kind: func(host string, list []model.Evidence) model.Kind {
			return l.judge.Device(host, "", list).Kind
		},
	})
	progress.Close()
	if err != nil {
		return model.Result{}, errors.Join(err, probeLog.close())
	}
	made, err := l.out.judgeAll(l.judge, a.runInfo(l, started, capture), judge.Capture{
		Evidence: capture.Evidence, Asked: capture.Asked, Coverage: capture.Coverage,
	})
	if err != nil {
		return model.Result{}, errors.Join(err, probeLog.close())
	}
	return made.result, errors.Join(probeLog.close(), l.saveEvidence(made.result.Evidence), shortfall(ctx, capture))
}

// steering lets the judge steer an interview.
type steering struct{ judge *judge.Judge }

func (s steering) Settled(list []model.Evidence) probe.Settled {
	return probe.Settled(s.judge.Settled(list))
}

// runInfo describes the run for the report.
func (a *app) runInfo(l live, started time.Time, capture scan.Capture) model.Run {
	run := model.Run{
		Tool: "camorigin", Version: a.sys.Version, Command: "scan", Started: started.UTC(), Ended: a.sys.Now().UTC(),
		Targets: l.plan.Targets(), Excluded: l.plan.Excluded(), Ports: l.ports,
		Profile: l.flags.profile, Gate: !l.flags.noGate, AuthorizedBy: l.flags.authorizedBy,
		Incomplete: capture.Incomplete, Reasons: capture.Reasons,
		Notes: append(l.plan.Notes(), capture.Notes...),
	}
	describe(&run, l.judge)
	return run
}

// shortfall is the error of a scan that did not do all of its work.
func shortfall(ctx context.Context, capture scan.Capture) error {
	if !capture.Incomplete || interruption(ctx) != nil {
		return nil
	}
	return incomplete{reasons: capture.Reasons}
}

// saveEvidence writes what devices said, when that was asked for.
func (l live) saveEvidence(list []model.Evidence) error {
	if l.flags.evidence == "" {
		return nil
	}
	return report.Save(l.flags.evidence, func(w io.Writer) error { return evidence.Write(w, list...) })
}

// dryRun says what a scan would do.
func dryRun(w io.Writer, plan *target.Plan, ports []model.PortRole, pace netx.Pace, how scanFlags) error {
	timeout := how.timeout
	if timeout == 0 {
		timeout = netx.DefaultLimits().Attempt
	}
	e := target.Forecast(plan, ports, target.Load{Rate: pace.Rate, InFlight: pace.InFlight, Timeout: timeout, NoGate: how.noGate})
	_, err := fmt.Fprintf(w, `addresses   %d
ports       %d (%s), of which %d tried at every address
packets     about %d connection attempts where nothing answers, at most %d when packets are lost
time        about %s, at most %s when packets are lost
pace        %s: at most %g new connections a second, %d addresses at once
nothing was sent
`, e.Hosts, e.Ports, portsText(ports), e.Gate, e.SYNs, e.WorstSYNs, rounded(e.Time), rounded(e.WorstTime), how.profile, pace.Rate, pace.InFlight)
	if err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// rounded is the duration as a person would say it.
func rounded(d time.Duration) time.Duration {
	if d < 10*time.Second {
		return d.Round(100 * time.Millisecond)
	}
	return d.Round(time.Second)
}

// state is what the progress shows of an event.
func state(e scan.Event) ui.State {
	return ui.State{
		Pass: e.Pass, Done: e.Done, Total: e.Total, Alive: e.Alive, Cameras: e.Cameras,
		Rate: e.Rate, Left: e.ETA, Elapsed: e.Elapsed, Last: e.Last,
	}
}
