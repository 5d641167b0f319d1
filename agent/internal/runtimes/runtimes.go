// Package runtimes finds the runtimes of iceoryx in a pod, RouDi's and the apps', by the locks that they hold: each has
// flock(2) on NAME.lock in /tmp as long as it lives, and the kernel shows that to every process of the pod, unlike
// sockets, which are the node's where the pod has hostNetwork, and unlike what a process has mapped.
//
// Apps may put anything into /tmp. Nothing in it is opened here, and no link is followed.
package runtimes

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"syscall"

	"iceoryx.io/agent/internal/procfs"
)

const suffix = ".lock"

// More files than this take longer than one can wait, each time.
const mostFiles = 1_000_000

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
	held, err := pod.held()
	if err != nil || held.isEmpty() {
		return nil, err
	}
	var found []Runtime
	err = pod.EachLock(func(name string) bool {
		if pid := held.by(pod.LockFile(name)); pid != 0 {
			found = append(found, Runtime{pid, name})
		}
		return true
	})
	sort.Slice(found, func(i, j int) bool { return found[i].Name < found[j].Name })
	return found, err
}

// Holder returns the process that has the runtime of that name, or 0.
func (pod Pod) Holder(name string) (int, error) {
	held, err := pod.held()
	if err != nil {
		return 0, err
	}
	return held.by(pod.LockFile(name)), nil
}

// EachLock calls for the name of each runtime that has a lock file, held or not, until that returns false. However many
// files there are, they take no memory. It fails where there are too many to be looked at in time.
func (pod Pod) EachLock(each func(name string) bool) error {
	directory, err := os.Open(pod.Tmp)
	if err != nil {
		return err
	}
	defer directory.Close()
	for seen := 0; ; {
		some, err := directory.Readdirnames(1000)
		for _, file := range some {
			if name, isLock := strings.CutSuffix(file, suffix); isLock && name != "" && !each(name) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if seen += len(some); seen > mostFiles {
			return fmt.Errorf("%s has more than %d files: it cannot be told who uses RouDi; remove what programs have left there", pod.Tmp, mostFiles)
		}
	}
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

// locks are those that processes of the pod hold on files of /tmp.
type locks struct {
	// holder is the process by the inode of the file.
	holder map[uint64]int
}

func (locks locks) isEmpty() bool { return len(locks.holder) == 0 }

// by returns the process that has the lock of a file, or 0.
func (locks locks) by(path string) int {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	return locks.holder[info.Sys().(*syscall.Stat_t).Ino]
}

func (pod Pod) held() (locks, error) {
	all, err := pod.Proc.Flocks()
	if err != nil {
		return locks{}, err
	}
	// Volumes may use the same inode numbers. Where /tmp is no mount its device is not known, and the number has to do.
	mount, isKnown := pod.Proc.MountAt(pod.Tmp)
	// Keyed by the lock: a process may hold several, RouDi has two.
	held := locks{make(map[uint64]int, len(all))}
	for _, lock := range all {
		if !isKnown || lock.Device == mount.Device {
			held.holder[lock.Inode] = lock.PID
		}
	}
	return held, nil
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
	held, err := pod.held()
	if err != nil {
		return err
	}
	return pod.EachLock(func(name string) bool {
		info, err := os.Lstat(pod.LockFile(name))
		if err != nil || !info.Mode().IsRegular() || info.Size() != 0 || held.by(pod.LockFile(name)) != 0 {
			return true
		}
		if pod.HasSocket(name) {
			os.Remove(pod.Socket(name))
		}
		os.Remove(pod.LockFile(name))
		return true
	})
}
