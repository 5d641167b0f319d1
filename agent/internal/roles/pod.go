package roles

import (
	"context"
	"errors"
	"fmt"
	"time"

	"iceoryx.io/agent/internal/clock"
	"iceoryx.io/agent/internal/ending"
	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/spacing"
	"iceoryx.io/agent/internal/watch"
)

// lookAtStale is how often an app is looked at that may let go of RouDi's memory without ending.
const lookAtStale = time.Second

// Pod binds a pod to one incarnation of its own RouDi.
type Pod struct {
	Common
	// Renew is set where ending with RoudiGone has all containers started again in place. Otherwise it only marks the pod,
	// once for each incarnation, and apps are left as they are.
	Renew bool
	// Unasked is set where apps that end complete the pod, as in a Job: none is asked to stop. The kubelet ends them when it
	// starts every container again.
	Unasked bool
}

// Run returns the code to end with: RoudiGone when a RouDi that was ready is gone, Done when the pod is being deleted and
// the apps have left, 1 where it cannot be told who uses RouDi. A RouDi that never was ready is left to the kubelet and its CrashLoopBackOff.
func (pod Pod) Run(ctx context.Context) (int, error) {
	pod.State.Remove(EndingMark, GoneMark)
	if err := fifo.Make(pod.State.File(roudi.AliveFIFO), 0o666); err != nil {
		return 1, err
	}
	pod.tell(report.Waiting, "RouDi has not started.", nil)
	for {
		end, err := pod.follow(ctx)
		if errors.Is(err, errNeverReady) {
			pod.tell(report.Waiting, "RouDi has ended before it was ready.", nil)
			pod.say("RouDi has ended before it was ready: the kubelet starts it again, after a while if that goes on.")
			continue
		}
		if err != nil {
			if ctx.Err() != nil {
				return Done, err
			}
			return 1, err
		}
		code, err := pod.afterDeath(ctx, end)
		if err != nil || code != stay {
			return code, err
		}
	}
}

// stay is no code: the agent goes on.
const stay = -1

var errNeverReady = errors.New("RouDi was never ready")

// follow waits until RouDi is ready, and then until it is gone; or until an app is found that uses a RouDi that is gone.
func (pod Pod) follow(ctx context.Context) (end, error) {
	ended := end{message: isGone}
	// Of an agent that was away when RouDi died: RouDi's container holds the FIFO while it waits for the app.
	if stale, err := pod.isStale(); stale || err != nil {
		return ended, err
	}
	alive, err := fifo.ReadHeld(ctx, pod.State.File(roudi.AliveFIFO), pod.Watch, func(error) {})
	if err != nil {
		return ended, err
	}
	defer alive.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	released := make(chan error, 1)
	go func() { released <- alive.UntilReleased(ctx) }()

	ready, err := pod.untilReady(ctx, released)
	if ready == nil || err != nil {
		return ended, err
	}
	defer ready.Close()
	set := clock.New(pod.Clock)
	defer set.Close()
	return pod.oversee(ctx, set, released, ready)
}

// untilReady returns the process that is RouDi once it is ready; nothing where an app is found that uses a RouDi that is
// gone, for which RouDi's container waits.
func (pod Pod) untilReady(ctx context.Context, released <-chan error) (*process.Process, error) {
	options := pod.Watch
	options.Concerns = roudi.Concerns(pod.RoudiName)
	changes := watch.Directory(pod.Pod.Tmp, options)
	defer changes.Close()
	for {
		stale, err := pod.isStale()
		if stale || err != nil {
			return nil, err
		}
		pid, err := pod.Pod.Holder(pod.RoudiName)
		if err != nil {
			return nil, err
		}
		if pid != 0 && pod.Pod.HasSocket(pod.RoudiName) {
			if ready, err := pod.Opener.Open(pid); err == nil {
				return ready, nil
			}
		}
		select {
		case err := <-released:
			return nil, errors.Join(err, errNeverReady)
		case <-changes.C:
		}
	}
}

func (pod Pod) isStale() (bool, error) {
	alive, err := pod.Pod.IsAlive(pod.RoudiName)
	if alive || err != nil {
		return false, err
	}
	// RouDi fills its memory before it is reached; apps that it had before have left by then.
	for _, name := range pod.RoudiLocks {
		if pid, err := pod.Pod.Holder(name); pid != 0 || err != nil {
			return false, err
		}
	}
	_, found, err := pod.Pod.Stale(pod.RoudiLocks)
	return found, err
}

