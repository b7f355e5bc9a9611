// Package target turns what a person names (networks, ranges, addresses, host
// names, files) into the addresses of a scan, and decides which addresses may
// be contacted at all.
//
// A [Plan] keeps sorted, disjoint ranges; no range is ever expanded, so ten
// million addresses cost as much as ten. Addresses come out in the order of a
// keyed permutation, each exactly once.
//
// The scope: private (RFC 1918), unique local and link-local addresses and the
// operator's own networks are open; every other address needs
// [Spec.AllowPublic]; loopback is open only when it is named; multicast,
// broadcast, unspecified and cloud metadata addresses are never contacted; an
// exclude wins over everything.
//
// The first and the last address of an IPv4 network given as a CIDR of /30 or
// wider (network and broadcast address) are left out and counted; a /31, a /32
// and a range a-b are taken whole, and so is an address named by itself.
//
// Everything that a file or a person can get wrong is one line that says where
// it stands, what is wrong and what to do.
package target
