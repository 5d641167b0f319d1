package roudi

import "iceoryx.io/agent/internal/procfs"

// Periodic are the threads of RouDi that wake ten times a second, whatever its apps do: the one that answers them, and
// the one that connects them and notices who has died (m_runtimeMessagesThreadTimeout and m_discoveryLoopWaitInterval in
// iceoryx_posh/source/roudi/roudi.cpp, the same in 2.0.3 and 2.95.8).
var Periodic = []string{"IPC-msg-process", "Mon+Discover"}

// lookedAtInVain is how often in a row a thread must be found where it was. A machine that sleeps, or that has no
// processor for the agent either, does not make it more.
const lookedAtInVain = 3

// Turns watches whether RouDi's periodic threads go on. One that waits for ever, for a lock or to write somewhere,
// looks like any other idle program, but apps get no answer.
type Turns struct {
	Proc procfs.FS
	PID  int

	last map[string]turn
}

type turn struct {
	switches uint64
	inVain   int
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
		for _, name := range Periodic {
			if thread.Name != name {
				continue
			}
			last, isKnown := turns.last[name]
			now := turn{switches: thread.Switches}
			if isKnown && last.switches == thread.Switches && (thread.State == 'S' || thread.State == 'D') {
				now.inVain = last.inVain + 1
			}
			if now.inVain >= lookedAtInVain {
				hung = name
			}
			seen[name] = now
		}
	}
	turns.last = seen
	return hung
}
