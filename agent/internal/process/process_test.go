package process_test

import (
	"errors"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
)

func refused(int, int) (int, error) { return -1, unix.EPERM }

var openers = map[string]process.Opener{
	"told by the kernel":      process.Default,
	"where pidfd is refused":  {Proc: procfs.Default, Pidfd: refused},
	"where there is no pidfd": {Proc: procfs.Default, Pidfd: func(int, int) (int, error) { return -1, unix.ENOSYS }},
}

func TestTheEndOfAProcessIsSeenAlsoBeforeItsParentAsks(t *testing.T) {
	for name, opener := range openers {
		t.Run(name, func(t *testing.T) {
			command := exec.Command("sleep", "1000")
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			defer command.Wait()
			defer command.Process.Kill()
			opened, err := opener.Open(command.Process.Pid)
			if err != nil {
				t.Fatal(err)
			}
			defer opened.Close()
			if got, want := opened.IsTold(), name == "told by the kernel"; got != want {
				t.Errorf("that the kernel tells is %v", got)
			}
			select {
			case <-opened.Done():
				t.Fatal("it has ended before it did")
			case <-time.After(150 * time.Millisecond):
			}
			if err := opened.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			<-opened.Done()
			if opened.Lives() {
				t.Error("it lives")
			}
			if !opened.IsListed() {
				t.Error("its parent has not asked yet")
			}
			command.Wait()
			if opened.IsListed() {
				t.Error("its parent has asked")
			}
			if err := opened.Signal(syscall.SIGTERM); err == nil {
				t.Error("no process is left to signal")
			}
		})
	}
}

func TestAProcessThatHasEndedCannotBeOpened(t *testing.T) {
	for name, opener := range openers {
		t.Run(name, func(t *testing.T) {
			command := exec.Command("true")
			if err := command.Run(); err != nil {
				t.Fatal(err)
			}
			if _, err := opener.Open(command.Process.Pid); !errors.Is(err, process.ErrGone) {
				t.Error(err)
			}
		})
	}
}
