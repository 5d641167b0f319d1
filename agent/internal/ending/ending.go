// Package ending has apps end in order: it asks them by a signal, waits for the end of their processes, and not of
// their locks, which the kernel releases before, and kills those that stay.
package ending

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"

	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/watch"
)

// Killed ones are killed again, should one have come in between. A killed process may take a while to go.
const killAgain = time.Second

// An app opens its lock, of which the kernel tells, right before it takes it, of which it does not.
const lockDelay = 20 * time.Millisecond

// Apps are those of a pod that are to end.
type Apps struct {
	Pod runtimes.Pod
	// Roudi are the names of RouDi's locks.
	Roudi  []string
	Opener process.Opener
	Watch  watch.Options
	Say    func(string)
	// GiveUp has End return once only apps are left that may not be signalled. Otherwise it waits for them all the same.
	GiveUp bool
}

// ErrNotPermitted is returned where the apps that are left may not be signalled: they have other users.
var ErrNotPermitted = errors.New("they may not be signalled")

// End returns when no app is left, or with ErrNotPermitted where the rest is given up.
//
// ask: whether all of them get SIGTERM at once; otherwise that is for others, who have begun. Those that have not ended
// after killAfter are killed. An app that starts meanwhile is one of them.
func (apps Apps) End(ctx context.Context, ask bool, killAfter time.Duration) error {
	options := apps.Watch
	options.Concerns = func(name string) bool { return strings.HasSuffix(name, ".lock") }
	changes := watch.Directory(apps.Pod.Tmp, options)
	defer changes.Close()

	over, end := context.WithCancel(context.Background())
	defer end()
	left := map[int]*app{}
	defer func() {
		for _, each := range left {
			each.Close()
		}
	}()
	ended := make(chan struct{}, 1)
	deadline := time.NewTimer(killAfter)
	defer deadline.Stop()
	late, again := false, false
	for {
		found, err := apps.Pod.Apps(apps.Roudi)
		if err != nil {
			return err
		}
		for _, runtime := range found {
			if known := left[runtime.PID]; known != nil && known.Lives() {
				continue
			}
			opened, isApp := apps.open(runtime)
			if !isApp {
				continue
			}
			one := &app{Process: opened, name: runtime.Name}
			left[runtime.PID] = one
			go func() {
				select {
				case <-one.Done():
					wake(ended)
				case <-over.Done():
				}
			}()
			if ask {
				_ = apps.send(one, syscall.SIGTERM, "asked to stop")
			}
		}
		for pid, each := range left {
			if !each.Lives() {
				each.Close()
				delete(left, pid)
			} else if late && (again || !each.killed) && !each.isUntouchable {
				if !each.killed {
					apps.say(fmt.Sprintf("The app %s, process %d, has not stopped in %v: it is killed now.", each.name, pid, killAfter))
				}
				each.killed = true
				each.isUntouchable = errors.Is(apps.send(each, syscall.SIGKILL, "killed"), syscall.EPERM)
			}
		}
		again = false
		if len(left) == 0 {
			return nil
		}
		if apps.GiveUp && late && areUntouchable(left) {
			return ErrNotPermitted
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ended:
		case <-changes.C:
			time.Sleep(lockDelay)
		case <-deadline.C:
			late, again = true, true
			deadline.Reset(killAgain)
		}
	}
}

type app struct {
	*process.Process
	name          string
	killed        bool
	isUntouchable bool
}

func areUntouchable(left map[int]*app) bool {
	for _, each := range left {
		if !each.isUntouchable {
			return false
		}
	}
	return true
}

// open takes hold of an app's process; not of one that has got its number since.
func (apps Apps) open(runtime runtimes.Runtime) (*process.Process, bool) {
	opened, err := apps.Opener.Open(runtime.PID)
	if err != nil {
		return nil, false
	}
	if holder, err := apps.Pod.Holder(runtime.Name); err != nil || holder != runtime.PID {
		opened.Close()
		return nil, false
	}
	return opened, true
}

func (apps Apps) say(text string) {
	if apps.Say != nil {
		apps.Say(text)
	}
}

func (apps Apps) send(one *app, signal syscall.Signal, what string) error {
	err := one.Signal(signal)
	if err != nil && one.Lives() {
		apps.say(fmt.Sprintf("The app %s, process %d, cannot be %s: %v.", one.name, one.PID, what, err))
	}
	return err
}

func wake(channel chan struct{}) {
	select {
	case channel <- struct{}{}:
	default:
	}
}
