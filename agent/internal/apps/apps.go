// Package apps describes the apps of a pod: the processes that have a runtime of iceoryx other than RouDi's, and in which
// container each is.
package apps

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

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
			app.ContainerReason = "its mounts cannot be read, as the process has another user, group or more capabilities than the agent: " + plain(err)
		case container == "":
			app.ContainerReason = "its mounts do not tell"
		default:
			app.Container = &container
		}
		if groups, err := pod.Proc.Cgroups(runtime.PID); err == nil {
			app.ContainerID = groups.ContainerID()
		}
		if memory, err := pod.Proc.Status(runtime.PID); err != nil {
			app.SharedReason = plain(err)
		} else {
			app.SharedMemoryBytes = &memory.SharedMemoryBytes
		}
		list = append(list, app)
	}
	return list, nil
}

// Bounds of a line: a pod may have more, and an app may give its lock any name.
const (
	mostTold     = 64
	longestName  = 100
	shortID      = 12
	announcement = "Apps: %d connected to RouDi, %d waiting for it. %s"
)

// told is an app in a line of the log.
type told struct {
	Name      string `json:"name"`
	Container string `json:"container,omitempty"`
	ID        string `json:"id,omitempty"`
}

// Line tells in one line which apps have reached RouDi and which wait for it: in words, and as JSON for the operator,
// which reads it in the agent's log. Protocol 1.
func Line(list []App) string {
	groups := struct {
		Connected []told `json:"connected"`
		Waiting   []told `json:"waiting"`
	}{[]told{}, []told{}}
	connected := 0
	for _, app := range list {
		one := told{Name: cut(app.Name, longestName), ID: cut(app.ContainerID, shortID)}
		if app.Container != nil {
			one.Container = *app.Container
		}
		group := &groups.Waiting
		if app.IsConnected() {
			connected++
			group = &groups.Connected
		}
		if len(*group) < mostTold {
			*group = append(*group, one)
		}
	}
	content, err := json.Marshal(groups)
	if err != nil {
		content = []byte("{}")
	}
	return fmt.Sprintf(announcement, connected, len(list)-connected, content)
}

func cut(text string, most int) string {
	if len(text) > most {
		return text[:most]
	}
	return text
}

func plain(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return fmt.Sprint(err)
}
