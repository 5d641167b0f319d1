package roles

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/spacing"
	"iceoryx.io/agent/internal/watch"
)

// Domain is beside the RouDi of a domain: it holds the FIFO that the agents of the node's other pods follow, as long as
// RouDi is there and stays. RouDi is in a process namespace of its own.
type Domain struct {
	Common
	// Renew is set where ending with RoudiGone has all containers started again in place.
	Renew bool
}

// Run returns the code to end with: RoudiGone when a RouDi that was ready is gone, so that its pod starts again without
// the kubelet's growing pauses; Done when the pod is being deleted. The apps are then asked to leave before RouDi is
// stopped: the kubelet stops that only after this container.
func (domain Domain) Run(ctx context.Context) (int, error) {
	if err := members.TellProtocol(domain.Pod.Tmp); err != nil {
		// No member needs it yet.
		domain.say("The protocol of this pod cannot be told: %v.", err)
	}
	domain.tell(report.Waiting, "There is no RouDi.", nil)
	for {
		started, err := domain.untilStarted(ctx)
		if err != nil {
			return domain.leave(ctx, err)
		}
		if err := domain.hold(ctx, started); err != nil {
			return domain.leave(ctx, err)
		}
		deaths := domain.countDeath(age(domain.Pod.Proc, started.Start))
		if !domain.Renew {
			domain.tell(report.Gone, "RouDi is gone: the apps have to leave until it is back.", nil)
			domain.say("RouDi is gone: the apps have to leave until it is back.")
			continue
		}
		isBack, err := domain.space(ctx, deaths)
		if err != nil {
			return domain.leave(ctx, err)
		}
		if isBack {
			domain.say("RouDi is back.")
			continue
		}
		domain.say("RouDi is gone: it starts again.")
		return RoudiGone, nil
	}
}

func (domain Domain) leave(ctx context.Context, err error) (int, error) {
	if ctx.Err() == nil {
		return 1, err
	}
	if err := members.MarkLeaving(domain.Pod.Tmp); err != nil {
		domain.say("%v.", err)
	}
	domain.tell(report.Gone, "RouDi is about to be stopped: the apps are asked to leave.", nil)
	return Done, ctx.Err()
}

// untilStarted waits for the startup probe of RouDi's container to have seen it ready.
func (domain Domain) untilStarted(ctx context.Context) (roudi.Incarnation, error) {
	options := domain.Watch
	options.Concerns = func(name string) bool { return name == roudi.StartedFile }
	changes := watch.Directory(domain.State.Path, options)
	defer changes.Close()
	for {
		if started, isReady := domain.started(); isReady {
			return started, nil
		}
		select {
		case <-ctx.Done():
			return roudi.Incarnation{}, ctx.Err()
		case <-changes.C:
		}
	}
}

// started returns the RouDi that is ready. The container's last main process may be another one by now.
func (domain Domain) started() (roudi.Incarnation, bool) {
	started, err := roudi.ReadIncarnation(domain.State, roudi.StartedFile)
	if err != nil {
		return started, false
	}
	last, err := roudi.ReadIncarnation(domain.State, roudi.RoudiFile)
	return started, err == nil && last == started
}

// hold lets the node's apps use RouDi until it is gone.
func (domain Domain) hold(ctx context.Context, started roudi.Incarnation) error {
	alive, err := fifo.Read(domain.State.File(roudi.AliveFIFO))
	if err != nil {
		return err
	}
	defer alive.Close()
	held, err := alive.IsHeld()
	if err != nil {
		return err
	}
	if held {
		holding, err := domain.letIn(started)
		if err != nil {
			return err
		}
		defer holding.Close()
		if err := alive.UntilReleased(ctx); err != nil {
			return err
		}
	}
	if now, isReady := domain.started(); !isReady || now == started {
		domain.State.Remove(roudi.StartedFile)
	}
	return nil
}

func (domain Domain) letIn(started roudi.Incarnation) (*os.File, error) {
	members.UnmarkLeaving(domain.Pod.Tmp)
	holding, err := fifo.Hold(filepath.Join(domain.Pod.Tmp, members.Alive))
	if err != nil {
		return nil, err
	}
	domain.tell(report.Following, "RouDi is there: the apps of this node may use it.", &started)
	domain.say("RouDi is there: the apps of this node may use it.")
	return holding, nil
}

// space puts the renewal off, and tells whether RouDi is back by then: the kubelet may have been sooner.
func (domain Domain) space(ctx context.Context, deaths int) (bool, error) {
	delay := spacing.Delay(deaths)
	domain.tell(report.Gone, "RouDi is gone.", nil)
	if delay == 0 {
		return false, nil
	}
	isCounted := domain.State.Has(DeathsFile)
	message := fmt.Sprintf("RouDi is gone, %d times within a short time: it starts again in %v.", deaths, delay)
	domain.tell(report.Gone, message, nil)
	domain.say("%s", message)
	err := domain.pauseUntil(ctx, time.Now().Add(delay), func() bool { return isCounted && !domain.State.Has(DeathsFile) })
	if err != nil {
		return false, err
	}
	_, isReady := domain.started()
	return isReady, nil
}
