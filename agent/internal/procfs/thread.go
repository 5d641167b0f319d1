package procfs

import (
	"bytes"
	"strconv"
)

// Thread is one thread of a process.
type Thread struct {
	ID   int
	Name string
	// State as in Stat; that of a process is the state of its first thread.
	State byte
	// Switches is how often it has stopped and begun to run.
	Switches uint64
}

// Threads returns the threads of a process that can be read, in the order of their numbers. It fails where there is no
// such process.
func (fs FS) Threads(pid int) ([]Thread, error) {
	ids, err := FS{Root: fs.path(strconv.Itoa(pid), "task")}.PIDs()
	if err != nil {
		return nil, err
	}
	threads := make([]Thread, 0, len(ids))
	for _, id := range ids {
		content, err := fs.read(strconv.Itoa(pid), "task", strconv.Itoa(id), "status")
		if err != nil {
			// It has ended since.
			continue
		}
		if thread, isWhole := ParseThread(content); isWhole {
			thread.ID = id
			threads = append(threads, thread)
		}
	}
	return threads, nil
}

// ParseThread reads /proc/PID/task/ID/status. It is not whole where the kernel does not count switches.
func ParseThread(content []byte) (thread Thread, isWhole bool) {
	counts := 0
	for line := range bytes.Lines(content) {
		key, value, _ := bytes.Cut(line, []byte{':'})
		value = bytes.TrimSpace(value)
		switch string(key) {
		case "Name":
			thread.Name = string(value)
		case "State":
			if len(value) > 0 {
				thread.State = value[0]
			}
		case "voluntary_ctxt_switches", "nonvoluntary_ctxt_switches":
			if count, err := strconv.ParseUint(string(value), 10, 64); err == nil {
				thread.Switches += count
				counts++
			}
		}
	}
	return thread, counts == 2 && thread.State != 0
}
