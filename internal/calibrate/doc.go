// Package calibrate measures how often devices are what the program says, at
// each confidence that it states: it judges labelled evidence and compares. A
// confidence is honest when the share of right names is at least as high.
//
// The measurement is worth as much as the labels are independent of the rules:
// on answers that rules were written from, it is too good.
package calibrate
