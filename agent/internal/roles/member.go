package roles

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/state"
)

// Member binds a pod of apps to one incarnation of its node's RouDi.
type Member struct {
	Common
	// LeaveWithin is how long apps may go on once they are asked to leave a RouDi that is about to be stopped.
	LeaveWithin time.Duration
	// Domain is NAMESPACE/NAME of the domain, whose directories have to be mounted; nothing where that is not checked.
	Domain string
	// Shm is where that of segments is mounted.
	Shm string
	// Unasked is set where apps that end complete the pod, as in a Job: none is asked to stop. The kubelet ends them when it
	// starts every container again.
	Unasked bool
}

// Run returns the code to end with: RoudiGone when RouDi is gone, or about to be stopped, and the pod's apps have left;
// Done when the pod is being deleted and they have.
func (member Member) Run(ctx context.Context) (int, error) {
	member.State.Remove(EndingMark, GoneMark)
	if err := member.checkMounts(); err != nil {
		member.tell(report.Waiting, err.Error(), nil)
		return 1, err
	}
	alive, held, err := member.join(ctx)
	if err != nil {
		return 1, err
	}
	defer alive.Close()
	// For as long as the apps may use that RouDi.
	defer held.Close()
	member.sayProtocol()
	member.tell(report.Following, "RouDi is on this node.", nil)
	member.say("RouDi is on this node: the apps may use it.")
	telling, stop := context.WithCancel(ctx)
	wait := member.announceApps(telling)
	err = alive.UntilReleasedOrReplaced(ctx)
	stop()
	wait()
	if err != nil {
		return 1, err
	}
	member.tell(report.Gone, "RouDi is gone from this node.", nil)
	if ended, err := member.stayWhileEnding(ctx); ended || err != nil {
		return Done, err
	}
	if member.Unasked {
		member.say("RouDi is gone, or about to be stopped: every container starts again.")
		return RoudiGone, nil
	}
	within := member.KillAfter
	if members.IsLeaving(member.Pod.Tmp) {
		member.say("RouDi is about to be stopped: the apps are asked to leave within %v.", member.LeaveWithin)
		within = member.LeaveWithin
	} else {
		// There is nothing left that they could end in order.
		member.say("RouDi is gone: the apps are asked to stop, and every container starts again.")
	}
	if err := member.apps().End(ctx, true, within); err != nil {
		if ctx.Err() != nil {
			return Done, err
		}
		member.say("The apps cannot be asked to stop: %v. The kubelet ends them.", err)
	}
	if member.State.Has(GoneMark) {
		return Done, nil
	}
	return RoudiGone, nil
}

// join waits until a RouDi is on the node to stay, and returns its FIFO and that of members, which is held.
func (member Member) join(ctx context.Context) (*fifo.Reader, *os.File, error) {
	member.tell(report.Waiting, "There is no RouDi on this node.", nil)
	for {
		alive, err := fifo.ReadHeld(ctx, filepath.Join(member.Pod.Tmp, members.Alive), member.Watch, func(err error) {
			if errors.Is(err, fifo.ErrNone) {
				member.say("There was never a RouDi on this node: the apps wait for it.")
			} else {
				member.say("There is no RouDi on this node: the apps wait for it.")
			}
		})
		if err != nil {
			return nil, nil, err
		}
		held, err := fifo.Hold(filepath.Join(member.Pod.Tmp, members.Members))
		if err == nil {
			return alive, held, nil
		}
		alive.Close()
		if !errors.Is(err, fifo.ErrNone) {
			return nil, nil, err
		}
		member.say("The domain's directory on this node is not whole: %v. The apps wait for it.", err)
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func (member Member) sayProtocol() {
	protocol, isKnown := members.Protocol(member.Pod.Tmp)
	switch {
	case !isKnown:
		member.say("The version of RouDi's pod on this node cannot be told; what counts is the same in all.")
	case protocol > state.Protocol:
		member.say("RouDi's pod on this node is of a later version (protocol %d, this agent knows %d); what counts is the same in both.",
			protocol, state.Protocol)
	}
}

// checkMounts fails where what is mounted is not what RouDi's pod has made: a process of the node may have been quicker
// after a boot. The kubelet mounts it again when the agent starts again, and no app starts before.
func (member Member) checkMounts() error {
	if member.Domain == "" {
		return nil
	}
	for point, name := range map[string]string{member.Pod.Tmp: "tmp", member.Shm: "shm"} {
		mount, found := member.Pod.Proc.MountAt(point)
		if !found || mount.Type != "tmpfs" || !strings.HasSuffix(mount.Root, "/"+member.Domain+"/"+name) {
			return fmt.Errorf("what is mounted at %s is not the directory of domain %s on this node; another process may have made it before RouDi's pod", point, member.Domain)
		}
		info, err := os.Lstat(point)
		if err != nil {
			return err
		}
		if stat := info.Sys().(*syscall.Stat_t); stat.Uid != 0 || info.Mode().Perm()&0o002 != 0 {
			return fmt.Errorf("the directory of domain %s that is mounted at %s belongs to user %d (mode %o), and not to root alone; another process of the node may have made it before RouDi's pod",
				member.Domain, point, stat.Uid, info.Mode().Perm())
		}
	}
	return nil
}
