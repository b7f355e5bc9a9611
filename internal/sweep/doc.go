// Package sweep finds out which addresses are alive, without privileges and
// with few packets. An address is asked on a few ports first (the gate); a port
// that accepts and a port that refuses both prove life. What answers is handed
// over with the connection still open, so that the first question costs no
// second handshake.
//
// Patience is learned: an attempt waits as long as the round trips of its
// neighbourhood suggest (RFC 6298). Silence is believed after one attempt a
// port, unless the devices that do answer show that packets are lost; then the
// silent addresses are visited again.
package sweep
