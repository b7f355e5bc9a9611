// Package netx is the only door to the network. Every packet that leaves for a
// device passes through a Device, which keeps what one device may be made to
// bear: few connections at once, space between attempts, absolute deadlines,
// byte caps, a budget of questions, and brakes that leave a device alone when
// it shows distress. A Door adds what the whole network may be made to bear: a
// pace that starts slow and gives way to loss.
//
// Nothing here follows a redirect, reads a proxy variable, keeps a cookie or
// resolves a name: the addresses dialled are the addresses that were planned,
// and each is checked against the scope twice, the second time on the address
// that the socket is really about to connect to.
//
// Programs that use TLS through this package should be built with the
// directives tlsrsakex=1, rsa1024min=0, tls3des=1, tls10server=1, tlssha1=1
// and x509negativeserial=1 (go:debug lines in package main), because old
// cameras offer nothing newer.
package netx
