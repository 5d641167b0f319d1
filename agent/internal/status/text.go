package status

import (
	"fmt"
	"io"
	"strings"
	"time"

	"iceoryx.io/agent/internal/printable"
)

// Print writes it for people.
func (status Status) Print(out io.Writer) {
	fmt.Fprintf(out, "Agent %s (%s): %s\n", status.Agent.Version, status.Agent.Role, status.Agent.Message)
	if status.Roudi != nil {
		fmt.Fprintf(out, "RouDi: process %d%s%s\n", status.Roudi.PID, ageInWords(status.Roudi.AgeSeconds), stateInWords(status.Roudi))
	} else {
		fmt.Fprintf(out, "RouDi: none, %s\n", strings.TrimSuffix(status.Reason, "."))
	}
	if status.Agent.Role != "member" {
		fmt.Fprintf(out, "Restarts: %d deaths of RouDi count; after another one all containers start again in %v\n",
			status.Renewals.Deaths, inWords(status.Renewals.NextDelaySeconds))
	}
	if set := status.ClockSetBack; set != nil {
		fmt.Fprintf(out, "Clock: RouDi was ended%s, because the node's clock was set back by %v\n", agoInWords(set.AgoSeconds), inWords(set.Seconds).Round(time.Second))
	}
	status.printApps(out)
	if status.SegmentsReason != "" {
		fmt.Fprintf(out, "Segments: not known, %s\n", status.SegmentsReason)
		return
	}
	fmt.Fprintf(out, "Segments: %d\n", len(status.Segments))
	for _, segment := range status.Segments {
		fmt.Fprintf(out, "  %-24s %s, %s in memory\n", printable.Text(segment.Name), printable.Bytes(segment.Bytes), printable.Bytes(segment.ResidentBytes))
	}
}

func (status Status) printApps(out io.Writer) {
	if status.AppsReason != "" {
		fmt.Fprintf(out, "Apps: not known, %s\n", status.AppsReason)
		return
	}
	fmt.Fprintf(out, "Apps: %d\n", len(status.Apps))
	for _, app := range status.Apps {
		container := "container not known, " + app.ContainerReason
		if app.Container != nil {
			container = "container " + *app.Container
		}
		memory := "shared memory not known, " + app.SharedReason
		if app.SharedMemoryBytes != nil {
			memory = printable.Bytes(*app.SharedMemoryBytes) + " of shared memory in use"
		}
		fmt.Fprintf(out, "  %-24s process %d, %s, %s\n", printable.Text(app.Name), app.PID, container, memory)
	}
}

func ageInWords(seconds *float64) string {
	if seconds == nil {
		return ""
	}
	return fmt.Sprintf(", for %v", inWords(*seconds).Round(time.Second))
}

func agoInWords(seconds *float64) string {
	if seconds == nil {
		return ""
	}
	return fmt.Sprintf(" %v ago", inWords(*seconds).Round(time.Second))
}

func inWords(seconds float64) time.Duration { return time.Duration(seconds * float64(time.Second)) }

func stateInWords(roudi *Roudi) string {
	if roudi.State == nil {
		return ""
	}
	switch *roudi.State {
	case "T":
		return ", stopped by a signal"
	case "t":
		return ", stopped by a debugger"
	case "Z":
		return ", has ended"
	default:
		return ""
	}
}