// afterDeath decides what follows on RouDi's end.
func (pod Pod) afterDeath(ctx context.Context, ended end) (int, error) {
	pod.tell(report.Gone, ended.message+".", nil)
	if !pod.Renew {
		return pod.mark(ctx, ended)
	}
	deaths := pod.countDeath(ended.life)
	if delay := spacing.Delay(deaths); delay > 0 {
		died := time.Now()
		isCounted := pod.State.Has(DeathsFile)
		message := fmt.Sprintf("%s, %d times within a short time: every container starts again in %v.", ended.message, deaths, delay)
		pod.tell(report.Gone, message, nil)
		pod.say("%s", message)
		err := pod.pauseUntil(ctx, died.Add(delay), func() bool { return pod.isEnding() || isCounted && !pod.State.Has(DeathsFile) })
		if err != nil {
			return Done, err
		}
		if ended, err := pod.stayWhileEnding(ctx); ended || err != nil {
			return Done, err
		}
	}
	// RouDi starts beside no app of the one before: if it is back, they have left. It may be where the agent was too late.
	if isBack, err := pod.isBack(ended.Incarnation); isBack || err != nil {
		pod.say("RouDi is back, and the apps with it: nothing has to be started again.")
		return stay, err
	}
	if pod.Unasked {
		return pod.mark(ctx, ended)
	}
	return pod.renew(ctx, ended)
}

// isBack tells whether there is a RouDi other than the one that is gone, whose lock may be seen a moment longer.
func (pod Pod) isBack(last roudi.Incarnation) (bool, error) {
	pid, err := pod.Pod.Holder(pod.RoudiName)
	if pid == 0 || err != nil {
		return false, err
	}
	stat, err := pod.Pod.Proc.Stat(pid)
	if err != nil || (roudi.Incarnation{PID: stat.PID, Start: stat.Start}) == last {
		// It has just ended.
		return false, nil
	}
	return pod.Pod.IsAlive(pod.RoudiName)
}

// renew has the apps leave and ends the agent. It waits for nothing else: while it does, the kubelet starts containers
// that have ended, one by one, and has to end them again. If a deletion is about to begin, the apps have ended as it
// would have them end.
//
// An app that may not be signalled is left to the kubelet, which ends those of its containers. One that is there still
// after that, such as in a debug container of another user, is waited for.
func (pod Pod) renew(ctx context.Context, ended end) (int, error) {
	if ended, err := pod.stayWhileEnding(ctx); ended || err != nil {
		return Done, err
	}
	pod.say("%s: the apps are asked to stop, and every container starts again.", ended.message)
	asking, cancel := context.WithCancel(ctx)
	defer cancel()
	left := make(chan error, 1)
	go func() { left <- pod.apps().End(asking, true, pod.KillAfter) }()

	options := pod.Watch
	options.Concerns = func(name string) bool { return name == EndingMark }
	changes := watch.Directory(pod.State.Path, options)
	defer changes.Close()
	for {
		// The hook has its own time for apps, which is longer.
		if pod.isEnding() {
			cancel()
			_, err := pod.stayWhileEnding(ctx)
			return Done, err
		}
		select {
		case err := <-left:
			if ctx.Err() != nil {
				return Done, ctx.Err()
			}
			if errors.Is(err, ending.ErrNotPermitted) && ended.Incarnation == (roudi.Incarnation{}) {
				pod.say("Apps of a RouDi that is gone are left, and may not be stopped: RouDi waits for them.")
				return pod.untilBack(ctx)
			}
			if err != nil {
				pod.say("The apps cannot be asked to stop: %v. The kubelet ends them.", err)
			}
			return RoudiGone, nil
		case <-changes.C:
		}
	}
}

// mark ends the agent, once for each incarnation: its end can be seen from outside. No app is touched.
func (pod Pod) mark(ctx context.Context, ended end) (int, error) {
	if isEnding, err := pod.stayWhileEnding(ctx); isEnding || err != nil {
		return Done, err
	}
	gone, err := roudi.ReadIncarnation(pod.State, roudi.RoudiFile)
	if err == nil {
		if told, err := roudi.ReadIncarnation(pod.State, toldFile); err == nil && told == gone {
			return pod.untilBack(ctx)
		}
		err = gone.Write(pod.State, toldFile)
	}
	if err != nil {
		pod.say("Which RouDi is gone cannot be noted: %v.", err)
	}
	pod.say("%s: the apps must start again.", ended.message)
	return RoudiGone, nil
}

// untilBack waits for the app to leave that still uses the RouDi that is gone: RouDi's container does, too.
func (pod Pod) untilBack(ctx context.Context) (int, error) {
	pod.tell(report.Gone, "RouDi is gone, and apps still use it.", nil)
	for {
		stale, found, err := pod.Pod.Stale(pod.RoudiLocks)
		if err != nil || !found {
			return stay, err
		}
		if err := pod.Opener.UntilEnded(ctx, stale.PID, lookAtStale); err != nil {
			return Done, err
		}
	}
}
