package roudi_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

func TestMain(m *testing.M) { lab.Main(m) }

func TestAnIncarnationIsReadAsItWasWritten(t *testing.T) {
	dir := state.Dir{Path: t.TempDir()}
	want := roudi.Incarnation{PID: 7, Start: 4711}
	if err := want.Write(dir, "roudi"); err != nil {
		t.Fatal(err)
	}
	if got, err := roudi.ReadIncarnation(dir, "roudi"); err != nil || got != want {
		t.Error(got, err)
	}
	for _, lines := range [][]string{{}, {"7"}, {"-1", "4711"}, {"0", "4711"}, {"7", "-1"}, {"x", "4711"}, {"7", "4711", "8"}} {
		if err := dir.Write("roudi", lines...); err != nil {
			t.Fatal(err)
		}
		if got, err := roudi.ReadIncarnation(dir, "roudi"); err == nil {
			t.Errorf("%q is no incarnation, got %v", lines, got)
		}
	}
}

func TestTheProbeReturnsAtTheMomentRouDiIsReady(t *testing.T) {
	for name, options := range map[string]watch.Options{
		"told by the kernel":       {},
		"where inotify is refused": {Init: func(int) (int, error) { return -1, unix.EMFILE }},
	} {
		t.Run(name, func(t *testing.T) {
			pod, dir := lab.Pod(t), state.Dir{Path: t.TempDir()}
			incarnation := roudi.Incarnation{PID: 7, Start: 4711}
			if err := incarnation.Write(dir, roudi.RoudiFile); err != nil {
				t.Fatal(err)
			}
			begun := make(chan error, 1)
			go func() { begun <- roudi.Started(context.Background(), pod, dir, "roudi", 20*time.Second, options) }()
			lab.Runtime(t, pod, "roudi", "")
			if err := <-begun; err != nil {
				t.Fatal(err)
			}
			if started, err := roudi.ReadIncarnation(dir, roudi.StartedFile); err != nil || started != incarnation {
				t.Error("it is noted which RouDi was ready", started, err)
			}
		})
	}
}

func TestTheProbeSaysWhatIsMissing(t *testing.T) {
	pod, dir := lab.Pod(t), state.Dir{Path: t.TempDir()}
	probe := func() string {
		return roudi.Started(context.Background(), pod, dir, "roudi", 0, watch.Options{}).Error()
	}
	if said := probe(); !strings.HasPrefix(said, "RouDi is not ready: no process holds ") {
		t.Error(said)
	}
	lab.Runtime(t, pod, "roudi", "")
	os.Remove(pod.Socket("roudi"))
	if said := probe(); !strings.HasSuffix(said, "/roudi is not there yet") {
		t.Error(said)
	}
	pod.Proc = procfs.FS{Root: t.TempDir()}
	if said := probe(); said != procfs.ErrNoLocks.Error() {
		t.Error(said)
	}
}

func TestRouDiDoesNotStartOnAKernelThatDoesNotShowWhoUsesIt(t *testing.T) {
	pod, dir := lab.Pod(t), state.Dir{Path: t.TempDir()}
	pod.Proc = procfs.FS{Root: t.TempDir()}
	entry := roudi.Entry{Pod: pod, State: dir, Opener: process.Default, Name: "roudi", Say: func(string) {}}
	if code, err := entry.Become(t.Context(), []string{"false"}); code != 1 || err != procfs.ErrNoLocks {
		t.Error("it went on", code, err)
	}
}

// agent builds the program, of which some tests need the process.
func agent(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "agent")
	if output, err := exec.Command("go", "build", "-o", path, "iceoryx.io/agent").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	return path
}

