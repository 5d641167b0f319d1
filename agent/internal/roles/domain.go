package roles

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"iceoryx.io/agent/internal/clock"
	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/spacing"
	"iceoryx.io/agent/internal/watch"
)

// Domain is beside the RouDi of a domain: it holds the FIFO that the agents of the node's other pods follow, as long as
// RouDi is there and stays.
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
	domain.turnOut()
	for {
		started, err := domain.untilStarted(ctx)
		if err != nil {
			return domain.leave(ctx, err)
		}
		ended, err := domain.hold(ctx, started)
		if err != nil {
			return domain.leave(ctx, err)
		}
		deaths := domain.countDeath(ended.life)
		if !domain.Renew {
			message := ended.message + ": the apps have to leave until it is back."
			domain.tell(report.Gone, message, nil)
			domain.say("%s", message)
			continue
		}
		isBack, err := domain.space(ctx, ended.message, deaths)
		if err != nil {
			return domain.leave(ctx, err)
		}
		if isBack {
			domain.say("RouDi is back.")
			continue
		}
		domain.say("%s: it starts again.", ended.message)
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
func (domain Domain) hold(ctx context.Context, started roudi.Incarnation) (end, error) {
	ended := end{Incarnation: started, message: isGone}
	alive, err := fifo.Read(domain.State.File(roudi.AliveFIFO))
	if err != nil {
		return ended, err
	}
	defer alive.Close()
	held, err := alive.IsHeld()
	if err != nil {
		return ended, err
	}
	if held {
		set := clock.New(domain.Clock)
		defer set.Close()
		letOut, err := domain.letIn(ctx)
		if err != nil {
			return ended, err
		}
		ended, err = domain.untilGone(ctx, set, alive, started)
		letOut()
		if err != nil {
			return ended, err
		}
	}
	if now, isReady := domain.started(); !isReady || now == started {
		domain.State.Remove(roudi.StartedFile)
	}
	return ended, nil
}

func (domain Domain) untilGone(ctx context.Context, set *clock.Watch, alive *fifo.Reader, started roudi.Incarnation) (end, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ready := domain.open(started)
	if ready == nil {
		// It ends at this moment.
		return end{Incarnation: started, message: isGone, life: age(domain.Pod.Proc, started.Start)}, alive.UntilReleased(ctx)
	}
	defer ready.Close()
	released := make(chan error, 1)
	go func() { released <- alive.UntilReleased(ctx) }()
	return domain.oversee(ctx, set, released, ready)
}

// open takes hold of RouDi's process: the one that has its lock, which a wrapper as the container's main process has not.
func (domain Domain) open(started roudi.Incarnation) *process.Process {
	if pid, err := domain.Pod.Holder(domain.RoudiName); err == nil && pid != 0 {
		if holder, err := domain.Opener.Open(pid); err == nil {
			return holder
		}
	}
	main, err := domain.Opener.Open(started.PID)
	if err != nil {
		return nil
	}
	if main.Start != started.Start {
		main.Close()
		return nil
	}
	return main
}

// untilForgotten tells whether the count of deaths that is there now was removed.
func (domain Domain) untilForgotten() func() bool {
	isCounted := domain.State.Has(DeathsFile)
	return func() bool { return isCounted && !domain.State.Has(DeathsFile) }
}

// mode of the FIFO that members follow; its group is that of the directory.
const aliveMode = 0o660

// turnOut has the members leave that follow the FIFO while nothing of this pod holds it: a process of another pod does,
// and would keep the end of RouDi from them.
func (domain Domain) turnOut() {
	path := filepath.Join(domain.Pod.Tmp, members.Alive)
	reader, err := fifo.Read(path)
	if err == nil {
		held, failed := reader.IsHeld()
		reader.Close()
		if !held && failed == nil {
			return
		}
		domain.say("Another process holds the FIFO by which the apps of this node learn of RouDi's end: it is replaced, and they start again.")
	}
	if err := fifo.Replace(path, aliveMode); err != nil {
		domain.say("The FIFO by which the apps of this node learn of RouDi's end cannot be replaced: %v.", err)
	}
}

// letIn lets the node's apps use RouDi, until what it returns is called.
func (domain Domain) letIn(ctx context.Context) (func(), error) {
	members.UnmarkLeaving(domain.Pod.Tmp)
	path := filepath.Join(domain.Pod.Tmp, members.Alive)
	holding, err := fifo.Hold(path)
	if err != nil {
		return nil, err
	}
	domain.say("RouDi is there: the apps of this node may use it.")
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		holding = domain.keepInPlace(ctx, path, holding)
	}()
	return func() {
		cancel()
		<-over
		holding.Close()
		domain.turnOut()
	}, nil
}

// keepInPlace puts another FIFO into the place of the one that is held when an app has removed it: others that come would
// wait for ever. It returns the one that is held in the end.
func (domain Domain) keepInPlace(ctx context.Context, path string, holding *os.File) *os.File {
	look := time.NewTicker(lookAtRoudi)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return holding
		case <-look.C:
		}
		if fifo.IsNamed(holding, path) {
			continue
		}
		var next *os.File
		err := fifo.Replace(path, aliveMode)
		if err == nil {
			next, err = fifo.Hold(path)
		}
		if err != nil {
			domain.say("The FIFO by which the apps of this node learn of RouDi's end is gone, and cannot be made again: %v.", err)
			continue
		}
		domain.say("An app has removed the FIFO by which the apps of this node learn of RouDi's end: there is a new one, and they start again.")
		holding.Close()
		holding = next
	}
}

// space puts the renewal off, and tells whether RouDi is back by then: the kubelet may have been sooner.
func (domain Domain) space(ctx context.Context, ended string, deaths int) (bool, error) {
	delay := spacing.Delay(deaths)
	domain.tell(report.Gone, ended+".", nil)
	if delay == 0 {
		return false, nil
	}
	message := fmt.Sprintf("%s, %d times within a short time: it starts again in %v.", ended, deaths, delay)
	domain.tell(report.Gone, message, nil)
	domain.say("%s", message)
	err := domain.pauseUntil(ctx, time.Now().Add(delay), domain.untilForgotten())
	if err != nil {
		return false, err
	}
	_, isReady := domain.started()
	return isReady, nil
}
