// Package oui tells to whom the IEEE Registration Authority assigned a block of
// MAC addresses. The table is compact, embedded and decoded once by Load.
//
// A registrant is a hint and no more: modules and chips of one company are in
// the devices of all.
package oui

//go:generate go run gen/main.go -registry /usr/share/ieee-data -newer gen/newer.csv -o table.bin
