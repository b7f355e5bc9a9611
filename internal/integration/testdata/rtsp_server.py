"""A GStreamer RTSP server on loopback: rtsp_server.py PORT PATH [REALM]

With a realm, every request needs Basic credentials that nobody has.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
port, path = sys.argv[1], sys.argv[2]
server = GstRtspServer.RTSPServer.new()
server.set_address("127.0.0.1")
server.set_service(port)
factory = GstRtspServer.RTSPMediaFactory.new()
factory.set_launch("( videotestsrc is-live=true ! jpegenc ! rtpjpegpay name=pay0 )")
factory.set_shared(True)
if len(sys.argv) > 3:
    auth = GstRtspServer.RTSPAuth.new()
    auth.set_realm(sys.argv[3])
    token = GstRtspServer.RTSPToken.new()
    token.set_string("media.factory.role", "user")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic("nobody", "unguessable"), token)
    server.set_auth(auth)
    roles = GstRtspServer.RTSPPermissions.new()
    roles.add_permission_for_role("user", "media.factory.access", True)
    roles.add_permission_for_role("user", "media.factory.construct", True)
    factory.set_permissions(roles)
server.get_mount_points().add_factory(path, factory)
server.attach(None)
print("ready", flush=True)
GLib.MainLoop().run()
