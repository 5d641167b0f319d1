// Package roudi is what happens in the container of RouDi: its entry point, its startup probe, and its hook.
package roudi

import (
	"errors"
	"fmt"
	"strconv"

	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/state"
)

// Files of the state directory.
const (
	// AliveFIFO is held open by RouDi.
	AliveFIFO = "alive"
	// RoudiFile has the Incarnation that RouDi's container became last.
	RoudiFile = "roudi"
	// StartedFile has the Incarnation that was seen to be ready.
	StartedFile = "started"
	// UnmonitoredFile is there where RouDi was told not to monitor its apps.
	UnmonitoredFile = "unmonitored"
)

// Incarnation is one life of the main process of RouDi's container.
type Incarnation struct {
	PID   int    `json:"pid"`
	Start uint64 `json:"start"`
}

func (incarnation Incarnation) String() string {
	return fmt.Sprintf("%d-%d", incarnation.PID, incarnation.Start)
}

var errIncarnation = errors.New("no process number and start")

// ReadIncarnation reads one from a file.
func ReadIncarnation(dir state.Dir, file string) (Incarnation, error) {
	lines, err := dir.Read(file)
	if err != nil {
		return Incarnation{}, err
	}
	if len(lines) != 2 {
		return Incarnation{}, errIncarnation
	}
	pid, err := strconv.Atoi(lines[0])
	if err != nil || pid <= 0 {
		return Incarnation{}, errIncarnation
	}
	start, err := strconv.ParseUint(lines[1], 10, 64)
	if err != nil {
		return Incarnation{}, errIncarnation
	}
	return Incarnation{pid, start}, nil
}

// Write puts it into a file.
func (incarnation Incarnation) Write(dir state.Dir, file string) error {
	return dir.Write(file, strconv.Itoa(incarnation.PID), strconv.FormatUint(incarnation.Start, 10))
}

// Lives tells whether the process has not ended.
func (incarnation Incarnation) Lives(proc procfs.FS) bool {
	stat, err := proc.Stat(incarnation.PID)
	return err == nil && stat.Start == incarnation.Start && !stat.HasEnded()
}
