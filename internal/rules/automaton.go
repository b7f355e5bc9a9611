package rules

// automaton finds which of many texts occur in a value, reading it once
// (Aho and Corasick, CACM 18(6), 1975). Letters match in either case.
type automaton struct {
	class [256]uint8 // by byte: its column; 0 for bytes that no text has
	width int        // columns of a state
	next  []int32    // state*width + column: the next state, twice, plus 1 if a text ends there
	text  []int32    // by state: index of the text that ends there, -1 for none
	link  []int32    // by state: the next state down the suffixes where a text ends, 0 for none
}

// newAutomaton builds the automaton for distinct, non-empty, folded texts, which
// are sorted.
func newAutomaton(texts []string) *automaton {
	a := &automaton{}
	a.classify(texts)
	children := a.plant(texts)
	a.connect(children)
	return a
}

// classify gives every byte that occurs a column, upper-case letters that of
// their lower-case form.
func (a *automaton) classify(texts []string) {
	a.width = 1
	for _, text := range texts {
		for _, b := range []byte(text) {
			if a.class[b] == 0 {
				a.class[b] = uint8(a.width)
				a.width++
			}
		}
	}
	for b := byte('A'); b <= 'Z'; b++ {
		a.class[b] = a.class[lowerASCII(b)]
	}
}

// plant builds the tree of the texts and returns its edges by state*width +
// column; no edge leads back to state 0.
func (a *automaton) plant(texts []string) []int32 {
	states := countStates(texts)
	edges := make([]int32, a.width, states*a.width)
	a.text = append(make([]int32, 0, states), -1)
	for i, text := range texts {
		state := int32(0)
		for _, b := range []byte(text) {
			at := int(state)*a.width + int(a.class[b])
			if edges[at] == 0 {
				edges[at] = int32(len(a.text))
				a.text = append(a.text, -1)
				edges = edges[:len(edges)+a.width]
			}
			state = edges[at]
		}
		a.text[state] = int32(i)
	}
	return edges
}

// countStates is the number of distinct beginnings of the sorted texts.
func countStates(texts []string) int {
	states, previous := 1, ""
	for _, text := range texts {
		shared := 0
		for shared < min(len(text), len(previous)) && text[shared] == previous[shared] {
			shared++
		}
		states += len(text) - shared
		previous = text
	}
	return states
}

// connect turns the tree into transitions for every byte, breadth first, so that
// the suffix of a state is complete before the state.
func (a *automaton) connect(edges []int32) {
	states := len(a.text)
	suffix := make([]int32, states)
	a.link = make([]int32, states)
	queue := make([]int32, 1, states)
	for at := 0; at < len(queue); at++ {
		state := queue[at]
		if s := suffix[state]; a.text[s] >= 0 {
			a.link[state] = s
		} else {
			a.link[state] = a.link[s]
		}
		own := edges[int(state)*a.width : (int(state)+1)*a.width]
		below := edges[int(suffix[state])*a.width:]
		for column, child := range own {
			switch {
			case child == 0:
				own[column] = below[column]
			case state == 0:
				queue = append(queue, child)
			default:
				suffix[child] = below[column]
				queue = append(queue, child)
			}
		}
	}
	a.flag(edges)
}

// flag marks the transitions into states where a text ends, so that the scan
// need not look.
func (a *automaton) flag(edges []int32) {
	for i, state := range edges {
		edges[i] = state << 1
		if a.text[state] >= 0 || a.link[state] != 0 {
			edges[i]++
		}
	}
	a.next = edges
}

// scan sets found[i] for every text i that occurs in the value, which must have
// been through foldSpecial.
func (a *automaton) scan(value string, found []bool) {
	state := 0
	for i := range len(value) {
		step := int(a.next[state*a.width+int(a.class[value[i]])])
		state = step >> 1
		if step&1 == 0 {
			continue
		}
		for end := int32(state); end != 0; end = a.link[end] {
			if text := a.text[end]; text >= 0 {
				if found[text] {
					break // and so are all shorter ones that end here
				}
				found[text] = true
			}
		}
	}
}
