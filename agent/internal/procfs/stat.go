package procfs

import (
	"bytes"
	"errors"
	"strconv"
)

// Stat is what /proc/PID/stat tells.
type Stat struct {
	PID int
	// State is a letter: R, S, D, Z (ended, but its parent has not asked yet), T (stopped by a signal), t (stopped by a
	// debugger), X.
	State byte
	// Parent is 0 where the parent is outside of the pod: that of a container's main process.
	Parent int
	// Start is when it started, in hundredths of a second since the machine did. It tells a process from a later one with
	// the same number.
	Start uint64
}

// TicksPerSecond is the unit of Stat.Start; the kernel shows every architecture the same.
const TicksPerSecond = 100

var errStat = errors.New("no line of a process's stat")

// ParseStat reads a line of /proc/PID/stat. The name of a program may have anything in it, so what counts begins after
// the last parenthesis.
func ParseStat(line []byte) (Stat, error) {
	open, end := bytes.IndexByte(line, '('), bytes.LastIndexByte(line, ')')
	if open < 1 || end < open {
		return Stat{}, errStat
	}
	pid, err := strconv.Atoi(string(bytes.TrimSpace(line[:open])))
	fields := bytes.Fields(line[end+1:])
	// Numbered from 3 in proc(5): state, ppid, … starttime is 22.
	if err != nil || pid <= 0 || len(fields) < 20 || len(fields[0]) != 1 {
		return Stat{}, errStat
	}
	parent, err := strconv.Atoi(string(fields[1]))
	if err != nil {
		return Stat{}, errStat
	}
	start, err := strconv.ParseUint(string(fields[19]), 10, 64)
	if err != nil {
		return Stat{}, errStat
	}
	return Stat{PID: pid, State: fields[0][0], Parent: parent, Start: start}, nil
}

// Stat returns what is known of a process, or an error where there is none of that number.
func (fs FS) Stat(pid int) (Stat, error) {
	content, err := fs.read(strconv.Itoa(pid), "stat")
	if err != nil {
		return Stat{}, err
	}
	return ParseStat(content)
}

// HasEnded tells whether a process has: also one that its parent has not yet asked about.
func (stat Stat) HasEnded() bool {
	return stat.State == 'Z' || stat.State == 'X'
}

// Lives tells whether there is a process of that number that has not ended.
func (fs FS) Lives(pid int) bool {
	stat, err := fs.Stat(pid)
	return err == nil && !stat.HasEnded()
}
