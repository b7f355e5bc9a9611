// Package judge turns recorded evidence into a result: it extracts the facts,
// matches the rules, fuses the matches into devices and assesses those. It is
// pure: the same evidence, data, policy and date give the same result, whether
// the evidence was recorded a second or a year ago.
package judge
