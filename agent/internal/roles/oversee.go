package roles

import (
	"context"
	"fmt"
	"syscall"
	"time"

	"iceoryx.io/agent/internal/clock"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roudi"
)

// lookAtRoudi is how often RouDi is looked at: the kernel does not tell that a signal has stopped it, or that it waits
// for ever.
const lookAtRoudi = 2 * time.Second

const isGone = "RouDi is gone"

// end is that of a RouDi that was ready.
type end struct {
	// Incarnation is of the process that was followed; none where an app of a RouDi before was found.
	roudi.Incarnation
	// life is how long it has lived; nothing where that cannot be told.
	life time.Duration
	// message says it in words.
	message string
}

// oversee waits for the end of a RouDi that is ready, and ends one that no longer does its work: one that a signal has
// stopped, that hangs, or that is about to forget its apps. What follows is the same for all of them.
//
// set tells of the clock since before apps could use RouDi; released gets something when the kernel tells that RouDi is
// gone; ready is its process.
func (common Common) oversee(ctx context.Context, set *clock.Watch, released <-chan error, ready *process.Process) (end, error) {
	followed := &roudi.Incarnation{PID: ready.PID, Start: ready.Start}
	ended := end{Incarnation: *followed, message: isGone}
	message := fmt.Sprintf("RouDi is ready, process %d.", ready.PID)
	common.tell(report.Following, message, followed)
	common.say("%s", message)

	telling, stop := context.WithCancel(ctx)
	if common.Role == "pod" {
		defer common.announceApps(telling)()
	}
	defer stop()

	look := time.NewTicker(lookAtRoudi)
	defer look.Stop()
	said := ""
	turns := roudi.Turns{Proc: common.Pod.Proc, PID: ready.PID}
	for {
		select {
		case err := <-released:
			ended.life = age(common.Pod.Proc, ready.Start)
			return ended, err
		case <-ready.Done():
			ended.life = age(common.Pod.Proc, ready.Start)
			return ended, nil
		case <-set.C:
			if by := set.By(); common.forgetsApps(by) {
				ended.message = fmt.Sprintf("RouDi was ended, because the node's clock was set back by %v", inWords(by))
				common.say("RouDi, process %d, is ended now, so that RouDi and apps start again.", ready.PID)
				common.kill(ready, followed)
			}
		case <-look.C:
			why, sentence := common.lookAtRoudi(ready, &turns, message)
			if why == "" || sentence == said {
				continue
			}
			// Where it cannot be ended, that is said once.
			said = sentence
			common.say("%s", sentence)
			ended.message = "RouDi was ended, because " + why
			common.kill(ready, followed)
		}
	}
}

// lookAtRoudi says why RouDi has to be ended, briefly and in a sentence; nothing if it does its work, or if a person looks
// into it.
func (common Common) lookAtRoudi(ready *process.Process, turns *roudi.Turns, message string) (why, sentence string) {
	stat, err := common.Pod.Proc.Stat(ready.PID)
	if err != nil || stat.Start != ready.Start {
		return "", ""
	}
	followed := &roudi.Incarnation{PID: ready.PID, Start: ready.Start}
	switch stat.State {
	case 'T':
		// Once it goes on, it forgets every app that it has not heard of for 1.5 s, and no app is told.
		return "a signal had stopped it",
			fmt.Sprintf("RouDi, process %d, was stopped by a signal: it is ended now, because it would forget its apps.", ready.PID)
	case 't':
		common.tell(report.Stopped, fmt.Sprintf("RouDi, process %d, is stopped by a debugger.", ready.PID), followed)
		return "", ""
	}
	if thread := turns.Hung(); thread != "" {
		return "it did not answer",
			fmt.Sprintf("RouDi, process %d, does not answer: its thread %s, which wakes ten times a second, has done nothing useful for %v. RouDi is ended now.",
				ready.PID, thread, 3*lookAtRoudi)
	}
	if last, err := report.Read(common.State); err != nil || last.Phase != report.Following {
		common.tell(report.Following, message, followed)
	}
	return "", ""
}

func (common Common) kill(ready *process.Process, followed *roudi.Incarnation) {
	if err := ready.Signal(syscall.SIGKILL); err != nil && ready.Lives() {
		message := fmt.Sprintf("RouDi cannot be ended: %v.", err)
		common.tell(report.Stopped, message, followed)
		common.say("%s", message)
	}
}
