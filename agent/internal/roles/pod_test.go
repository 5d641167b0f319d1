package roles_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

func TestMain(m *testing.M) { lab.Main(m) }

// running is an agent's main process, as part of the test.
type running struct {
	t      *testing.T
	pod    runtimes.Pod
	state  state.Dir
	ended  chan int
	cancel context.CancelFunc

	mutex sync.Mutex
	said  []string
}

func (agent *running) common(role string) roles.Common {
	return roles.Common{
		Role: role, Version: "test", Pod: agent.pod, State: agent.state, Opener: process.Default, KillAfter: 20 * time.Second,
		RoudiName: "roudi", RoudiLocks: []string{"iox-unique-roudi", "roudi"},
		Say: func(text string) {
			agent.mutex.Lock()
			defer agent.mutex.Unlock()
			agent.said = append(agent.said, text)
		},
	}
}

func (agent *running) hasSaid(part string) bool {
	agent.mutex.Lock()
	defer agent.mutex.Unlock()
	return slices.ContainsFunc(agent.said, func(text string) bool { return strings.Contains(text, part) })
}

func (agent *running) run(run func(context.Context) (int, error)) {
	ctx, cancel := context.WithCancel(context.Background())
	agent.cancel = cancel
	agent.ended = make(chan int, 1)
	over := make(chan struct{})
	agent.t.Cleanup(func() {
		cancel()
		<-over
	})
	go func() {
		defer close(over)
		code, err := run(ctx)
		if err != nil && ctx.Err() == nil {
			agent.t.Error(err)
		}
		agent.ended <- code
	}()
}

func (agent *running) phase() string {
	last, err := report.Read(agent.state)
	if err != nil {
		return err.Error()
	}
	return last.Phase
}

func (agent *running) until(phase string) {
	agent.t.Helper()
	lab.Until(agent.t, "phase "+phase, func() bool { return agent.phase() == phase })
}

func (agent *running) endsWith(code int) {
	agent.t.Helper()
	select {
	case got := <-agent.ended:
		if got != code {
			agent.t.Errorf("it ended with %d, want %d; it said %q", got, code, agent.said)
		}
	case <-time.After(20 * time.Second):
		agent.t.Errorf("it did not end; it said %q", agent.said)
	}
}

func (agent *running) stays(what string) {
	agent.t.Helper()
	select {
	case got := <-agent.ended:
		agent.t.Fatalf("it ended with %d: %s", got, what)
	case <-time.After(200 * time.Millisecond):
	}
}

func place(t *testing.T) *running {
	t.Helper()
	return &running{t: t, pod: lab.Pod(t), state: state.Dir{Path: t.TempDir()}}
}

func podAgent(t *testing.T, renew bool, change func(*roles.Pod)) *running {
	t.Helper()
	agent := place(t)
	start(agent, renew, change)
	return agent
}

func start(agent *running, renew bool, change func(*roles.Pod)) {
	role := roles.Pod{Common: agent.common("pod"), Renew: renew}
	if change != nil {
		change(&role)
	}
	agent.run(role.Run)
}

func TestAnAgentOnAKernelThatDoesNotShowWhoUsesRouDiFails(t *testing.T) {
	agent := place(t)
	agent.pod.Proc = procfs.FS{Root: t.TempDir()}
	if code, err := (roles.Pod{Common: agent.common("pod")}).Run(t.Context()); code != 1 || err != procfs.ErrNoLocks {
		t.Errorf("it ended with %d, and the error %v", code, err)
	}
}

// roudiOf starts a RouDi as its container does: it holds the FIFO, and notes who it is.
func roudiOf(agent *running) *lab.Process {
	agent.t.Helper()
	held := hold(agent)
	started := lab.Runtime(agent.t, agent.pod, "roudi", "")
	stat, err := procfs.Default.Stat(started.PID())
	if err != nil {
		agent.t.Fatal(err)
	}
	if err := (roudi.Incarnation{PID: stat.PID, Start: stat.Start}).Write(agent.state, roudi.RoudiFile); err != nil {
		agent.t.Fatal(err)
	}
	started.OnEnd(func() { held.Close() })
	return started
}

