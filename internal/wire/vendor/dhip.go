package vendor

// parseDHIP reads an answer to DHDiscover.search (Dahua, UDP 37810): a header of
// 32 bytes, which may be missing, and JSON. What counts is in params.deviceInfo.
func parseDHIP(raw []byte) fields {
	return jsonFields(raw).within("params.deviceInfo", "mac", "method")
}