func TestTheEntryPointBecomesRouDiWhichHoldsTheFIFO(t *testing.T) {
	program, pod, dir := agent(t), lab.Pod(t), state.Dir{Path: t.TempDir()}
	lab.Runtime(t, pod, "dead", "").Kill()
	if err := os.WriteFile(filepath.Join(pod.Tmp, "notes"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	entry := lab.Start(t, "I am", program, "roudi", "--tmp="+pod.Tmp, "--state="+dir.Path, "--", "sh", "-c", `echo "I am $$, umask $(umask), $1"; exec sleep 1000`, "sh", "$HOME")
	got, err := roudi.ReadIncarnation(dir, roudi.RoudiFile)
	if err != nil || got.PID != entry.PID() || !got.Lives(procfs.Default) {
		t.Error("it is noted which process it is", got, err)
	}
	entries, _ := os.ReadDir(pod.Tmp)
	if len(entries) != 1 || entries[0].Name() != "notes" {
		t.Error("what the dead have left is not removed", entries)
	}
	fd, err := unix.Open(dir.File(roudi.AliveFIFO), unix.O_RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	entry.Signal(syscall.SIGKILL)
	if n, err := unix.Read(fd, make([]byte, 1)); n != 0 || err != nil {
		t.Error("its end is not told", n, err)
	}
}

func TestRouDiWaitsUntilAnAppHasLeftThatUsesOneThatIsGone(t *testing.T) {
	program, pod, dir := agent(t), lab.Pod(t), state.Dir{Path: t.TempDir()}
	stale := lab.Runtime(t, pod, "app", "")
	entry := lab.Start(t, "The app app, process "+strconv.Itoa(stale.PID())+", still uses a RouDi that is gone: RouDi starts when it has left.",
		program, "roudi", "--tmp="+pod.Tmp, "--state="+dir.Path, "--", "sleep", "1000")
	if _, err := roudi.ReadIncarnation(dir, roudi.RoudiFile); err == nil {
		t.Error("it has not waited")
	}
	stale.Signal(syscall.SIGTERM)
	lab.Until(t, "it becomes RouDi", func() bool {
		got, err := roudi.ReadIncarnation(dir, roudi.RoudiFile)
		return err == nil && got.PID == entry.PID()
	})
}

func TestAnAgentThatAnAppHasStoppedGoesOnWhereItIsNeeded(t *testing.T) {
	program, pod, dir := agent(t), lab.Pod(t), state.Dir{Path: t.TempDir()}
	stopped := lab.Start(t, "", "sleep", "1000")
	stateIs := func(letter byte) bool {
		stat, err := procfs.Default.Stat(stopped.PID())
		return err == nil && (stat.State == 'T') == (letter == 'T')
	}
	stopped.Signal(syscall.SIGSTOP)
	lab.Until(t, "it is stopped", func() bool { return stateIs('T') })
	if err := (report.Agent{PID: stopped.PID(), Phase: report.Following}).Write(dir); err != nil {
		t.Fatal(err)
	}
	lab.Runtime(t, pod, "app", "")
	lab.Start(t, "The agent, process "+strconv.Itoa(stopped.PID())+", was stopped by a signal: it goes on now.",
		program, "roudi", "--tmp="+pod.Tmp, "--state="+dir.Path, "--", "sleep", "1000")
	lab.Until(t, "it goes on", func() bool { return stateIs('S') })
}

func TestAProgramThatIsNotThereIsNamedWithTheWayOut(t *testing.T) {
	program, pod, dir := agent(t), lab.Pod(t), state.Dir{Path: t.TempDir()}
	plain := filepath.Join(t.TempDir(), "plain")
	if err := os.WriteFile(plain, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for command, want := range map[string]struct {
		code int
		said string
	}{
		"no-such-program": {127, "RouDi's image has no program no-such-program that can be run (executable file not found in $PATH): set spec.roudi.command to RouDi's path in the image\n"},
		plain:             {126, "RouDi's image has no program " + plain + " that can be run (permission denied): set spec.roudi.command to RouDi's path in the image\n"},
	} {
		run := exec.Command(program, "roudi", "--tmp="+pod.Tmp, "--state="+dir.Path, "--", command)
		output, _ := run.CombinedOutput()
		if string(output) != want.said || run.ProcessState.ExitCode() != want.code {
			t.Errorf("got %d %q, want %d %q", run.ProcessState.ExitCode(), output, want.code, want.said)
		}
	}
}

// containers is a proc file system with these processes, by number; each is in a container of that name.
func containers(t *testing.T, processes map[int]string) procfs.FS {
	t.Helper()
	root := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("self/cgroup", "0::/\n")
	put("self/mountinfo", "")
	put("locks", "")
	for pid, container := range processes {
		path := "/../" + container
		if container == "own" {
			path = "/"
		}
		put(strconv.Itoa(pid)+"/cgroup", "0::"+path+"\n")
		put(strconv.Itoa(pid)+"/stat", strconv.Itoa(pid)+" (x) S 1"+" 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4711 1 2 3\n")
	}
	return procfs.FS{Root: root}
}

func settle(pod runtimes.Pod, within time.Duration) roudi.Settle {
	return roudi.Settle{
		Pod: pod, State: state.Dir{Path: pod.Tmp}, Name: "roudi", Within: within, Agent: func() int { return 20 },
		Opener: process.Opener{Proc: pod.Proc, Pidfd: func(int, int) (int, error) { return -1, unix.ENOSYS }},
		Say:    func(string) {},
	}
}

func TestRouDiIsStoppedWhenOnlyItsOwnContainerAndTheAgentsAreLeft(t *testing.T) {
	alone := map[int]string{1: "pause", 10: "own", 11: "own", 20: "agent", 21: "agent"}
	pod := lab.Pod(t)
	pod.Proc = containers(t, alone)
	begin := time.Now()
	if err := settle(pod, 20*time.Second).InPod(context.Background()); err != nil {
		t.Fatal(err)
	}
	if time.Since(begin) > 10*time.Second {
		t.Error("it waited for nothing")
	}
}

func TestRouDiIsNotStoppedBeforeTheProcessesOfAllOtherContainersHaveEnded(t *testing.T) {
	pod := lab.Pod(t)
	pod.Proc = containers(t, map[int]string{1: "pause", 10: "own", 20: "agent", 30: "app", 31: "app", 40: "other"})
	done := make(chan error, 1)
	go func() { done <- settle(pod, 20*time.Second).InPod(context.Background()) }()
	for _, pid := range []string{"30", "40", "31"} {
		select {
		case <-done:
			t.Fatal("process " + pid + " is still there")
		case <-time.After(150 * time.Millisecond):
		}
		if err := os.RemoveAll(filepath.Join(pod.Proc.Root, pid)); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestRouDiIsStoppedInTheEndInAnyCase(t *testing.T) {
	pod := lab.Pod(t)
	pod.Proc = containers(t, map[int]string{1: "pause", 10: "own", 20: "agent", 30: "app"})
	if err := settle(pod, 200*time.Millisecond).InPod(context.Background()); err != nil {
		t.Error(err)
	}
}
