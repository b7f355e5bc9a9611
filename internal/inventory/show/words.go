package show

import "camorigin/internal/inventory"

func statusTitle(s inventory.Status) string {
	switch s {
	case inventory.StatusNew:
		return "New"
	case inventory.StatusGone:
		return "Gone"
	case inventory.StatusMoved:
		return "Moved"
	case inventory.StatusChanged:
		return "Changed"
	case inventory.StatusNotSeen:
		return "Not seen"
	}
	return string(s)
}

func statusText(s inventory.Status) []string {
	if s == inventory.StatusNotSeen {
		return []string{"Nothing shows that these are gone: silence is no absence."}
	}
	return nil
}

func basisText(b inventory.Basis) string {
	switch b {
	case inventory.ByMAC:
		return "MAC address"
	case inventory.BySerial:
		return "serial number"
	case inventory.ByCertificate:
		return "certificate"
	case inventory.ByEndpoint:
		return "ONVIF endpoint"
	case inventory.ByAddress:
		return "address"
	}
	return string(b)
}

// standingText says why a device is gone or not seen.
func standingText(s inventory.Standing) string {
	switch s {
	case inventory.StandsAnother:
		return "another device answers at its address"
	case inventory.StandsRefused:
		return "its address refused every port that was tried"
	case inventory.StandsAllKnown:
		return "every address of its subnet answered or refused, and none as this device"
	case inventory.StandsSilent:
		return "its address did not answer: cannot tell"
	case inventory.StandsUntried:
		return "its address was not tried, or there was no way there"
	case inventory.StandsOutside:
		return "its address was not among those of the run"
	case inventory.StandsUnsaid:
		return "the result holds nothing about its address"
	}
	return "no address is known"
}

// beforeText says what the earlier result could tell of the address of a new
// device; nothing where it is plain that the device is new there.
func beforeText(s inventory.Standing) string {
	switch s {
	case inventory.StandsAnother:
		return "another device answered at this address before"
	case inventory.StandsSilent:
		return "this address did not answer before: it may have been there"
	case inventory.StandsUntried:
		return "this address was not tried before: it may have been there"
	case inventory.StandsOutside, inventory.StandsUnsaid:
		return "the earlier result holds nothing about this address: it may have been there"
	}
	return ""
}
