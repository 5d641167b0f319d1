package ending

import (
	"context"
	"fmt"
	"syscall"
	"time"

	"iceoryx.io/agent/internal/process"
)

// How long parents have to learn that an app has ended.
const (
	parents      = time.Second
	parentsEvery = 20 * time.Millisecond
)

// StopOwn has those apps stop that the kubelet's signal does not reach: it goes to the main process of the container, a
// shell say, with which the runtime ends everything else in there. An app that is the main process itself gets the
// kubelet's signal and no other. It returns when they have ended, or that time has passed.
//
// Which apps are in the own container is told by control groups, whose paths the kernel shows relative to the reader
// with version 2 (see procfs.Cgroups); a main process has its parent outside of the pod.
func (apps Apps) StopOwn(ctx context.Context, signal syscall.Signal, within time.Duration) error {
	proc := apps.Pod.Proc
	own, err := proc.OwnCgroups()
	if err != nil || len(own) == 0 {
		return fmt.Errorf("the kernel does not tell which processes are in this container, /proc/self/cgroup cannot be used: %v", err)
	}
	found, err := apps.Pod.All()
	if err != nil {
		return err
	}
	var asked []*process.Process
	seen := map[int]bool{}
	for _, runtime := range found {
		if seen[runtime.PID] {
			continue
		}
		seen[runtime.PID] = true
		one, isApp := apps.open(runtime)
		if !isApp {
			continue
		}
		defer one.Close()
		stat, err := proc.Stat(runtime.PID)
		if err != nil || stat.Parent == 0 {
			continue
		}
		if theirs, err := proc.Cgroups(runtime.PID); err != nil || !own.Contain(theirs) {
			continue
		}
		if err := one.Signal(signal); err != nil {
			if one.Lives() {
				apps.say(fmt.Sprintf("The app %s, process %d, cannot be asked to stop: %v.", runtime.Name, runtime.PID, err))
			}
			continue
		}
		asked = append(asked, one)
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for _, one := range asked {
		select {
		case <-one.Done():
		case <-ctx.Done():
			return nil
		}
	}
	// Their parents learn of it only now: a shell that were stopped before would not go on with its script.
	end := time.Now().Add(parents)
	for _, one := range asked {
		for one.IsListed() && time.Now().Before(end) {
			time.Sleep(parentsEvery)
		}
	}
	return nil
}
