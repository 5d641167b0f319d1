package roles

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"iceoryx.io/agent/internal/clock"
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
		setBack, err := domain.hold(ctx, started)
		if err != nil {
			return domain.leave(ctx, err)
		}
		if setBack != 0 {
			isOver, err := domain.afterSetBack(ctx, started, setBack)
			if err != nil {
				return domain.leave(ctx, err)
			}
			if isOver {
				return RoudiGone, nil
			}
			continue
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

// hold lets the node's apps use RouDi until it is gone; or until the clock was set back so far that it forgets them: then
// by how much.
func (domain Domain) hold(ctx context.Context, started roudi.Incarnation) (time.Duration, error) {
	alive, err := fifo.Read(domain.State.File(roudi.AliveFIFO))
	if err != nil {
		return 0, err
	}
	defer alive.Close()
	held, err := alive.IsHeld()
	if err != nil {
		return 0, err
	}
	if held {
		set := clock.New(domain.Clock)
		defer set.Close()
		holding, err := domain.letIn(started)
		if err != nil {
			return 0, err
		}
		defer holding.Close()
		if setBack, err := domain.untilReleased(ctx, alive, set); setBack != 0 || err != nil {
			return setBack, err
		}
	}
	if now, isReady := domain.started(); !isReady || now == started {
		domain.State.Remove(roudi.StartedFile)
	}
	return 0, nil
}

func (domain Domain) untilReleased(ctx context.Context, alive *fifo.Reader, set *clock.Watch) (time.Duration, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	released := make(chan error, 1)
	go func() { released <- alive.UntilReleased(ctx) }()
	for {
		select {
		case err := <-released:
			return 0, err
		case <-set.C:
			if by := set.By(); domain.forgetsApps(by) {
				return -by, nil
			}
		}
	}
}

// afterSetBack has RouDi's pod start again, where that can be asked for: true. Else RouDi stays, which is in a process
// namespace of its own, and the apps come back to it once they all have left.
func (domain Domain) afterSetBack(ctx context.Context, started roudi.Incarnation, by time.Duration) (bool, error) {
	message := fmt.Sprintf("The node's clock was set back by %v", inWords(by))
	if !domain.Renew {
		message += ": the apps have to leave RouDi, and may use it again when the last has left."
		domain.tell(report.Gone, message, nil)
		domain.say("%s", message)
		_, err := members.Left(ctx, domain.Pod.Tmp, math.MaxInt64)
		return false, err
	}
	deaths := domain.countDeath(age(domain.Pod.Proc, started.Start))
	delay := spacing.Delay(deaths)
	message += ": RouDi and the apps start again"
	if delay > 0 {
		message += fmt.Sprintf(" in %v, as RouDi has ended %d times within a short time", delay, deaths)
	}
	domain.tell(report.Gone, message+".", nil)
	domain.say("%s.", message)
	return true, domain.pauseUntil(ctx, time.Now().Add(delay), domain.untilForgotten())
}

// untilForgotten tells whether the count of deaths that is there now was removed.
func (domain Domain) untilForgotten() func() bool {
	isCounted := domain.State.Has(DeathsFile)
	return func() bool { return isCounted && !domain.State.Has(DeathsFile) }
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
	message := fmt.Sprintf("RouDi is gone, %d times within a short time: it starts again in %v.", deaths, delay)
	domain.tell(report.Gone, message, nil)
	domain.say("%s", message)
	err := domain.pauseUntil(ctx, time.Now().Add(delay), domain.untilForgotten())
	if err != nil {
		return false, err
	}
	_, isReady := domain.started()
	return isReady, nil
}
