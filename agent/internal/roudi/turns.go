package roudi

import (
	"slices"

	"iceoryx.io/agent/internal/procfs"
)

// Periodic are the threads of RouDi that wake ten times a second, whatever its apps do: the one that answers them, and
// the one that connects them and notices who has died (m_runtimeMessagesThreadTimeout and m_discoveryLoopWaitInterval in
// iceoryx_posh/source/roudi/roudi.cpp, the same in 2.0.3 and 2.95.8).
var Periodic = []string{"IPC-msg-process", "Mon+Discover"}

// lookedAtInVain is how often in a row a thread must be found where it was. A machine that sleeps, or that has no
// processor for the agent either, does not make it more.
const lookedAtInVain = 3

// busyTicks is how much processor time between two looks, of 2 s, a thread uses that is in an endless loop. One that has
// work to do waits for something now and then, and one that gets no processor uses none.
const busyTicks = procfs.TicksPerSecond

// Turns watches whether RouDi's periodic threads go on. One that waits for ever, for a lock or to write somewhere,
// looks like any other idle program, but apps get no answer.
type Turns struct {
	Proc procfs.FS
	PID  int

	last map[string]turn
}

type turn struct {
	waits  uint64
	ticks  uint64
	inVain int
}

// Hung looks once, and returns the name of a periodic thread that does not go on; "" if there is none. A thread that
// could run but gets no processor is not hung, nor is one that a debugger has stopped.
func (turns *Turns) Hung() string {
	threads, err := turns.Proc.Threads(turns.PID)
	if err != nil {
		return ""
	}
	seen := make(map[string]turn, len(Periodic))
	hung := ""
	for _, thread := range threads {
		if !slices.Contains(Periodic, thread.Name) {
			continue
		}
		last, isKnown := turns.last[thread.Name]
		now := turn{waits: thread.Waits, ticks: thread.Ticks}
		if isKnown && last.waits == now.waits && goesNowhere(thread.State, now.ticks-last.ticks) {
			now.inVain = last.inVain + 1
		}
		if now.inVain >= lookedAtInVain {
			hung = thread.Name
		}
		seen[thread.Name] = now
	}
	turns.last = seen
	return hung
}

// goesNowhere tells whether a thread that has waited for nothing new waits for ever, or is in an endless loop.
func goesNowhere(state byte, ticks uint64) bool {
	return state == 'S' || state == 'D' || state == 'R' && ticks >= busyTicks
}
