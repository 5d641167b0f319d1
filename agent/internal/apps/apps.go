// Package apps describes the apps of a pod: the processes that have a runtime of iceoryx other than RouDi's, and in which
// container each is.
package apps

import (
	"encoding/json"
	"fmt"

	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
)

// App is a runtime of iceoryx other than RouDi's.
type App struct {
	PID int `json:"pid"`
	// Name of the runtime, as the lock has it.
	Name            string  `json:"name"`
	Container       *string `json:"container"`
	ContainerReason string  `json:"containerReason,omitempty"`
	// ContainerID is the container runtime's; left out where the kernel does not tell.
	ContainerID string `json:"containerID,omitempty"`
	// SharedMemoryBytes that it has touched.
	SharedMemoryBytes *int64 `json:"sharedMemoryBytes"`
	SharedReason      string `json:"sharedMemoryReason,omitempty"`
}

// IsConnected tells whether RouDi has let it in. An app takes its lock before it asks, and touches shared memory after.
func (app App) IsConnected() bool { return app.SharedMemoryBytes != nil && *app.SharedMemoryBytes > 0 }

// List returns the apps of a pod. What may not be read of one is null, with a reason beside it.
//
// roudi are the names of the locks that RouDi has.
func List(pod runtimes.Pod, roudi []string) ([]App, error) {
	found, err := pod.Apps(roudi)
	if err != nil {
		return nil, err
	}
	list := make([]App, 0, len(found))
	for _, runtime := range found {
		app := App{PID: runtime.PID, Name: runtime.Name}
		mounts, err := pod.Proc.Mounts(runtime.PID)
		switch container := procfs.ContainerOf(mounts); {
		case err != nil:
			app.ContainerReason = "its mounts cannot be read, as the process has another user, group or more capabilities than the agent: " + procfs.Reason(err)
		case container == "":
			app.ContainerReason = "its mounts do not tell"
		default:
			app.Container = &container
		}
		if groups, err := pod.Proc.Cgroups(runtime.PID); err == nil {
			app.ContainerID = groups.ContainerID()
		}
		if memory, err := pod.Proc.Status(runtime.PID); err != nil {
			app.SharedReason = procfs.Reason(err)
		} else {
			app.SharedMemoryBytes = &memory.SharedMemoryBytes
		}
		list = append(list, app)
	}
	return list, nil
}

// InContainer says which container a process is in, to follow its number in a sentence; "" where that is not known.
func InContainer(proc procfs.FS, pid int) string {
	mounts, err := proc.Mounts(pid)
	if container := procfs.ContainerOf(mounts); err == nil && container != "" {
		return " of container " + container
	}
	return ""
}

// Bounds of a line. A pod has no more containers than the API server lets it have.
const (
	mostTold     = 64
	shortID      = 12
	announcement = "Apps: %d connected to RouDi, %d waiting for it. %s"
)

// told is a container with runtimes, in a line of the log; one without a name and an id stands for all that are not known.
type told struct {
	Container string `json:"container,omitempty"`
	ID        string `json:"id,omitempty"`
	Runtimes  int    `json:"runtimes"`
}

// Line tells in one line how many apps have reached RouDi and how many wait for it: in words, and as JSON for the operator,
// which reads it in the agent's log.
func Line(list []App) string {
	var connected, waiting []App
	for _, app := range list {
		if app.IsConnected() {
			connected = append(connected, app)
		} else {
			waiting = append(waiting, app)
		}
	}
	content, err := json.Marshal(struct {
		Connected []told `json:"connected"`
		Waiting   []told `json:"waiting"`
	}{byContainer(connected), byContainer(waiting)})
	if err != nil {
		content = []byte("{}")
	}
	return fmt.Sprintf(announcement, len(connected), len(waiting), content)
}

func byContainer(list []App) []told {
	groups := []told{}
	for _, app := range list {
		one := told{ID: cut(app.ContainerID, shortID)}
		if app.Container != nil {
			one.Container = *app.Container
		}
		index := 0
		for index < len(groups) && (groups[index].Container != one.Container || groups[index].ID != one.ID) {
			index++
		}
		if index == mostTold {
			continue
		}
		if index == len(groups) {
			groups = append(groups, one)
		}
		groups[index].Runtimes++
	}
	return groups
}

func cut(text string, most int) string {
	if len(text) > most {
		return text[:most]
	}
	return text
}
