package roudi

import "strings"

// isMonitoringOff reads what RouDi's command line says of monitoring, as its getopt_long(3) does: of several words the
// last counts. Where it says nothing RouDi is taken to monitor its apps, as 2.0 does.
func isMonitoringOff(arguments []string) bool {
	isOff := false
	for i, argument := range arguments {
		word, isStated := strings.CutPrefix(argument, "--monitoring-mode=")
		if !isStated && strings.HasPrefix(argument, "-m") {
			word, isStated = argument[len("-m"):], len(argument) > len("-m")
		}
		if argument == "-m" || argument == "--monitoring-mode" {
			isStated = i+1 < len(arguments)
			if isStated {
				word = arguments[i+1]
			}
		}
		if isStated {
			isOff = word == "off"
		}
	}
	return isOff
}
