package printable

import "testing"

func TestWhatIsNotPrintableIsWrittenOut(t *testing.T) {
	for text, want := range map[string]string{
		"camera":                       "camera",
		`a "b" \\ c`:                   `a "b" \\ c`,
		"grüße, 相机":                    "grüße, 相机",
		"x\nApps: 0 connected":         `x\nApps: 0 connected`,
		"\x1b[2J\u202e\x00\xff end \"": `\x1b[2J\u202e\x00\xff end "`,
		"":                             "",
	} {
		if got := Text(text); got != want {
			t.Errorf("of %q it is %q, want %q", text, got, want)
		}
	}
}
