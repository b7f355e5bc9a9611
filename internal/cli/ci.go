package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"camorigin/internal/model"
	"camorigin/internal/report"
	"camorigin/internal/report/github"
	"camorigin/internal/ui"
)

// pipeline is the service of continuous integration that a run speaks to.
type pipeline string

// The choices of --ci.
const (
	ciAuto   pipeline = "auto"
	ciGitHub pipeline = "github"
	ciGitLab pipeline = "gitlab"
	ciNone   pipeline = "none"
)

const ciFlag = "ci"

func registerCI(flags *pflag.FlagSet) {
	flags.String(ciFlag, string(ciAuto), "speak to this pipeline: auto, github, gitlab or none; auto finds out by the environment")
}

// pipelineOf is what the flag of a command says, or else the environment; a
// command without the flag speaks to none.
func pipelineOf(cmd *cobra.Command, getenv func(string) string) (pipeline, error) {
	flag := cmd.Flags().Lookup(ciFlag)
	if flag == nil {
		return ciNone, nil
	}
	switch choice := pipeline(flag.Value.String()); choice {
	case ciGitHub, ciGitLab, ciNone:
		return choice, nil
	case ciAuto:
		return surrounding(getenv), nil
	default:
		return ciNone, fmt.Errorf("--ci %q is no pipeline; write auto, github, gitlab or none", choice)
	}
}

// surrounding recognises the pipeline by the variables that its runners set.
func surrounding(getenv func(string) string) pipeline {
	switch {
	case getenv("GITHUB_ACTIONS") == "true":
		return ciGitHub
	case getenv("GITLAB_CI") == "true":
		return ciGitLab
	}
	return ciNone
}

// progressIn is how a pipeline shows progress where nothing else was asked for:
// a log is no place for a bar, and GitLab's has no use for lines in between.
func (p pipeline) progressIn(mode ui.ProgressMode) ui.ProgressMode {
	switch {
	case mode != ui.ProgressAuto:
		return mode
	case p == ciGitHub:
		return ui.ProgressPlain
	case p == ciGitLab:
		return ui.ProgressNone
	}
	return mode
}

// tellPipeline says the result to the pipeline. GitHub gets annotations, on
// standard error because standard output belongs to the results, and the report
// on the page of the run; GitLab reads files only.
func (a *app) tellPipeline(cmd *cobra.Command, language string, result model.Result) error {
	if a.pipeline != ciGitHub {
		return nil
	}
	if err := github.Annotations(cmd.ErrOrStderr(), result, language); err != nil {
		return fmt.Errorf("annotations: %w", err)
	}
	path := a.sys.Getenv(stepSummary)
	if path == "" {
		return nil
	}
	if err := appendSummary(path, language, result); err != nil {
		return fmt.Errorf("summary of the run (%s): %w; --ci none does without", stepSummary, err)
	}
	return nil
}

// stepSummary names the file of the page that GitHub shows of a run.
const stepSummary = "GITHUB_STEP_SUMMARY"

// appendSummary adds the report to what the step has written to its summary.
func appendSummary(path, language string, result model.Result) (err error) {
	file, err := openSummary(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	var whole bytes.Buffer
	if err := report.Write(&whole, "markdown", result, report.Options{Lang: language}); err != nil {
		return err
	}
	separator := ""
	if info.Size() > 0 {
		separator = "\n\n"
	}
	text, err := github.Cut(whole.String(), github.SummaryRoom-int(info.Size())-len(separator), language)
	if err != nil || text == "" {
		return err
	}
	_, err = io.Copy(file, strings.NewReader(separator+text))
	return err
}

// openSummary opens the file for adding to it, and nothing that is no file: a
// pipe would wait for a reader for ever.
func openSummary(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
}
