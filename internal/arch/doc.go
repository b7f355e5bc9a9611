// Package arch holds no code: its test holds the directions in which the
// packages of this project may import each other.
package arch
