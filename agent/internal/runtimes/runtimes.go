// Package runtimes finds the runtimes of iceoryx in a pod, RouDi's and the apps', by the locks that they hold: each has
// flock(2) on NAME.lock in /tmp as long as it lives, and the kernel shows that to every process of the pod, unlike
// sockets, which are the node's where the pod has hostNetwork, and unlike what a process has mapped.
//
// Apps may put anything into /tmp. Nothing in it is opened here, and no link is followed.
package runtimes

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"iceoryx.io/agent/internal/procfs"
)

const suffix = ".lock"

// More files than this are no sockets and locks of one pod.
const mostFiles = 100_000

// Runtime is a process that holds the lock of a runtime.
type Runtime struct {
	PID int
	// Name of the runtime, which is also that of its socket.
	Name string
}

// Pod is what a pod's processes share.
type Pod struct {
	// Tmp is the directory of sockets and locks.
	Tmp  string
	Proc procfs.FS
}

// All returns every runtime that a living process of the pod holds. Two locks of one process are two runtimes.
func (pod Pod) All() ([]Runtime, error) {
	names, err := pod.Locks()
	if err != nil {
		return nil, err
	}
	return pod.holders(names)
}

// Holder returns the process that has the runtime of that name, or 0.
func (pod Pod) Holder(name string) (int, error) {
	found, err := pod.holders([]string{name})
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0].PID, nil
}

// Locks returns the names of the runtimes that have a lock file, held or not.
func (pod Pod) Locks() ([]string, error) {
	directory, err := os.Open(pod.Tmp)
	if err != nil {
		return nil, err
	}
	defer directory.Close()
	var names []string
	for seen := 0; seen < mostFiles; {
		some, err := directory.Readdirnames(1000)
		for _, file := range some {
			if name, isLock := strings.CutSuffix(file, suffix); isLock && name != "" {
				names = append(names, name)
			}
		}
		seen += len(some)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return names, nil
}

// LockFile returns the path of a runtime's lock.
func (pod Pod) LockFile(name string) string {
	return filepath.Join(pod.Tmp, name+suffix)
}

// Socket returns the path of a runtime's socket.
func (pod Pod) Socket(name string) string {
	return filepath.Join(pod.Tmp, name)
}

// HasSocket tells whether there is a socket of that name. It proves nothing: a socket survives its maker.
func (pod Pod) HasSocket(name string) bool {
	info, err := os.Lstat(pod.Socket(name))
	return err == nil && info.Mode().Type() == os.ModeSocket
}

// IsAlive tells whether there is a runtime of that name that others can reach.
func (pod Pod) IsAlive(name string) (bool, error) {
	pid, err := pod.Holder(name)
	return pid != 0 && pod.HasSocket(name), err
}

func (pod Pod) holders(names []string) ([]Runtime, error) {
	locks, err := pod.Proc.Flocks()
	if err != nil {
		return nil, err
	}
	type inode struct {
		device procfs.Device
		number uint64
	}
	// Keyed by the lock: a process may hold several, RouDi has two.
	holder := make(map[inode]int, len(locks))
	// Volumes may use the same inode numbers. Where /tmp is no mount its device is not known, and the number has to do.
	mount, isKnown := pod.Proc.MountAt(pod.Tmp)
	for _, lock := range locks {
		if isKnown && lock.Device != mount.Device {
			continue
		}
		holder[inode{mount.Device, lock.Inode}] = lock.PID
	}
	var found []Runtime
	for _, name := range names {
		info, err := os.Lstat(pod.LockFile(name))
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if pid, held := holder[inode{mount.Device, info.Sys().(*syscall.Stat_t).Ino}]; held {
			found = append(found, Runtime{pid, name})
		}
	}
	return found, nil
}

// Apps returns the runtimes that are not RouDi's.
//
// roudi are the names of the locks that RouDi has; they need not be held by its container's main process.
func (pod Pod) Apps(roudi []string) ([]Runtime, error) {
	all, err := pod.All()
	return slices.DeleteFunc(all, func(runtime Runtime) bool { return slices.Contains(roudi, runtime.Name) }), err
}

// Stale returns an app that has shared memory: while there is no RouDi, of one that is gone. An app that only waits for
// RouDi has none. Whose shared memory is swapped out looks like that, too.
func (pod Pod) Stale(roudi []string) (Runtime, bool, error) {
	apps, err := pod.Apps(roudi)
	for _, app := range apps {
		if status, err := pod.Proc.Status(app.PID); err == nil && status.SharedMemoryBytes > 0 {
			return app, true, nil
		}
	}
	return Runtime{}, false, err
}

// RemoveDead removes sockets and locks of runtimes that no process has. A lock of iceoryx is an empty file: who writes
// a number into it means something else by it, and keeps it.
func (pod Pod) RemoveDead() error {
	names, err := pod.Locks()
	if err != nil {
		return err
	}
	held, err := pod.holders(names)
	if err != nil {
		return err
	}
	for _, name := range names {
		info, err := os.Lstat(pod.LockFile(name))
		isHeld := slices.ContainsFunc(held, func(runtime Runtime) bool { return runtime.Name == name })
		if err != nil || isHeld || !info.Mode().IsRegular() || info.Size() != 0 {
			continue
		}
		if pod.HasSocket(name) {
			os.Remove(pod.Socket(name))
		}
		os.Remove(pod.LockFile(name))
	}
	return nil
}
