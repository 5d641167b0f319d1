package roles_test

import (
	"io"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/clock"
	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/state"
)

// wallClock is that of a node, which the test sets; test/machine/clock.test.ts sets a real one.
type wallClock struct {
	offset atomic.Int64
	set    chan struct{}
}

func newWallClock() *wallClock { return &wallClock{set: make(chan struct{})} }

type wallTimer struct {
	*wallClock
	closed chan struct{}
}

func (timer wallTimer) Read([]byte) (int, error) {
	select {
	case <-timer.set:
		return 0, unix.ECANCELED
	case <-timer.closed:
		return 0, os.ErrClosed
	}
}

func (timer wallTimer) Close() error {
	close(timer.closed)
	return nil
}

func (wall *wallClock) options() clock.Options {
	return clock.Options{
		Timer:  func() (io.ReadCloser, error) { return wallTimer{wall, make(chan struct{})}, nil },
		Offset: func() time.Duration { return time.Duration(wall.offset.Load()) },
	}
}

// move sets the clock, and returns when an agent was told.
func (wall *wallClock) move(by time.Duration) {
	wall.offset.Add(int64(by))
	wall.set <- struct{}{}
}

func (wall *wallClock) inPod(pod *roles.Pod) { pod.Clock = wall.options() }

func TestWhenTheClockIsSetBackRouDiIsEndedAndThePodIsRenewed(t *testing.T) {
	wall := newWallClock()
	agent := podAgent(t, true, wall.inPod)
	gone := roudiOf(agent)
	agent.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "slow")
	wall.move(-time.Minute)
	agent.endsWith(roles.RoudiGone)
	if procfs.Default.Lives(gone.PID()) {
		t.Fatal("RouDi was not ended")
	}
	if signal := gone.EndsBy(); signal != unix.SIGKILL {
		t.Errorf("RouDi ended by %v", signal)
	}
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
	if !agent.hasSaid("The node's clock was set back by 1m0s. iceoryx waits by it (iceoryx#2381)") {
		t.Errorf("it said %q", agent.said)
	}
	if last, err := report.Read(agent.state); err != nil || last.Message != "RouDi was ended, because the node's clock was set back by 1m0s." {
		t.Error(last.Message, err)
	}
	if set, err := roles.LastClockSetBack(agent.state); err != nil || set.By != time.Minute || set.At == 0 {
		t.Error(set, err)
	}
}

func TestAClockThatWasSetHarmlesslyIsOnlyTold(t *testing.T) {
	for name, harmless := range map[string]struct {
		by          time.Duration
		isMonitored bool
		said        string
	}{
		"forward":                      {time.Hour, true, "set forward by 1h0m0s"},
		"by a leap second":             {-time.Second, true, "set back by 1s: iceoryx bears that"},
		"where apps are not monitored": {-time.Minute, false, "set back by 1m0s: RouDi does not monitor its apps"},
	} {
		t.Run(name, func(t *testing.T) {
			wall := newWallClock()
			agent := podAgent(t, true, wall.inPod)
			running := roudiOf(agent)
			if !harmless.isMonitored {
				if err := agent.state.Mark(roudi.UnmonitoredFile); err != nil {
					t.Fatal(err)
				}
			}
			agent.until(report.Following)
			wall.move(harmless.by)
			lab.Until(t, "that it is told", func() bool { return agent.hasSaid(harmless.said) })
			agent.stays("nothing has happened to RouDi")
			if !procfs.Default.Lives(running.PID()) || agent.phase() != report.Following {
				t.Error("RouDi was ended")
			}
			if _, err := roles.LastClockSetBack(agent.state); err == nil {
				t.Error("it is noted that RouDi was ended")
			}
		})
	}
}

func TestWhereNothingIsRenewedASetClockEndsRouDiAsWell(t *testing.T) {
	wall := newWallClock()
	agent := podAgent(t, false, wall.inPod)
	gone := roudiOf(agent)
	agent.until(report.Following)
	wall.move(-time.Minute)
	agent.endsWith(roles.RoudiGone)
	if procfs.Default.Lives(gone.PID()) {
		t.Error("RouDi was not ended")
	}
}

