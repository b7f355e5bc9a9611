package vendor

// parseTPLink reads an answer of TP-Link's device discovery (UDP 20002): a
// header of 16 bytes and JSON, whose result has what counts. Plugs and hubs
// answer too: device_type tells.
func parseTPLink(raw []byte) fields {
	return jsonFields(raw).within("result", "error_code")
}
