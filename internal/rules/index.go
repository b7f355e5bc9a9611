package rules

import (
	"iter"
	"slices"
	"sync"
)

// maxTextBytes bounds the automaton of one field; longer texts are shortened
// until all fit.
const maxTextBytes = 64 << 10

// fieldIndex finds the rules that may hold for values of one field.
type fieldIndex struct {
	always    []int // rules without literals
	automaton *automaton
	owners    [][]int // by text: the rules that need it
	rules     int     // one more than the largest of owners
}

// newIndex gives every field that rules read an index, which is built when the
// field is first met: most runs meet few of them.
func newIndex(all []*compiled) map[string]func() fieldIndex {
	byField := map[string][]int{}
	for i, c := range all {
		byField[c.rule.Field] = append(byField[c.rule.Field], i)
	}
	index := make(map[string]func() fieldIndex, len(byField))
	for field, rules := range byField {
		index[field] = sync.OnceValue(func() fieldIndex { return newFieldIndex(all, rules) })
	}
	return index
}

func newFieldIndex(all []*compiled, rules []int) fieldIndex {
	index := fieldIndex{rules: slices.Max(rules) + 1}
	length := textLength(all, rules)
	owners := map[string][]int{}
	for _, rule := range rules {
		literals := all[rule].match.literals
		if len(literals) == 0 {
			index.always = append(index.always, rule)
		}
		for _, text := range literals {
			text = text[:min(len(text), length)]
			owners[text] = append(owners[text], rule)
		}
	}
	texts := sortedKeys(owners)
	for _, text := range texts {
		index.owners = append(index.owners, slices.Compact(owners[text]))
	}
	index.automaton = newAutomaton(texts)
	return index
}

// textLength is how long texts may be so that all fit into the automaton.
func textLength(all []*compiled, rules []int) int {
	length := maxLiteralLength
	for ; length > minLiteral; length /= 2 {
		total := 0
		for _, rule := range rules {
			for _, text := range all[rule].match.literals {
				total += min(len(text), length)
			}
		}
		if total <= maxTextBytes {
			break
		}
	}
	return max(length, minLiteral)
}

// candidates yields the rules that may hold for one of the values, each once, in
// order.
func (x fieldIndex) candidates(values []string) iter.Seq[int] {
	found := make([]bool, len(x.owners))
	for _, value := range values {
		x.automaton.scan(foldSpecial(value), found)
	}
	rules := slices.Clone(x.always)
	for text, here := range found {
		if here {
			rules = append(rules, x.owners[text]...)
		}
	}
	slices.Sort(rules)
	return slices.Values(slices.Compact(rules))
}
