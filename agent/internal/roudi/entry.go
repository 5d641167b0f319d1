package roudi

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"iceoryx.io/agent/internal/apps"
	"iceoryx.io/agent/internal/aside"
	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

// Entry is the main process of RouDi's container until it becomes RouDi. From then on RouDi holds a FIFO open, so that
// the kernel tells the agent when it is gone, whatever ended it.
type Entry struct {
	Pod    runtimes.Pod
	State  state.Dir
	Opener process.Opener
	Watch  watch.Options
	Say    func(string)
	// Name of RouDi's runtime.
	Name string
	// Agent returns the number of the process that has apps leave, or 0.
	Agent func() int
	// MembersWithin is how long to wait for the pods that used the RouDi before; in a domain only.
	MembersWithin time.Duration
	// Shm is the directory of segments.
	Shm      string
	IsDomain bool
}

// lookAtStale is how often an app is looked at that may let go of RouDi's memory without ending.
const lookAtStale = time.Second

// Codes that shells end with, too.
const (
	notExecutable = 126
	notFound      = 127
)

// Become readies the directories and becomes RouDi. It returns only if that fails, with a code to end with.
func (entry Entry) Become(ctx context.Context, command []string) (int, error) {
	program, err := exec.LookPath(command[0])
	if err != nil {
		code := notFound
		if errors.Is(err, os.ErrPermission) {
			code = notExecutable
		}
		return code, fmt.Errorf("RouDi's image has no program %s that can be run (%w): set spec.roudi.command to RouDi's path in the image",
			command[0], errors.Unwrap(err))
	}
	entry.State.Remove(StartedFile)
	alive := entry.State.File(AliveFIFO)
	if err := fifo.Make(alive, 0o666); err != nil {
		return 1, err
	}
	if entry.IsDomain {
		// The agent takes the FIFO's holder for RouDi, so it is held only after the wait.
		err = entry.readyDomain(ctx)
		if err == nil {
			err = fifo.HoldAcrossExec(alive)
		}
	} else {
		// An agent that was not there when RouDi died learns of it while this waits.
		err = fifo.HoldAcrossExec(alive)
		if err == nil {
			err = entry.readyPod(ctx)
		}
	}
	if err != nil {
		return 1, err
	}
	own, err := entry.Pod.Proc.Stat(os.Getpid())
	if err == nil {
		err = Incarnation{own.PID, own.Start}.Write(entry.State, RoudiFile)
	}
	if err == nil {
		err = entry.noteMonitoring(command)
	}
	if err != nil {
		return 1, err
	}
	entry.sayForeign(command)
	err = syscall.Exec(program, command, os.Environ())
	return notExecutable, fmt.Errorf("RouDi's program %s cannot be run: %w", program, err)
}

// noteMonitoring tells the agent whether RouDi forgets apps that it does not hear of.
func (entry Entry) noteMonitoring(command []string) error {
	if isMonitoringOff(command[1:]) {
		return entry.State.Mark(UnmonitoredFile)
	}
	entry.State.Remove(UnmonitoredFile)
	return nil
}

// readyDomain waits for the apps of the RouDi before: what they have mapped is charged to this pod, which has room for
// it once.
func (entry Entry) readyDomain(ctx context.Context) error {
	left, err := members.Left(ctx, entry.Pod.Tmp, entry.MembersWithin)
	if err != nil {
		return err
	}
	if !left {
		entry.Say(fmt.Sprintf("Apps of the RouDi before have not let go within %v: RouDi starts beside them.", entry.MembersWithin))
	}
	return nil
}

// readyPod waits until no app uses a RouDi that is gone: no release reconnects, and beside what such apps hold there is
// no room for another RouDi. Then what the dead have left is removed.
func (entry Entry) readyPod(ctx context.Context) error {
	told := 0
	for {
		stale, found, err := entry.Pod.Stale(nil)
		if err != nil {
			if errors.Is(err, procfs.ErrNoLocks) {
				return err
			}
			return fmt.Errorf("looking for apps: %w", err)
		}
		if !found {
			break
		}
		if told != stale.PID {
			told = stale.PID
			// The operator reads it: src/iceoryx/signatures, RoudiWaitsForApp.
			entry.Say(fmt.Sprintf("The app %s, process %d%s, still uses a RouDi that is gone: RouDi starts when it has left.",
				stale.Name, stale.PID, apps.InContainer(entry.Pod.Proc, stale.PID)))
		}
		entry.continueAgent()
		if err := entry.Opener.UntilEnded(ctx, stale.PID, lookAtStale); err != nil {
			return err
		}
	}
	if err := entry.Pod.RemoveDead(); err != nil {
		return fmt.Errorf("removing what the dead have left: %w", err)
	}
	socket := entry.Pod.Socket(entry.Name)
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		// An app may have put a directory there, with something in it.
		if err := os.Rename(socket, filepath.Join(entry.Pod.Tmp, aside.Name())); err != nil {
			return fmt.Errorf("removing the socket of the RouDi before: %w", err)
		}
		entry.Say("What was in the place of RouDi's socket is put aside.")
	}
	return nil
}

// continueAgent has an agent go on that a signal has stopped, as an app of the same user can: without it no app is asked to
// leave.
func (entry Entry) continueAgent() {
	if entry.Agent == nil {
		return
	}
	stat, err := entry.Pod.Proc.Stat(entry.Agent())
	if err != nil || stat.State != 'T' {
		return
	}
	if agent, err := entry.Opener.Open(stat.PID); err == nil && agent.Start == stat.Start {
		defer agent.Close()
		if err := agent.Signal(syscall.SIGCONT); err == nil {
			entry.Say(fmt.Sprintf("The agent, process %d, was stopped by a signal: it goes on now.", stat.PID))
		}
	}
}
