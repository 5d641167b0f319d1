// Package process keeps hold of processes that are not children: a pidfd (Linux 5.3) means the same process for ever,
// where a number may come to mean another one, and the kernel tells when it has ended. Where pidfds are refused, by
// seccomp or an older kernel, the process is looked for instead.
package process

import (
	"context"
	"errors"
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/procfs"
)

// Every is how often a process is looked for where the kernel does not tell.
const Every = 100 * time.Millisecond

// Opener opens processes.
type Opener struct {
	Proc procfs.FS
	// Pidfd is pidfd_open(2); tests have it refused.
	Pidfd func(pid, flags int) (int, error)
}

// Default opens those of this container's proc file system.
var Default = Opener{Proc: procfs.Default, Pidfd: unix.PidfdOpen}

// Process is one process, and no later one of the same number.
type Process struct {
	PID   int
	Start uint64

	proc procfs.FS
	// Undefined where pidfds are refused.
	pidfd *os.File
	done  chan struct{}
	stop  context.CancelFunc
	once  sync.Once
}

// ErrGone is returned for a process that has ended.
var ErrGone = errors.New("the process has ended")

// Open takes hold of a process, until Close. It fails with ErrGone where there is none of that number.
func (opener Opener) Open(pid int) (*Process, error) {
	fd, refused := opener.Pidfd(pid, 0)
	stat, err := opener.Proc.Stat(pid)
	if err != nil || stat.HasEnded() {
		if refused == nil {
			unix.Close(fd)
		}
		return nil, ErrGone
	}
	ctx, stop := context.WithCancel(context.Background())
	process := &Process{PID: pid, Start: stat.Start, proc: opener.Proc, done: make(chan struct{}), stop: stop}
	if refused == nil && unix.SetNonblock(fd, true) == nil {
		process.pidfd = os.NewFile(uintptr(fd), "pidfd")
		go process.beTold(ctx)
	} else {
		go process.look(ctx)
	}
	return process, nil
}

// IsTold tells whether the kernel says when the process ends.
func (process *Process) IsTold() bool { return process.pidfd != nil }

// Done is closed when the process has ended, whether or not its parent knows.
func (process *Process) Done() <-chan struct{} { return process.done }

// Lives tells whether the process has not ended.
func (process *Process) Lives() bool {
	stat, err := process.proc.Stat(process.PID)
	return err == nil && stat.Start == process.Start && !stat.HasEnded()
}

// IsListed tells whether the process still has its number: its parent has not asked about its end.
func (process *Process) IsListed() bool {
	stat, err := process.proc.Stat(process.PID)
	return err == nil && stat.Start == process.Start
}

// Signal sends a signal to the process, and to no other that has its number by now.
func (process *Process) Signal(signal syscall.Signal) error {
	if process.pidfd != nil {
		connection, err := process.pidfd.SyscallConn()
		if err != nil {
			return err
		}
		var sent error
		if err := connection.Control(func(fd uintptr) { sent = unix.PidfdSendSignal(int(fd), signal, nil, 0) }); err != nil {
			return err
		}
		if !errors.Is(sent, unix.ENOSYS) {
			return sent
		}
	}
	if !process.Lives() {
		return ErrGone
	}
	return syscall.Kill(process.PID, signal)
}

// Close lets go of it.
func (process *Process) Close() {
	process.once.Do(func() {
		process.stop()
		if process.pidfd != nil {
			process.pidfd.Close()
		}
	})
}

// UntilEnded waits until a process has ended, but for no longer than that.
func (opener Opener) UntilEnded(ctx context.Context, pid int, within time.Duration) error {
	process, err := opener.Open(pid)
	if err != nil {
		return nil
	}
	defer process.Close()
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-process.Done():
	case <-timer.C:
	}
	return nil
}

func (process *Process) beTold(ctx context.Context) {
	connection, err := process.pidfd.SyscallConn()
	if err == nil {
		err = connection.Read(func(fd uintptr) bool {
			polled := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
			n, _ := unix.Poll(polled, 0)
			return n > 0
		})
	}
	switch {
	case err == nil:
		close(process.done)
	case ctx.Err() == nil:
		process.look(ctx)
	}
}

func (process *Process) look(ctx context.Context) {
	ticker := time.NewTicker(Every)
	defer ticker.Stop()
	for process.Lives() {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
	close(process.done)
}
