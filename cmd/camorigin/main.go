// Command camorigin finds the surveillance cameras on a network and says whose
// they are: the brand on the box, who made it, who controls that maker, and
// what follows from that.
//
// Old cameras speak old TLS: the debug settings below let the client accept
// their key exchange, small keys and ciphers. Nothing secret is ever sent.
//
//go:debug tlsrsakex=1
//go:debug rsa1024min=0
//go:debug tls3des=1
//go:debug tls10server=1
//go:debug tlssha1=1
//go:debug x509negativeserial=1
package main

import (
	"context"
	"os"
	"runtime/debug"

	"camorigin/internal/cli"
)

// version is set by the linker.
var version = "devel"

// gcPercent trades some processor time for memory: a scan waits for devices far
// more than it computes, and shall fit into a small machine beside other work.
const gcPercent = 50

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := cli.WithSignals(context.Background(), os.Exit)
	defer stop()
	os.Exit(cli.Run(ctx, cli.RealSystem(version, os.Args[1:])))
}
