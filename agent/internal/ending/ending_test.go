package ending_test

import (
	"context"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/ending"
	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/watch"
)

func TestMain(m *testing.M) { lab.Main(m) }

func apps(pod runtimes.Pod) ending.Apps {
	return ending.Apps{Pod: pod, Roudi: []string{"roudi", "iox-unique-roudi"}, Opener: process.Default}
}

// kinds of kernels.
var kernels = map[string]func(*ending.Apps){
	"told by the kernel": func(*ending.Apps) {},
	"where pidfd and inotify are refused": func(apps *ending.Apps) {
		apps.Opener = process.Opener{Proc: procfs.Default, Pidfd: func(int, int) (int, error) { return -1, unix.EPERM }}
		apps.Watch = watch.Options{Init: func(int) (int, error) { return -1, unix.EPERM }}
	},
}

func TestAppsAreAskedAndWaitedForAndRouDiIsNot(t *testing.T) {
	for name, kernel := range kernels {
		t.Run(name, func(t *testing.T) {
			pod := lab.Pod(t)
			roudi := lab.Runtime(t, pod, "roudi", "")
			quick, slow := lab.Runtime(t, pod, "quick", ""), lab.Runtime(t, pod, "slow", "slow")
			all := apps(pod)
			kernel(&all)
			if err := all.End(context.Background(), true, 20*time.Second); err != nil {
				t.Fatal(err)
			}
			if quick.EndsBy() != 0 || slow.EndsBy() != 0 {
				t.Error("they did not end by themselves")
			}
			if !procfs.Default.Lives(roudi.PID()) {
				t.Error("RouDi has ended")
			}
		})
	}
}

func TestAnAppThatDoesNotStopIsKilledInTheEndAndNamed(t *testing.T) {
	pod := lab.Pod(t)
	deaf, quick := lab.Runtime(t, pod, "deaf", "deaf"), lab.Runtime(t, pod, "quick", "")
	all := apps(pod)
	var said []string
	all.Say = func(text string) { said = append(said, text) }
	begin := time.Now()
	if err := all.End(context.Background(), true, 300*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if time.Since(begin) < 300*time.Millisecond {
		t.Error("it had less time than it was given")
	}
	if deaf.EndsBy() != syscall.SIGKILL || quick.EndsBy() != 0 {
		t.Error("only the one that is deaf is killed")
	}
	if len(said) != 1 || !strings.Contains(said[0], "The app deaf, process ") || !strings.Contains(said[0], "has not stopped in 300ms: it is killed now") {
		t.Errorf("%q", said)
	}
}

func TestWhereOthersAskNobodyIsAskedBeforeTheTimeIsOver(t *testing.T) {
	pod := lab.Pod(t)
	app := lab.Runtime(t, pod, "app", "")
	ended := make(chan error, 1)
	go func() { ended <- apps(pod).End(context.Background(), false, 20*time.Second) }()
	select {
	case <-ended:
		t.Fatal("it did not wait for the app")
	case <-time.After(200 * time.Millisecond):
	}
	app.Signal(syscall.SIGTERM)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if app.EndsBy() != 0 {
		t.Error("it was killed")
	}
}

func TestAnAppThatStartsMeanwhileIsAskedToo(t *testing.T) {
	for name, kernel := range kernels {
		t.Run(name, func(t *testing.T) {
			pod := lab.Pod(t)
			lab.Runtime(t, pod, "deaf", "deaf")
			all := apps(pod)
			kernel(&all)
			ended := make(chan error, 1)
			ctx, cancel := context.WithCancel(context.Background())
			go func() { ended <- all.End(ctx, true, 20*time.Second) }()
			late := lab.Runtime(t, pod, "late", "")
			if late.EndsBy() != 0 {
				t.Error("it was killed")
			}
			cancel()
			if err := <-ended; err != context.Canceled {
				t.Error(err)
			}
		})
	}
}

func TestWithoutLocksItIsSaidWhy(t *testing.T) {
	pod := runtimes.Pod{Tmp: t.TempDir(), Proc: procfs.FS{Root: t.TempDir()}}
	if err := apps(pod).End(context.Background(), true, time.Second); err != procfs.ErrNoLocks {
		t.Error(err)
	}
}

func TestAnAppOfTheOwnContainerIsAskedAndWaitedForWithItsParent(t *testing.T) {
	// Tests and what they start are in the same control groups.
	pod := lab.Pod(t)
	shell := lab.Start(t, "holding", "sh", "-c", `"$0" "$@"; echo went on > "$1/script"; exec sleep 1000`, os.Args[0], pod.Tmp, "app", "slow")
	if err := apps(pod).StopOwn(context.Background(), syscall.SIGTERM, 20*time.Second); err != nil {
		t.Fatal(err)
	}
	if pid, err := pod.Holder("app"); pid != 0 || err != nil {
		t.Error("the app has not ended", pid, err)
	}
	lab.Until(t, "the shell goes on with its script", func() bool {
		_, err := os.Stat(pod.Tmp + "/script")
		return err == nil
	})
	if !procfs.Default.Lives(shell.PID()) {
		t.Error("its shell was stopped")
	}
}

func TestAppsOfOtherContainersAndMainProcessesAreLeftAlone(t *testing.T) {
	pod := lab.Pod(t)
	own, other, main := lab.Runtime(t, pod, "own", ""), lab.Runtime(t, pod, "other", ""), lab.Runtime(t, pod, "main", "")
	pod.Proc = contained(t, pod, map[int]string{own.PID(): "/", other.PID(): "/../other", main.PID(): "/"}, main.PID())
	all := apps(pod)
	all.Opener.Proc = pod.Proc
	if err := all.StopOwn(context.Background(), syscall.SIGTERM, 20*time.Second); err != nil {
		t.Fatal(err)
	}
	if own.EndsBy() != 0 {
		t.Error("the app of this container was not asked")
	}
	if !procfs.Default.Lives(other.PID()) || !procfs.Default.Lives(main.PID()) {
		t.Error("another one was asked")
	}
}

func TestAnAppThatDoesNotStopIsLeftToTheKubelet(t *testing.T) {
	pod := lab.Pod(t)
	deaf := lab.Runtime(t, pod, "deaf", "deaf")
	if err := apps(pod).StopOwn(context.Background(), syscall.SIGTERM, 200*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if !procfs.Default.Lives(deaf.PID()) {
		t.Error("it was killed")
	}
}
