// Package clock tells when the node's wall clock is set, and by how much. iceoryx waits by that clock (iceoryx#2381).
//
// The kernel tells of it: a timer by the wall clock is cancelled (TFD_TIMER_CANCEL_ON_SET, Linux 3.0). Where that is
// refused, as gVisor does, the clocks are compared regularly instead. A clock that is slewed, as time services do after
// their start, is not set: the kernel then has the time since boot go slower or faster as well.
package clock

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// Every is how often the clocks are compared where the kernel does not tell. What follows has to follow within
// ToleratedBack of a set clock.
const Every = 500 * time.Millisecond

// Least is what counts: time services correct smaller offsets now and then, and iceoryx does not notice.
const Least = 100 * time.Millisecond

// ToleratedBack is how far the clock may be set back under apps. An app sends its sign of life every 0.3 s, so after the
// clock was set back by X the next one comes up to 0.3 s + X after the last. RouDi forgets an app that it has not heard
// of for 1.5 s (PROCESS_KEEP_ALIVE_INTERVAL and _TIMEOUT in iceoryx_posh_types.hpp, the same in 2.0 and 2.95). That leaves
// 1.2 s, and 0.1 s of it to apps that are late themselves. A leap second is tolerated.
const ToleratedBack = 1100 * time.Millisecond

// Options of a watch.
type Options struct {
	// Say is told once where the kernel does not tell.
	Say func(string)
	// Timer makes one of which a read fails with ECANCELED whenever the clock was set; tests have the clock set by it, or
	// have it refused.
	Timer func() (io.ReadCloser, error)
	// Offset is how far the wall clock is ahead of the time since boot.
	Offset func() time.Duration
}

// Watch tells of a clock that is set, until it is closed.
type Watch struct {
	// C has something whenever it is time to ask By.
	C <-chan struct{}

	offset func() time.Duration
	last   time.Duration
	close  func()
	once   sync.Once
	told   bool
}

// New watches the clock from now on.
func New(options Options) *Watch {
	start, offset := options.Timer, options.Offset
	if start == nil {
		start = cancelledWhenSet
	}
	if offset == nil {
		offset = Offset
	}
	timer, err := start()
	changes := make(chan struct{}, 1)
	watch := &Watch{C: changes, offset: offset, last: offset()}
	if err == nil {
		go beTold(timer, changes)
		watch.told, watch.close = true, func() { timer.Close() }
		return watch
	}
	if options.Say != nil {
		options.Say(fmt.Sprintf("The kernel does not tell when the clock is set (timerfd: %v): the agent compares the clocks every %v instead.",
			err, Every))
	}
	stop := make(chan struct{})
	go look(stop, changes)
	watch.close = func() { close(stop) }
	return watch
}

// By returns how far the clock was set since By was asked last, or since the watch began; less than 0 is back. Below
// Least it is 0.
func (watch *Watch) By() time.Duration {
	now := watch.offset()
	by := now - watch.last
	watch.last = now
	if by.Abs() < Least {
		return 0
	}
	return by
}

// IsTold tells whether the kernel says when the clock is set.
func (watch *Watch) IsTold() bool { return watch.told }

// Close ends the watch.
func (watch *Watch) Close() { watch.once.Do(watch.close) }

func beTold(timer io.Reader, changes chan<- struct{}) {
	var expirations [8]byte
	for {
		// A cancelled timer stays armed, and stays to be cancelled (timerfd_read in the kernel's fs/timerfd.c).
		_, err := timer.Read(expirations[:])
		if err != nil && !errors.Is(err, unix.ECANCELED) {
			return
		}
		tell(changes)
	}
}

func look(stop <-chan struct{}, changes chan<- struct{}) {
	ticker := time.NewTicker(Every)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
			tell(changes)
		}
	}
}

func tell(changes chan<- struct{}) {
	select {
	case changes <- struct{}{}:
	default:
	}
}

func cancelledWhenSet() (io.ReadCloser, error) {
	fd, err := unix.TimerfdCreate(unix.CLOCK_REALTIME, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return nil, err
	}
	never := unix.ItimerSpec{Value: unix.Timespec{Sec: math.MaxInt64}}
	if err := unix.TimerfdSettime(fd, unix.TFD_TIMER_ABSTIME|unix.TFD_TIMER_CANCEL_ON_SET, &never, nil); err != nil {
		unix.Close(fd)
		return nil, err
	}
	return os.NewFile(uintptr(fd), "timerfd"), nil
}

// Offset returns how far the wall clock is ahead of the time since boot, to within a millisecond on a node that is not
// overloaded.
func Offset() time.Duration {
	// The process may lose its CPU between two readings; the closest pair of a few counts.
	best, apart := time.Duration(0), time.Duration(math.MaxInt64)
	for try := 0; try < 5 && apart > 100*time.Microsecond; try++ {
		before, wall, after := read(unix.CLOCK_BOOTTIME), read(unix.CLOCK_REALTIME), read(unix.CLOCK_BOOTTIME)
		if after-before < apart {
			best, apart = wall-before-(after-before)/2, after-before
		}
	}
	return best
}

func read(clock int32) time.Duration {
	var now unix.Timespec
	// It fails only for clocks that a kernel does not have; these two it has since 2.6.39.
	_ = unix.ClockGettime(clock, &now)
	return time.Duration(now.Nano())
}
