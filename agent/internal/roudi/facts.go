package roudi

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
)

const (
	// The kernel does not tell when a descriptor is closed or a handler installed.
	lookAgain = 50 * time.Millisecond
	// RouDi 2.95 lets apps in before it handles signals.
	handlesWithin = time.Second
)

// knowsApps tells whether RouDi believes that an app is there: it has its own socket and one to each. Only RouDi's own
// container may see it.
func knowsApps(proc procfs.FS, pid int) bool {
	directory := filepath.Join(proc.Root, strconv.Itoa(pid), "fd")
	descriptors, err := os.ReadDir(directory)
	if err != nil {
		return false
	}
	sockets := 0
	for _, descriptor := range descriptors {
		switch descriptor.Name() {
		case "0", "1", "2":
			continue
		}
		if target, err := os.Readlink(filepath.Join(directory, descriptor.Name())); err == nil && strings.HasPrefix(target, "socket:") {
			sockets++
		}
	}
	return sockets > 1
}

// cutOff tells whether an app ended without removing its socket.
func cutOff(pod runtimes.Pod, name string) bool {
	found := false
	err := pod.EachLock(func(app string) bool {
		found = app != name && pod.HasSocket(app)
		return !found
	})
	return found && err == nil
}

func untilSigtermIsHandled(proc procfs.FS, pid int) {
	for end := time.Now().Add(handlesWithin); time.Now().Before(end); time.Sleep(lookAgain) {
		status, err := proc.Status(pid)
		if err != nil || status.Handles(syscall.SIGTERM) {
			return
		}
	}
}
