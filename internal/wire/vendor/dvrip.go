package vendor

import (
	"encoding/binary"
	"encoding/hex"
	"strings"
)

// parseDVRIP reads the answer to message 1530 (Xiongmai, UDP 34569): a header of
// 20 bytes and JSON, whose NetWork.NetCommon has what counts. Addresses are
// little-endian hexadecimal numbers: "0x6D0BA8C0" is 192.168.11.109.
func parseDVRIP(raw []byte) fields {
	var out fields
	for _, f := range jsonFields(raw).within("NetWork.NetCommon", "Ret") {
		if f.Name == "HostIP" || f.Name == "GateWay" || f.Name == "Submask" {
			f.Value = littleEndianIP(f.Value)
		}
		out.add(f.Name, f.Value)
	}
	return out
}

func littleEndianIP(text string) string {
	digits, ok := strings.CutPrefix(text, "0x")
	raw, err := hex.DecodeString(digits)
	if !ok || err != nil || len(raw) != 4 {
		return text
	}
	return ipText(binary.LittleEndian.AppendUint32(nil, binary.BigEndian.Uint32(raw)))
}