func (wall *wallClock) inDomain(agent *running, renew bool) {
	common := agent.common("domain")
	common.Clock = wall.options()
	agent.run(roles.Domain{Common: common, Renew: renew}.Run)
}

func TestWhenTheClockIsSetBackADomainsRouDiIsEndedAndStartsAgainAfterItsApps(t *testing.T) {
	wall, agent := newWallClock(), node(t)
	wall.inDomain(agent, true)
	gone := started(agent)
	member := agent.memberOf()
	member.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "slow")
	wall.move(-time.Minute)
	agent.endsWith(roles.RoudiGone)
	member.endsWith(roles.RoudiGone)
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
	if signal := gone.EndsBy(); signal != unix.SIGKILL {
		t.Errorf("RouDi ended by %v", signal)
	}
	if last, err := report.Read(agent.state); err != nil || last.Message != "RouDi was ended, because the node's clock was set back by 1m0s." {
		t.Error(last.Message, err)
	}
}

func TestAClockThatIsSetBackAgainAndAgainPutsTheRenewalOff(t *testing.T) {
	wall, agent := newWallClock(), node(t)
	if err := agent.state.Write(roles.DeathsFile, "2"); err != nil {
		t.Fatal(err)
	}
	wall.inDomain(agent, true)
	started(agent)
	agent.until(report.Following)
	wall.move(-time.Minute)
	lab.Until(t, "it waits", func() bool {
		return agent.hasSaid("RouDi was ended, because the node's clock was set back by 1m0s, 3 times within a short time: it starts again in 20s.")
	})
	agent.stays("it waits")
	agent.state.Remove(roles.DeathsFile)
	agent.endsWith(roles.RoudiGone)
}

func TestWhereADomainsPodIsNotRenewedTheAppsLeaveARouDiThatIsEndedAndUseTheNext(t *testing.T) {
	wall, agent := newWallClock(), node(t)
	wall.inDomain(agent, false)
	gone := started(agent)
	first := agent.memberOf()
	first.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "slow")
	wall.move(-time.Minute)
	first.endsWith(roles.RoudiGone)
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
	agent.until(report.Gone)
	if signal := gone.EndsBy(); signal != unix.SIGKILL {
		t.Errorf("RouDi ended by %v", signal)
	}
	gone.Kill()
	os.Remove(agent.pod.Socket("roudi"))
	started(agent)
	agent.until(report.Following)
	agent.memberOf().until(report.Following)
	agent.stays("the next RouDi is there")
}

func TestANoteOfASetClockThatCannotBeReadIsNone(t *testing.T) {
	for _, lines := range [][]string{{}, {"60000"}, {"-1", "5"}, {"x", "5"}, {"60000", "NaN"}, {"60000", "-1"}, {"60000", "5", "6"}} {
		dir := state.Dir{Path: t.TempDir()}
		if err := dir.Write(roles.ClockFile, lines...); err != nil {
			t.Fatal(err)
		}
		if got, err := roles.LastClockSetBack(dir); err == nil {
			t.Errorf("of %q it is %v", lines, got)
		}
	}
}

func TestAnAgentWithoutATimerComparesTheClocks(t *testing.T) {
	wall := newWallClock()
	agent := podAgent(t, true, func(pod *roles.Pod) {
		pod.Clock = wall.options()
		pod.Clock.Timer = func() (io.ReadCloser, error) { return nil, unix.EPERM }
		pod.Clock.Say = pod.Say
	})
	roudiOf(agent)
	agent.until(report.Following)
	lab.Until(t, "that it compares", func() bool { return agent.hasSaid("the agent compares the clocks every 500ms instead") })
	wall.offset.Add(int64(-time.Minute))
	agent.endsWith(roles.RoudiGone)
}
