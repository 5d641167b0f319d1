package clock_test

import (
	"io"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/clock"
)

// node has a clock that the test sets. Nothing else of the node is played: only a machine of its own may have its clock
// set (test/machine/clock.test.ts).
type node struct {
	offset atomic.Int64
	set    chan struct{}
	closed chan struct{}
}

func newNode() *node { return &node{set: make(chan struct{}), closed: make(chan struct{})} }

func (node *node) options() clock.Options {
	return clock.Options{
		Timer:  func() (io.ReadCloser, error) { return node, nil },
		Offset: func() time.Duration { return time.Duration(node.offset.Load()) },
	}
}

func (node *node) Read([]byte) (int, error) {
	select {
	case <-node.set:
		return 0, &os.PathError{Op: "read", Path: "timerfd", Err: unix.ECANCELED}
	case <-node.closed:
		return 0, os.ErrClosed
	}
}

func (node *node) Close() error {
	close(node.closed)
	return nil
}

func (node *node) move(by time.Duration) {
	node.offset.Add(int64(by))
	node.set <- struct{}{}
}

func told(t *testing.T, watch *clock.Watch) {
	t.Helper()
	select {
	case <-watch.C:
	case <-time.After(20 * time.Second):
		t.Fatal("it does not tell that the clock was set")
	}
}

func TestItTellsByHowMuchTheClockWasSet(t *testing.T) {
	node := newNode()
	watch := clock.New(node.options())
	defer watch.Close()
	for _, by := range []time.Duration{-time.Minute, time.Hour, -clock.Least} {
		node.move(by)
		told(t, watch)
		if got := watch.By(); got != by {
			t.Errorf("the clock was set by %v, and it tells %v", by, got)
		}
		if again := watch.By(); again != 0 {
			t.Errorf("it tells twice of the same: %v", again)
		}
	}
}

func TestSmallCorrectionsDoNotAddUp(t *testing.T) {
	node := newNode()
	watch := clock.New(node.options())
	defer watch.Close()
	for range 30 {
		node.move(-clock.Least / 2)
		told(t, watch)
		if got := watch.By(); got != 0 {
			t.Fatal(got)
		}
	}
}

func TestWhereTheTimerIsRefusedTheClocksAreCompared(t *testing.T) {
	node, said := newNode(), ""
	options := node.options()
	options.Timer = func() (io.ReadCloser, error) { return nil, unix.EINVAL }
	options.Say = func(text string) { said += text }
	watch := clock.New(options)
	defer watch.Close()
	if watch.IsTold() || !strings.HasPrefix(said, "The kernel does not tell when the clock is set (timerfd: invalid argument)") {
		t.Error(said)
	}
	node.offset.Add(int64(-time.Minute))
	told(t, watch)
	if got := watch.By(); got != -time.Minute {
		t.Error(got)
	}
}

func TestThisKernelTellsAndNothingIsTakenForASetClock(t *testing.T) {
	watch := clock.New(clock.Options{})
	if !watch.IsTold() {
		t.Error("timerfd is refused")
	}
	first := clock.Offset()
	select {
	case <-watch.C:
		t.Error("the clock was not set")
	case <-time.After(300 * time.Millisecond):
	}
	if by := watch.By(); by != 0 {
		t.Error(by)
	}
	if wall := time.Unix(0, 0).Add(first + sinceBoot(t)); time.Since(wall).Abs() > 5*time.Second {
		t.Errorf("wall clock and time since boot make %v", wall)
	}
	watch.Close()
	watch.Close()
}

func sinceBoot(t *testing.T) time.Duration {
	t.Helper()
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_BOOTTIME, &now); err != nil {
		t.Fatal(err)
	}
	return time.Duration(now.Nano())
}

// setsClock is set where a test may set the clock: in an emulated machine.
const setsClock = "ICEORYX_AGENT_TEST_SETS_CLOCK"

func TestTheKernelTellsOfAClockThatIsSetAgainAndAgain(t *testing.T) {
	if os.Getenv(setsClock) == "" {
		t.Skipf("it sets the clock, which is for a machine of its own: %s", setsClock)
	}
	watch := clock.New(clock.Options{})
	defer watch.Close()
	if !watch.IsTold() {
		t.Fatal("timerfd is refused")
	}
	for _, by := range []time.Duration{-time.Minute, time.Minute, -2 * time.Second, 2 * time.Second} {
		to := unix.NsecToTimespec(time.Now().Add(by).UnixNano())
		if err := unix.ClockSettime(unix.CLOCK_REALTIME, &to); err != nil {
			t.Fatal(err)
		}
		told(t, watch)
		if got := watch.By(); (got - by).Abs() > 200*time.Millisecond {
			t.Errorf("the clock was set by %v, and it tells %v", by, got)
		}
	}
}
