package inventory

import (
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// mergedRun describes runs as one: from the first start to the last end, with
// everything that any of them left open. Where they were judged differently, a
// note says so.
func mergedRun(sources []Source) model.Run {
	run := sources[0].Result.Run
	run.Command = "merge"
	var policies, days, authorised []string
	run.Targets, run.Excluded, run.Reasons, run.Notes, run.Ports = nil, nil, nil, nil, nil
	for _, s := range sources {
		r := s.Result.Run
		if r.Started.Before(run.Started) {
			run.Started = r.Started
		}
		if r.Ended.After(run.Ended) {
			run.Ended = r.Ended
		}
		run.AsOf = max(run.AsOf, r.AsOf)
		run.DataVersion = min(run.DataVersion, r.DataVersion)
		run.DataAgeDays = max(run.DataAgeDays, r.DataAgeDays)
		run.Rules = min(run.Rules, r.Rules)
		run.Gate = run.Gate && r.Gate
		run.Incomplete = run.Incomplete || r.Incomplete
		if r.Profile != run.Profile {
			run.Profile = ""
		}
		run.Targets, run.Excluded = union(run.Targets, r.Targets), union(run.Excluded, r.Excluded)
		run.Reasons = append(run.Reasons, from(s, r.Reasons)...)
		run.Notes = append(run.Notes, from(s, r.Notes)...)
		run.Ports = ports(run.Ports, r.Ports)
		policies, days = union(policies, []string{r.Policy}), union(days, []string{r.AsOf})
		if r.AuthorizedBy != "" {
			authorised = union(authorised, []string{r.AuthorizedBy})
		}
	}
	run.Policy, run.AuthorizedBy = strings.Join(policies, ", "), strings.Join(authorised, "; ")
	if len(policies) > 1 {
		run.Notes = append(run.Notes, "the results were judged under different policies: "+run.Policy)
	}
	if len(days) > 1 {
		run.Notes = append(run.Notes, "the results were judged for different days: "+strings.Join(days, ", "))
	}
	return run
}

// from says which source each text comes from.
func from(s Source, texts []string) []string {
	var list []string
	for _, text := range texts {
		list = append(list, fmt.Sprintf("%s: %s", s.Name, text))
	}
	return list
}

func ports(a, b []model.PortRole) []model.PortRole {
	for _, p := range b {
		if !slices.Contains(a, p) {
			a = append(a, p)
		}
	}
	return a
}

// mergedCoverage lists the subnets of all sources; of a subnet that several have
// at the same site, the line of the run that ended last.
func mergedCoverage(sources []Source) model.Coverage {
	type key struct{ subnet, site string }
	at := make(map[key]int)
	from := make(map[key]int)
	total := model.Coverage{Subnets: []model.SubnetCoverage{}}
	for i, s := range sources {
		for _, line := range s.Result.Coverage.Subnets {
			k := key{line.Subnet, line.Site}
			n, known := at[k]
			switch {
			case !known:
				at[k], from[k] = len(total.Subnets), i
				total.Subnets = append(total.Subnets, line)
			case !s.Result.Run.Ended.Before(sources[from[k]].Result.Run.Ended):
				total.Subnets[n], from[k] = line, i
			}
		}
	}
	for _, line := range total.Subnets {
		total.Addresses += line.Addresses
		total.Answered += line.Answered
		total.Refused += line.Refused
		total.Silent += line.Silent
		total.NotTried += line.NotTried
	}
	return total
}
