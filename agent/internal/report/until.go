package report

import (
	"context"
	"errors"
	"time"

	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

// Until waits until an agent follows a RouDi.
func Until(ctx context.Context, dir state.Dir, within time.Duration, options watch.Options) error {
	options.Concerns = func(name string) bool { return name == File }
	changes := watch.Directory(dir.Path, options)
	defer changes.Close()
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for {
		agent, err := Read(dir)
		if err == nil {
			if agent.Phase == Following {
				return nil
			}
			err = errors.New(agent.Message)
		}
		select {
		case <-changes.C:
		case <-ctx.Done():
			return err
		}
	}
}
