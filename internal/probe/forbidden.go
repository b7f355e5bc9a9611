package probe

import "strings"

// Forbidden lists texts that no request may hold, in lower case: paths and
// parameters of known exploits and of configuration files, and steps of a
// login. The list is the only place in this program where they stand. It is
// applied to the paths that a device chooses by a redirection, and a test
// applies it to every question and to the source.
func Forbidden() []string {
	return []string{
		"auth=",                                                                // exploit of 2017 against Hikvision: base64 credentials in the URL
		"/system/configurationfile",                                            // Hikvision: configuration with passwords
		"/onvif-http/snapshot",                                                 // Hikvision: the same exploit, for a picture
		"/sdk/weblanguage",                                                     // Hikvision: command injection of 2021
		"/current_config",                                                      // Dahua: user database
		"/cgi-bin/user/config.cgi",                                             // AVTECH: command injection
		"../",                                                                  // leaving the web root
		"/rpc2_login",                                                          // Dahua: first step of a login
		"sessionlogin",                                                         // Hikvision: first step of a login
		"cgiproxy.fcgi",                                                        // Foscam: credentials in the URL
		"password=", "passwd=", "pwd=", "user=", "usr=", "username=", "token=", // credentials in the URL
	}
}

// forbidden reports whether a request target holds a forbidden text, also when
// it is percent-encoded: a target with an encoded byte of the list's own
// characters is judged by its decoded form by the caller.
func forbidden(target string) bool {
	target = strings.ToLower(target)
	for _, text := range Forbidden() {
		if strings.Contains(target, text) {
			return true
		}
	}
	return false
}
