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
	// Waits is how often it has stopped by itself, to wait for something.
	Waits uint64
	// Ticks is how much processor time it has used, in TicksPerSecond.
	Ticks uint64
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
		thread, isWhole := fs.thread(pid, id)
		if isWhole {
			threads = append(threads, thread)
		}
	}
	return threads, nil
}

// thread reads one; it may have ended since, or the kernel does not tell what counts.
func (fs FS) thread(pid, id int) (Thread, bool) {
	directory := []string{strconv.Itoa(pid), "task", strconv.Itoa(id)}
	status, err := fs.read(append(directory, "status")...)
	if err != nil {
		return Thread{}, false
	}
	stat, err := fs.read(append(directory, "stat")...)
	if err != nil {
		return Thread{}, false
	}
	thread, isWhole := ParseThread(status)
	ticks, hasTicks := parseTicks(stat)
	thread.ID, thread.Ticks = id, ticks
	return thread, isWhole && hasTicks
}

// ParseThread reads /proc/PID/task/ID/status. It is not whole where the kernel does not count waits.
func ParseThread(content []byte) (thread Thread, isWhole bool) {
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
		case "voluntary_ctxt_switches":
			waits, err := strconv.ParseUint(string(value), 10, 64)
			thread.Waits, isWhole = waits, err == nil
		}
	}
	return thread, isWhole && thread.State != 0
}

// parseTicks reads utime and stime, fields 14 and 15 of proc(5), of a line of stat.
func parseTicks(line []byte) (uint64, bool) {
	fields := bytes.Fields(line[bytes.LastIndexByte(line, ')')+1:])
	if len(fields) < 13 {
		return 0, false
	}
	user, err := strconv.ParseUint(string(fields[11]), 10, 64)
	if err != nil {
		return 0, false
	}
	system, err := strconv.ParseUint(string(fields[12]), 10, 64)
	return user + system, err == nil
}
