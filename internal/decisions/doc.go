// Package decisions reads what an organisation has decided about its equipment
// and its findings, and lays it over a result: which findings are decided, which
// decisions have expired, and for which flagged devices the analysis is missing.
//
// A decision never changes what is said about a device. It only says that
// somebody has looked, why it may stay as it is, and until when. The package is
// pure: what is in force depends on the day that the result is judged for.
package decisions
