package netx

// descriptorLimit is 0: Windows sets no limit that matters here.
func descriptorLimit() int { return 0 }
