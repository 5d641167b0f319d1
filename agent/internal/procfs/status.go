package procfs

import (
	"bytes"
	"strconv"
	"syscall"
)

// Status is what /proc/PID/status tells.
type Status struct {
	// SharedMemoryBytes is how much shared memory it has mapped and touched. It is 0 for an app that merely waits for
	// RouDi.
	SharedMemoryBytes int64
	// Caught has a bit for each signal that it handles, that of signal 1 first.
	Caught uint64
}

// Handles tells whether it has a handler for a signal.
func (status Status) Handles(signal syscall.Signal) bool {
	return signal > 0 && signal <= 64 && status.Caught&(1<<(uint(signal)-1)) != 0
}

// ParseStatus reads /proc/PID/status; a line that is missing or strange counts as 0.
func ParseStatus(content []byte) Status {
	var status Status
	for line := range bytes.Lines(content) {
		key, value, _ := bytes.Cut(line, []byte{':'})
		fields := bytes.Fields(value)
		if len(fields) == 0 {
			continue
		}
		switch string(key) {
		case "RssShmem":
			if kib, err := strconv.ParseInt(string(fields[0]), 10, 64); err == nil && kib > 0 && kib < 1<<52 {
				status.SharedMemoryBytes = kib << 10
			}
		case "SigCgt":
			if bits, err := strconv.ParseUint(string(fields[0]), 16, 64); err == nil {
				status.Caught = bits
			}
		}
	}
	return status
}

// Status returns what is known of a process, or an error where there is none of that number.
func (fs FS) Status(pid int) (Status, error) {
	content, err := fs.read(strconv.Itoa(pid), "status")
	if err != nil {
		return Status{}, err
	}
	return ParseStatus(content), nil
}
