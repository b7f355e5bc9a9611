// Package model holds the types that flow from the network to the report, and
// the vocabularies that every part agrees on. It imports nothing of this
// project and does nothing: evidence becomes facts, facts become matches,
// matches become a device, a device gets findings, and all of it becomes a
// result.
package model
