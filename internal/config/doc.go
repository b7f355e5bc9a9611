// Package config finds the settings of a run: what a flag says holds, then what
// the environment says (CAMORIGIN_IN_FLIGHT for --in-flight), then what
// camorigin.yaml says (in_flight), then the default of the flag. A name that no
// setting has is an error with a suggestion.
//
// It reads neither the environment nor files by itself and knows no library of
// flags: both are given to it.
package config
