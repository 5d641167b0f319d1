package roudi

import (
	"strings"
	"testing"
)

func TestWhatRouDiIsToldOfMonitoring(t *testing.T) {
	for line, isOff := range map[string]bool{
		"":                                  false,
		"-c /etc/iceoryx/roudi.toml":        false,
		"-c roudi.toml -m on -k 5":          false,
		"-c roudi.toml -m off -k 5":         true,
		"-moff":                             true,
		"--monitoring-mode off":             true,
		"--monitoring-mode=off":             true,
		"-m off --monitoring-mode=on":       false,
		"-m":                                false,
		"-c off":                            false,
		"--monitoring-mode=on -l off -moff": true,
	} {
		if got := isMonitoringOff(strings.Fields(line)); got != isOff {
			t.Errorf("of %q it is %v", line, got)
		}
	}
}
