// Package lab has what tests of several packages need: processes that hold locks as runtimes of iceoryx do.
package lab

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
)

// role is the variable that makes the test program one of these processes.
const role = "ICEORYX_AGENT_TEST_ROLE"

// Main has to be called by TestMain: it runs the tests, or is such a process.
func Main(m *testing.M) {
	if os.Getenv(role) != "" {
		be(os.Args[1:])
	}
	os.Exit(m.Run())
}

// be holds the lock of a runtime, with a socket and some shared memory, until it is told to end.
func be(arguments []string) {
	tmp, name, how := arguments[0], arguments[1], arguments[2]
	signals := make(chan os.Signal, 8)
	if how == "deaf" {
		notify(nil)
	} else {
		notify(signals)
	}
	lock, err := unix.Open(filepath.Join(tmp, name+".lock"), unix.O_CREAT|unix.O_RDWR, 0o600)
	if err == nil {
		err = unix.Flock(lock, unix.LOCK_EX|unix.LOCK_NB)
	}
	if err != nil {
		panic(err)
	}
	if how != "waiting" {
		memory, err := unix.Mmap(-1, 0, 1<<20, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_ANON)
		if err != nil {
			panic(err)
		}
		for i := range memory {
			memory[i] = 1
		}
	}
	socket, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM, 0)
	if err == nil {
		err = unix.Bind(socket, &unix.SockaddrUnix{Name: filepath.Join(tmp, name)})
	}
	if err != nil {
		panic(err)
	}
	os.Stdout.WriteString("holding\n")
	for how == "deaf" {
		time.Sleep(time.Hour)
	}
	<-signals
	if how == "slow" {
		time.Sleep(300 * time.Millisecond)
	}
	// As a runtime that ends in order does.
	os.Remove(filepath.Join(tmp, name))
	os.Remove(filepath.Join(tmp, name+".lock"))
	os.Exit(0)
}

// Pod makes an empty /tmp, as that of a pod.
func Pod(t *testing.T) runtimes.Pod {
	t.Helper()
	return runtimes.Pod{Tmp: t.TempDir(), Proc: procfs.Default}
}

// Process is one that the test may end.
type Process struct {
	t       *testing.T
	command *exec.Cmd
	onEnd   func()
}

// Runtime starts a process that holds the lock of a runtime. how is "" for one that ends when asked, "slow" for one that
// takes 0.3 s for it, "deaf" for one that never does, "waiting" for one without shared memory.
func Runtime(t *testing.T, pod runtimes.Pod, name, how string) *Process {
	t.Helper()
	return Start(t, "holding", os.Args[0], pod.Tmp, name, how)
}

// Start starts a program and waits until it prints a line with that in it; with nothing it does not wait.
func Start(t *testing.T, line, program string, arguments ...string) *Process {
	t.Helper()
	command := exec.Command(program, arguments...)
	command.Env = append(os.Environ(), role+"=runtime")
	command.Stderr = os.Stderr
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	process := &Process{t: t, command: command}
	t.Cleanup(process.Kill)
	scanner := bufio.NewScanner(output)
	if line == "" {
		go drain(scanner)
		return process
	}
	for scanner.Scan() {
		if strings.Contains(scanner.Text(), line) {
			go drain(scanner)
			return process
		}
	}
	t.Fatalf("%s ended without saying %q", program, line)
	return nil
}

// PID is its number.
func (process *Process) PID() int { return process.command.Process.Pid }

// Signal sends it a signal.
func (process *Process) Signal(signal syscall.Signal) {
	if err := process.command.Process.Signal(signal); err != nil {
		process.t.Error(err)
	}
}

// Kill ends it, and asks about its end.
func (process *Process) Kill() {
	process.command.Process.Kill()
	process.command.Wait()
	if process.onEnd != nil {
		process.onEnd()
	}
}

// OnEnd has something done when Kill has ended it.
func (process *Process) OnEnd(do func()) { process.onEnd = do }

// EndsBy waits for its end, and tells by which signal it ended; 0 if by none.
func (process *Process) EndsBy() syscall.Signal {
	process.command.Wait()
	status := process.command.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return status.Signal()
	}
	return 0
}

// Until waits until something holds.
func Until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it was not seen: %s", what)
		}
	}
}

func drain(scanner *bufio.Scanner) {
	for scanner.Scan() {
	}
}
