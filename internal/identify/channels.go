package identify

import (
	"strconv"

	"camorigin/internal/model"
)

// maxChannels is more than any recorder has.
const maxChannels = 1024

// channels is how many cameras a recorder has room for, as its maker's protocol
// says: those on its own sockets and those on the network, in one answer.
func channels(kind model.Kind, answers []model.Answer) int {
	if kind != model.KindRecorder && kind != model.KindEncoder {
		return 0
	}
	most := 0
	for _, a := range answers {
		sum := 0
		for _, field := range []string{
			"sadp.AnalogChannelNum", "sadp.DigitalChannelNum",
			"dhip.VideoInputChannels", "dhip.RemoteVideoInputChannels",
			"dvrip.ChannelNum",
		} {
			n, err := strconv.Atoi(first(a, field))
			if err == nil && n > 0 && n <= maxChannels {
				sum += n
			}
		}
		most = max(most, sum)
	}
	return most
}
