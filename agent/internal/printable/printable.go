// Package printable makes text of others harmless for a terminal and for programs that read lines: an app may give its lock
// any name.
package printable

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Text returns text as one line, with everything that is not printable in Go's notation, such as \n or \x1b.
func Text(text string) string {
	if isPlain(text) {
		return text
	}
	var out []byte
	for len(text) > 0 {
		_, size := utf8.DecodeRuneInString(text)
		if isPlain(text[:size]) {
			out = append(out, text[:size]...)
		} else {
			quoted := strconv.Quote(text[:size])
			out = append(out, quoted[1:len(quoted)-1]...)
		}
		text = text[size:]
	}
	return string(out)
}

func isPlain(text string) bool {
	for _, char := range text {
		if char == '\uFFFD' || !strconv.IsPrint(char) {
			return false
		}
	}
	return true
}

// Bytes returns a number of bytes for people.
func Bytes(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(bytes)/(1<<10))
	default:
		return fmt.Sprintf("%d B", bytes)
	}
}
