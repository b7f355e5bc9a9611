// Package integration runs the built program against independent servers that
// this project did not write: lighttpd, mini-httpd and a GStreamer RTSP server.
// Its tests carry the build tag integration and skip, with a reason, what is
// not installed.
package integration
