// Package explain says what a name stands for: who is behind a brand, who made
// the equipment, who controls that company, which lists touch it and whom these
// bind, what a MAC address or a model's name can tell, and what a vulnerability,
// a rule or a check means. Every statement carries the claims that it rests on
// and how well it is supported.
//
// The package is pure: it reads nothing and knows no clock. What it says is a
// Topic, which Write puts on a terminal and which has a JSON form.
package explain
