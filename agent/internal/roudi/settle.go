package roudi

import (
	"context"
	"fmt"
	"time"

	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/state"
)

// Settle is the hook of RouDi's container: it returns when RouDi may be stopped.
type Settle struct {
	Pod    runtimes.Pod
	State  state.Dir
	Opener process.Opener
	Say    func(string)
	// Name of RouDi's runtime.
	Name string
	// Within is how long to wait at most.
	Within time.Duration
	// Noticed is set where RouDi must have noticed the end of every app, because it aborts otherwise (2.0).
	Noticed bool
	// Agent returns the process number of the pod's agent, or 0.
	Agent func() int
}

// A domain's RouDi notices a dead app after 1.6 s.
const noticesWithin = 3 * time.Second

// InPod waits until the processes of all other containers have ended, but for the agent, which the kubelet stops after
// RouDi. No app that is about to start is missed so, as none is by the kubelet, which stops RouDi only then.
func (settle Settle) InPod(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, settle.Within)
	defer cancel()
	if err := settle.untilAlone(ctx); err != nil {
		return err
	}
	pid := settle.roudi()
	for settle.Noticed && ctx.Err() == nil && cutOff(settle.Pod, settle.Name) && knowsApps(settle.Pod.Proc, pid) {
		time.Sleep(lookAgain)
	}
	untilSigtermIsHandled(settle.Pod.Proc, pid)
	return nil
}

// InDomain waits until the pods of the node have let go of RouDi.
func (settle Settle) InDomain(ctx context.Context) error {
	if err := members.MarkLeaving(settle.Pod.Tmp); err != nil {
		return err
	}
	left, err := members.Left(ctx, settle.Pod.Tmp, settle.Within)
	if err != nil {
		return err
	}
	if !left {
		settle.Say(fmt.Sprintf("Some apps of the domain have not left within %v: RouDi is stopped beside them.", settle.Within))
	}
	pid := settle.roudi()
	for end := time.Now().Add(noticesWithin); settle.Noticed && knowsApps(settle.Pod.Proc, pid) && time.Now().Before(end); {
		time.Sleep(lookAgain)
	}
	untilSigtermIsHandled(settle.Pod.Proc, pid)
	return nil
}

// roudi returns RouDi's process: the one that has its lock, else the main process of the container.
func (settle Settle) roudi() int {
	if pid, err := settle.Pod.Holder(settle.Name); err == nil && pid != 0 {
		return pid
	}
	roudi, err := ReadIncarnation(settle.State, RoudiFile)
	if err != nil {
		return 0
	}
	return roudi.PID
}

func (settle Settle) untilAlone(ctx context.Context) error {
	for ctx.Err() == nil {
		others, err := settle.others()
		if err != nil {
			return err
		}
		if len(others) == 0 {
			return nil
		}
		for _, pid := range others {
			other, err := settle.Opener.Open(pid)
			if err != nil {
				continue
			}
			select {
			case <-other.Done():
			case <-ctx.Done():
			}
			other.Close()
		}
	}
	return nil
}

// others returns the processes that are neither in this container nor in the agent's, nor the pod's first one, which
// outlives all.
func (settle Settle) others() ([]int, error) {
	proc := settle.Pod.Proc
	own, err := proc.OwnCgroups()
	if err != nil || len(own) == 0 {
		return nil, fmt.Errorf("the kernel does not tell which processes are in this container, /proc/self/cgroup cannot be used: %v", err)
	}
	agents := procfs.Cgroups{}
	if pid := settle.Agent(); pid != 0 {
		agents, _ = proc.Cgroups(pid)
	}
	pids, err := proc.PIDs()
	if err != nil {
		return nil, err
	}
	var others []int
	for _, pid := range pids {
		theirs, err := proc.Cgroups(pid)
		if pid == 1 || err != nil || own.Contain(theirs) || agents.Equal(theirs) || !proc.Lives(pid) {
			continue
		}
		others = append(others, pid)
	}
	return others, nil
}
