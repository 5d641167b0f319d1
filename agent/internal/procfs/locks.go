package procfs

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"
)

// Flock is a lock of flock(2) that a process holds.
type Flock struct {
	// PID is its number in the reader's process namespace; locks of processes outside of that are not shown.
	PID int
	// Device and Inode are those of the locked file.
	Device Device
	Inode  uint64
}

// ErrNoLocks is returned where the kernel does not show locks.
var ErrNoLocks = errors.New("the kernel of this node does not show who holds which lock, /proc/locks is missing (gVisor " +
	"has none): it cannot be told who uses RouDi; run the pod with another RuntimeClass")

// ParseLocks reads /proc/locks. Only flock(2)'s are returned, and of those only the ones that are held: locks of open
// file descriptions have the number -1, to which a signal would go to every process; who waits for a lock is marked by
// an arrow.
func ParseLocks(content string) []Flock {
	var locks []Flock
	for line := range strings.Lines(content) {
		fields := strings.Fields(line)
		if len(fields) < 6 || fields[1] != "FLOCK" {
			continue
		}
		pid, err := strconv.Atoi(fields[4])
		if err != nil || pid <= 0 {
			continue
		}
		colon := strings.LastIndexByte(fields[5], ':')
		if colon < 0 {
			continue
		}
		device, ok := parseDevice(fields[5][:colon], 16)
		inode, err := strconv.ParseUint(fields[5][colon+1:], 10, 64)
		if !ok || err != nil {
			continue
		}
		locks = append(locks, Flock{pid, device, inode})
	}
	return locks
}

// Flocks returns all locks that are seen. It fails with ErrNoLocks where the kernel shows none at all.
func (f FS) Flocks() ([]Flock, error) {
	content, err := f.read("locks")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoLocks
	}
	return ParseLocks(string(content)), err
}
