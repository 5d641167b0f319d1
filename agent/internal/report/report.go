// Package report is what the agent says about itself to its own probes and hooks, and to people: a file of JSON.
package report

import (
	"encoding/json"
	"fmt"
	"os"

	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/state"
)

// File of the state directory.
const File = "agent.json"

// Phases of an agent.
const (
	// Waiting: there is no RouDi that is ready.
	Waiting = "Waiting"
	// Following: RouDi is ready, and the agent learns of its end.
	Following = "Following"
	// Stopped: RouDi is there, but a debugger has stopped it.
	Stopped = "Stopped"
	// Gone: RouDi has ended, and the apps have to start again.
	Gone = "Gone"
)

// Agent is what it says.
type Agent struct {
	Protocol int    `json:"protocol"`
	Version  string `json:"version"`
	// Role is pod, domain or member.
	Role  string `json:"role"`
	PID   int    `json:"pid"`
	Phase string `json:"phase"`
	// Message says it in words.
	Message string `json:"message"`
	// Since is the time of /proc/uptime, in seconds.
	Since float64 `json:"since"`
	// RoudiName is the name of RouDi's runtime, RoudiLocks those of all locks that it has.
	RoudiName  string   `json:"roudiName,omitempty"`
	RoudiLocks []string `json:"roudiLocks,omitempty"`
	// Roudi is the process that is followed, in this pod.
	Roudi *roudi.Incarnation `json:"roudi,omitempty"`
}

// Write replaces what was said before.
func (agent Agent) Write(dir state.Dir) error {
	agent.Protocol = state.Protocol
	content, err := json.Marshal(agent)
	if err != nil {
		return err
	}
	return dir.WriteBytes(File, append(content, '\n'))
}

// Read returns what the agent said last.
func Read(dir state.Dir) (Agent, error) {
	content, err := dir.Bytes(File)
	if err != nil {
		if os.IsNotExist(err) {
			return Agent{}, fmt.Errorf("the agent has not started: %s is not there", dir.File(File))
		}
		return Agent{}, err
	}
	return Parse(content)
}

// Parse reads what an agent said.
func Parse(content []byte) (Agent, error) {
	var agent Agent
	if err := json.Unmarshal(content, &agent); err != nil {
		return Agent{}, fmt.Errorf("%s cannot be read: %w", File, err)
	}
	if agent.Protocol != state.Protocol {
		return Agent{}, fmt.Errorf("%s is of protocol %d, and this agent knows %d", File, agent.Protocol, state.Protocol)
	}
	return agent, nil
}