// hold holds RouDi's FIFO.
func hold(agent *running) *os.File {
	agent.t.Helper()
	lab.Until(agent.t, "the FIFO", func() bool { return agent.state.Has(roudi.AliveFIFO) })
	held, err := fifo.Hold(agent.state.File(roudi.AliveFIFO))
	if err != nil {
		agent.t.Fatal(err)
	}
	agent.t.Cleanup(func() { held.Close() })
	return held
}

var kernels = map[string]func(*roles.Pod){
	"told by the kernel": nil,
	"where pidfd and inotify are refused": func(pod *roles.Pod) {
		pod.Opener = process.Opener{Proc: procfs.Default, Pidfd: func(int, int) (int, error) { return -1, unix.EPERM }}
		pod.Watch = watch.Options{Init: func(int) (int, error) { return -1, unix.EPERM }}
	},
}

func TestWhenRouDiIsGoneTheAppsAreAskedAndThePodIsRenewed(t *testing.T) {
	for name, kernel := range kernels {
		t.Run(name, func(t *testing.T) {
			agent := podAgent(t, true, kernel)
			roudi := roudiOf(agent)
			agent.until(report.Following)
			app := lab.Runtime(t, agent.pod, "app", "slow")
			agent.stays("RouDi is there")
			roudi.Kill()
			agent.endsWith(roles.RoudiGone)
			if app.EndsBy() != 0 {
				t.Error("the app was killed")
			}
			if agent.phase() != report.Gone {
				t.Error("it is still ready")
			}
		})
	}
}

func TestTheEndOfRouDiIsSeenAlsoWhereAnotherProcessHoldsTheFIFO(t *testing.T) {
	agent := podAgent(t, true, nil)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	other, err := fifo.Hold(agent.state.File("alive"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
}

func TestADeafAppIsKilledAfterTheTimeItHas(t *testing.T) {
	agent := podAgent(t, true, func(pod *roles.Pod) { pod.KillAfter = 100 * time.Millisecond })
	roudi := roudiOf(agent)
	agent.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "deaf")
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	if app.EndsBy() != syscall.SIGKILL {
		t.Error("it was not killed")
	}
}

func TestARouDiThatWasNeverReadyIsLeftToTheKubelet(t *testing.T) {
	t.Parallel()
	agent := podAgent(t, true, nil)
	lab.Until(t, "the FIFO", func() bool { return agent.state.Has(roudi.AliveFIFO) })
	for range 3 {
		held, err := fifo.Hold(agent.state.File(roudi.AliveFIFO))
		if err != nil {
			t.Fatal(err)
		}
		agent.stays("RouDi is not ready")
		held.Close()
		agent.stays("RouDi was never ready")
	}
	if roles.Deaths(agent.state) != 0 {
		t.Error("its ends are counted")
	}
	roudiOf(agent)
	agent.until(report.Following)
}

func TestAnAgentThatWasAwayWhenRouDiDiedLearnsOfItFromTheApps(t *testing.T) {
	agent := place(t)
	lab.Runtime(t, agent.pod, "roudi", "").Kill()
	app := lab.Runtime(t, agent.pod, "app", "")
	start(agent, true, nil)
	agent.endsWith(roles.RoudiGone)
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
}

func TestAnAgentThatWasAwayWhileRouDiStayedFollowsIt(t *testing.T) {
	agent := podAgent(t, true, nil)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	lab.Runtime(t, agent.pod, "app", "")
	agent.cancel()
	<-agent.ended
	start(agent, true, nil)
	agent.until(report.Following)
	agent.stays("RouDi is there")
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
}

func TestThereIsNoRenewalWhileThePodIsBeingDeleted(t *testing.T) {
	agent := podAgent(t, true, nil)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "")
	if err := agent.state.Mark(roles.EndingMark); err != nil {
		t.Fatal(err)
	}
	roudi.Kill()
	agent.stays("the hook has not seen the apps off")
	if !procfs.Default.Lives(app.PID()) {
		t.Error("the app was asked by the agent, and not by its own hook")
	}
	if err := agent.state.Mark(roles.GoneMark); err != nil {
		t.Fatal(err)
	}
	agent.endsWith(roles.Done)
}

