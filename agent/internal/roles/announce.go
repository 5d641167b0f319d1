package roles

import (
	"context"
	"strings"
	"time"

	"iceoryx.io/agent/internal/apps"
	"iceoryx.io/agent/internal/watch"
)

const (
	// An app touches shared memory a moment after it has taken its lock, of which alone the kernel tells.
	lookAtWaiting = time.Second
	// Apps that start together make one line. Lines that follow each other are put off more and more, as an app may connect
	// as often as it likes.
	together = 500 * time.Millisecond
	apart    = 10 * time.Second
)

// announceApps says which apps are connected to RouDi, and again whenever that changes, until the context ends. The
// operator reads it in the agent's log. The result returns when no more is said.
func (common Common) announceApps(ctx context.Context) (wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		options := common.Watch
		options.Concerns = func(name string) bool { return strings.HasSuffix(name, ".lock") }
		changes := watch.Directory(common.Pod.Tmp, options)
		defer changes.Close()
		last, pause, saidAt := "", together, time.Time{}
		for {
			var again <-chan time.Time
			if list, err := apps.List(common.Pod, common.RoudiLocks); err == nil {
				if line := apps.Line(list); line != last {
					common.say("%s", line)
					pause = min(2*pause, apart)
					if time.Since(saidAt) > apart {
						pause = together
					}
					last, saidAt = line, time.Now()
				}
				for _, app := range list {
					if !app.IsConnected() {
						again = time.After(lookAtWaiting)
					}
				}
			}
			select {
			case <-ctx.Done():
				return
			case <-again:
			case <-changes.C:
				select {
				case <-ctx.Done():
					return
				case <-time.After(pause):
				}
			}
		}
	}()
	return func() { <-done }
}
