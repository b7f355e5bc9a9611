package reporttest

import (
	"time"

	"camorigin/internal/model"
)

func evidence() []model.Evidence {
	at := time.Date(2026, 11, 24, 8, 31, 0, 0, time.UTC)
	return []model.Evidence{
		{Host: "10.20.0.7", Site: "town hall", Port: 80, Protocol: "http", Request: "GET /", Response: []byte("HTTP/1.1 200 OK\r\nServer: webserver\r\n\r\n<title>ANNKE C500</title><a href=\"/doc/page/login.asp\">"), At: at, Took: 41 * time.Millisecond},
		{Host: "10.20.0.7", Site: "town hall", Port: 554, Protocol: "rtsp", Request: "OPTIONS", Response: []byte("RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"IP Camera(12345)\"\r\n\r\n"), At: at},
		{Host: "10.20.0.8", Site: "town hall", Port: 80, Protocol: "http", Request: "GET /", Response: []byte("HTTP/1.1 200 OK\r\nServer: Hikvision-Webs\r\n\r\n"), At: at},
		{Host: "10.20.1.20", Site: "library", Port: 37777, Protocol: "dhip", Response: []byte{0x20, 0, 0, 0, 'D', 'H', 'I', 'P', 0xff}, At: at},
		{Host: "10.20.0.30", Site: "town hall", Port: 80, Protocol: "http", Request: "POST /axis-cgi/basicdeviceinfo.cgi", Response: []byte("HTTP/1.1 200 OK\r\n\r\n{\"Brand\":\"AXIS\"}"), At: at},
		{Host: "10.20.1.41", Site: "library", Protocol: "mac", Fields: model.Fields{"mac.address": {"48:ea:63:00:00:01"}}, At: at},
		{Host: "10.20.1.43", Site: "library", Port: 80, Protocol: "http", Request: "GET /", Outcome: model.Timeout, At: at},
	}
}

func asked() []model.Asked {
	return []model.Asked{
		{
			Host: "10.20.0.7", Site: "town hall", Attempts: 7, Connections: 5, Requests: 6, TLS: 1, BytesSent: 1480, BytesRead: 22731,
			Protected: "ONVIF GetDeviceInformation", Sent: []string{"80 GET /", "80 GET /doc/page/login.asp", "443 GET /", "554 OPTIONS", "554 DESCRIBE", "80 GetDeviceInformation"},
		},
		{Host: "10.20.0.8", Site: "town hall", Attempts: 3, Connections: 2, Requests: 2, BytesSent: 310, BytesRead: 5120, Sent: []string{"80 GET /", "80 GET /doc/page/login.asp"}},
		{Host: "10.20.1.20", Site: "library", Attempts: 6, Connections: 4, Requests: 3, Datagrams: 1, BytesSent: 220, BytesRead: 940, Distress: "reset inside an answer, three times", Sent: []string{"37777 DHIP"}},
	}
}