func TestARenewalThatHasBegunIsLeftToADeletion(t *testing.T) {
	agent := podAgent(t, true, nil)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	lab.Runtime(t, agent.pod, "app", "deaf")
	roudi.Kill()
	lab.Until(t, "the apps are asked", func() bool { return agent.hasSaid("the apps are asked to stop") })
	if err := agent.state.Mark(roles.EndingMark); err != nil {
		t.Fatal(err)
	}
	agent.stays("the hook has not seen the apps off")
	if err := agent.state.Mark(roles.GoneMark); err != nil {
		t.Fatal(err)
	}
	agent.endsWith(roles.Done)
}

func TestARouDiThatDiesAgainSoonIsRenewedLaterAndItIsSaidWhen(t *testing.T) {
	agent := place(t)
	if err := agent.state.Write(roles.DeathsFile, "2"); err != nil {
		t.Fatal(err)
	}
	start(agent, true, nil)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "")
	roudi.Kill()
	lab.Until(t, "it says so", func() bool {
		return agent.hasSaid("RouDi is gone, 3 times within a short time: every container starts again in 20s.")
	})
	agent.stays("the time is not over")
	if !procfs.Default.Lives(app.PID()) {
		t.Error("apps keep what they have until then")
	}
	agent.state.Remove(roles.DeathsFile)
	agent.endsWith(roles.RoudiGone)
}

func TestIfRouDiIsBackByThenTheAppsHaveLeftAndNothingIsRenewed(t *testing.T) {
	agent := place(t)
	if err := agent.state.Write(roles.DeathsFile, "2"); err != nil {
		t.Fatal(err)
	}
	start(agent, true, nil)
	first := roudiOf(agent)
	agent.until(report.Following)
	first.Kill()
	lab.Until(t, "it waits", func() bool { return agent.hasSaid("every container starts again in 20s") })
	os.Remove(agent.pod.Socket("roudi"))
	second := roudiOf(agent)
	agent.state.Remove(roles.DeathsFile)
	agent.until(report.Following)
	agent.stays("RouDi is back")
	second.Kill()
	agent.endsWith(roles.RoudiGone)
}

func TestACountThatCannotBeReadIsNone(t *testing.T) {
	for _, text := range []string{"", "x", "-3", "8", strings.Repeat("9", 30)} {
		dir := state.Dir{Path: t.TempDir()}
		if err := dir.Write(roles.DeathsFile, text); err != nil {
			t.Fatal(err)
		}
		if got := roles.Deaths(dir); got != 0 {
			t.Errorf("of %q it is %d", text, got)
		}
	}
}

func TestWhereNothingIsRenewedItEndsOnceForEachRouDi(t *testing.T) {
	agent := podAgent(t, false, nil)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "")
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	if !procfs.Default.Lives(app.PID()) {
		t.Error("the app was asked to stop, although a person may want to look at it")
	}
	start(agent, false, nil)
	agent.until(report.Gone)
	agent.stays("it has ended for this RouDi before")
	app.Kill()
	os.Remove(agent.pod.Socket("roudi"))
	again := roudiOf(agent)
	agent.until(report.Following)
	again.Kill()
	agent.endsWith(roles.RoudiGone)
}

func unasked(pod *roles.Pod) { pod.Unasked = true }

func TestWhereAppsThatEndCompleteThePodItEndsAtOnceAndAsksNone(t *testing.T) {
	agent := podAgent(t, true, unasked)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "")
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	if !procfs.Default.Lives(app.PID()) {
		t.Error("the app has ended, and with it the pod")
	}
	if roles.Deaths(agent.state) != 1 {
		t.Error("the death does not count: one that comes again and again would be renewed without a pause")
	}
}

func TestWhereTheKubeletHasNotEndedAnAppNoOtherRenewalIsAskedForInVain(t *testing.T) {
	t.Parallel()
	agent := podAgent(t, true, unasked)
	roudi := roudiOf(agent)
	agent.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "")
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	agent.state.Remove(roles.DeathsFile)
	start(agent, true, unasked)
	agent.until(report.Gone)
	agent.stays("it has ended for this RouDi before")
	app.Kill()
	os.Remove(agent.pod.Socket("roudi"))
	again := roudiOf(agent)
	agent.until(report.Following)
	again.Kill()
	agent.endsWith(roles.RoudiGone)
}

func TestAStoppedAgentEndsWithNothingToSay(t *testing.T) {
	agent := podAgent(t, true, nil)
	roudiOf(agent)
	agent.until(report.Following)
	agent.cancel()
	agent.endsWith(roles.Done)
}
