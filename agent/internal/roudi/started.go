package roudi

import (
	"context"
	"errors"
	"fmt"
	"time"

	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

// Started is the startup probe of RouDi's container. It waits rather than be asked again a second later, for which all
// apps would have to wait; it returns at the moment RouDi is ready, and notes which one was.
func Started(ctx context.Context, pod runtimes.Pod, dir state.Dir, name string, within time.Duration, options watch.Options) error {
	options.Concerns = Concerns(name)
	changes := watch.Directory(pod.Tmp, options)
	defer changes.Close()
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for {
		alive, err := pod.IsAlive(name)
		if err != nil {
			return err
		}
		if alive {
			roudi, err := ReadIncarnation(dir, RoudiFile)
			if err != nil {
				return fmt.Errorf("RouDi is there, but its container does not tell which process it is: %w", err)
			}
			return roudi.Write(dir, StartedFile)
		}
		select {
		case <-changes.C:
		case <-ctx.Done():
			return notYet(pod, name)
		}
	}
}

// Concerns tells whether a file of /tmp is RouDi's socket or lock.
func Concerns(name string) func(string) bool {
	return func(file string) bool { return file == name || file == name+".lock" }
}

func notYet(pod runtimes.Pod, name string) error {
	pid, err := pod.Holder(name)
	switch {
	case err != nil:
		return err
	case pid == 0:
		return fmt.Errorf("RouDi is not ready: no process holds %s yet", pod.LockFile(name))
	default:
		return errors.New("RouDi is not ready: " + pod.Socket(name) + " is not there yet")
	}
}
