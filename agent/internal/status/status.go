// Package status gathers what an agent can tell of its pod, for people and for programs. docs/agent.md describes it.
// What may not be read is null, and a reason stands beside it.
package status

import (
	"os"
	"path/filepath"
	"sort"
	"syscall"

	"iceoryx.io/agent/internal/apps"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/spacing"
	"iceoryx.io/agent/internal/state"
)

// Protocol of the JSON. Fields may be added to it; others keep their meaning.
const Protocol = 1

// Status of a pod.
type Status struct {
	Protocol int      `json:"protocol"`
	Agent    Agent    `json:"agent"`
	Roudi    *Roudi   `json:"roudi"`
	Reason   string   `json:"roudiReason,omitempty"`
	Renewals Renewals `json:"renewals"`
	// ClockSetBack is left out where RouDi was never ended for that.
	ClockSetBack *ClockSetBack `json:"clockSetBack,omitempty"`
	// Apps is null where apps cannot be told.
	Apps           []apps.App `json:"apps"`
	AppsReason     string     `json:"appsReason,omitempty"`
	Segments       []Segment  `json:"segments"`
	SegmentsReason string     `json:"segmentsReason,omitempty"`
}

// Agent is the agent itself.
type Agent struct {
	Version string `json:"version"`
	Role    string `json:"role"`
	Phase   string `json:"phase"`
	Message string `json:"message"`
	// Seconds in that phase.
	Seconds *float64 `json:"seconds"`
}

// Roudi is the RouDi that is followed.
type Roudi struct {
	// PID in the pod.
	PID int `json:"pid"`
	// Incarnation tells it from every other RouDi of this start of the machine.
	Incarnation string   `json:"incarnation"`
	AgeSeconds  *float64 `json:"ageSeconds"`
	// State as in proc(5).
	State       *string `json:"state"`
	StateReason string  `json:"stateReason,omitempty"`
}

// Renewals tells of RouDi's deaths.
type Renewals struct {
	// Deaths that count; 100 s of life make up for one.
	Deaths int `json:"deaths"`
	// NextDelaySeconds is how long the renewal after another death is put off.
	NextDelaySeconds float64 `json:"nextDelaySeconds"`
}

// ClockSetBack is the last time that RouDi was ended because the node's clock was set back.
type ClockSetBack struct {
	Seconds float64 `json:"seconds"`
	// AgoSeconds is how long ago that was.
	AgoSeconds *float64 `json:"agoSeconds"`
}

// Segment is a file of shared memory.
type Segment struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
	// ResidentBytes are in memory; RouDi fills its segments as it starts.
	ResidentBytes int64 `json:"residentBytes"`
}

// A pod has one for each group of writers, and management.
const mostSegments = 1000

// Gather looks around. shm is the directory of segments.
func Gather(pod runtimes.Pod, shm string, dir state.Dir) (Status, error) {
	agent, err := report.Read(dir)
	if err != nil {
		return Status{}, err
	}
	deaths := roles.Deaths(dir)
	status := Status{
		Protocol: Protocol,
		Agent:    Agent{Version: agent.Version, Role: agent.Role, Phase: agent.Phase, Message: agent.Message},
		Renewals: Renewals{deaths, spacing.Delay(deaths + 1).Seconds()},
	}
	now, uptimeErr := pod.Proc.Uptime()
	if uptimeErr == nil {
		status.Agent.Seconds = rounded(now - agent.Since)
	}
	switch {
	case agent.Role == "member":
		status.Reason = "RouDi is in another pod of the node"
	case agent.Roudi == nil:
		status.Reason = agent.Message
	default:
		status.Roudi = describeRoudi(pod.Proc, *agent.Roudi, now)
	}
	if set, err := roles.LastClockSetBack(dir); err == nil {
		status.ClockSetBack = &ClockSetBack{Seconds: set.By.Seconds()}
		if uptimeErr == nil {
			status.ClockSetBack.AgoSeconds = rounded(max(0, now-set.At))
		}
	}
	if status.Apps, err = apps.List(pod, agent.RoudiLocks); err != nil {
		status.AppsReason = err.Error()
	}
	status.Segments, status.SegmentsReason = describeSegments(shm)
	return status, nil
}

func rounded(seconds float64) *float64 {
	tenths := float64(int64(seconds*10)) / 10
	return &tenths
}

func describeRoudi(proc procfs.FS, followed roudi.Incarnation, now float64) *Roudi {
	described := &Roudi{PID: followed.PID, Incarnation: followed.String()}
	if now > 0 {
		described.AgeSeconds = rounded(now - float64(followed.Start)/procfs.TicksPerSecond)
	}
	stat, err := proc.Stat(followed.PID)
	if err != nil || stat.Start != followed.Start {
		described.StateReason = "the process has ended"
		return described
	}
	letter := string(rune(stat.State))
	described.State = &letter
	return described
}

func describeSegments(shm string) ([]Segment, string) {
	directory, err := os.Open(shm)
	if err != nil {
		return nil, procfs.Reason(err)
	}
	defer directory.Close()
	names, err := directory.Readdirnames(mostSegments)
	if err != nil && len(names) == 0 {
		return []Segment{}, ""
	}
	sort.Strings(names)
	segments := []Segment{}
	for _, name := range names {
		info, err := os.Lstat(filepath.Join(shm, name))
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		segments = append(segments, Segment{name, info.Size(), info.Sys().(*syscall.Stat_t).Blocks * 512})
	}
	return segments, ""
}
