//go:build integration

package integration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"camorigin/internal/model"
)

// binary is the program under test, built by `make integration`.
const binary = "../../bin/camorigin"

// start runs a server until the test ends and waits until it accepts
// connections on the port. It skips the test where the program is missing.
func start(t *testing.T, port int, name string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	var said bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Skipf("%s does not start: %v", name, err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address := fmt.Sprintf("127.0.0.1:%d", port)
	for range 100 {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s does not listen on %s: %s", name, address, said.String())
}

// freePort returns a port on which nothing listens.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

// scan runs the program on one port of 127.0.0.1 and returns its device line.
func scan(t *testing.T, port int, role model.Role) model.Device {
	t.Helper()
	cmd := exec.Command(binary, "scan", "127.0.0.1", "--ports", fmt.Sprintf("%d:%s", port, role),
		"--format", "jsonl", "--progress", "none")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, stderr.String())
	}
	var device model.Device
	if err := json.Unmarshal(out, &device); err != nil {
		t.Fatalf("scan printed %q: %v", out, err)
	}
	return device
}

// write puts a file into the folder and returns its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// digestConfig is a lighttpd configuration that asks for Digest credentials of
// the realm on every path.
func digestConfig(dir string, port int, realm string) string {
	return strings.NewReplacer("DIR", dir, "PORT", fmt.Sprint(port), "REALM", realm).Replace(`
server.modules = ( "mod_auth", "mod_authn_file" )
server.document-root = "DIR"
server.bind = "127.0.0.1"
server.port = PORT
index-file.names = ( "index.html" )
auth.backend = "htdigest"
auth.backend.htdigest.userfile = "DIR/users"
auth.require = ( "/" => ( "method" => "digest", "realm" => "REALM", "require" => "valid-user" ) )
`)
}
