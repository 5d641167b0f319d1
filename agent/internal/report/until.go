package report

import (
	"context"
	"errors"
	"time"

	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

// Until waits until an agent has started, or until it follows a RouDi.
func Until(ctx context.Context, dir state.Dir, follows bool, within time.Duration, options watch.Options) error {
	return until(ctx, dir, within, options, func(agent Agent) (bool, bool) {
		return !follows || agent.Phase == Following, true
	})
}

// UntilReady returns nothing if the agent follows a RouDi. It waits for one that has not been ready yet: a probe that
// failed would be asked again only after its period. Of a RouDi that is gone, or stopped, it says so at once.
func UntilReady(ctx context.Context, dir state.Dir, within time.Duration, options watch.Options) error {
	return until(ctx, dir, within, options, func(agent Agent) (bool, bool) {
		return agent.Phase == Following, agent.Phase == Waiting || agent.Phase == Starting
	})
}

// until asks whether it is done, and whether it may be so later, whenever an agent says something new.
func until(
	ctx context.Context, dir state.Dir, within time.Duration, options watch.Options, look func(Agent) (isDone, mayBe bool),
) error {
	options.Concerns = func(name string) bool { return name == File }
	changes := watch.Directory(dir.Path, options)
	defer changes.Close()
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for {
		agent, err := Read(dir)
		if err == nil {
			isDone, mayBe := look(agent)
			if isDone {
				return nil
			}
			err = errors.New(agent.Message)
			if !mayBe {
				return err
			}
		}
		select {
		case <-changes.C:
		case <-ctx.Done():
			return err
		}
	}
}
