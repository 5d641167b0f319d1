package roles_test

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
)

var scopes = map[string]func(*testing.T) (*running, func() *lab.Process){
	"in a pod": func(t *testing.T) (*running, func() *lab.Process) {
		agent := podAgent(t, true, nil)
		return agent, func() *lab.Process { return roudiOf(agent) }
	},
	"in a domain": func(t *testing.T) (*running, func() *lab.Process) {
		agent := node(t)
		domainAgent(agent, true)
		return agent, func() *lab.Process { return started(agent) }
	},
}

func TestARouDiThatASignalHasStoppedIsEndedAndThePodIsRenewed(t *testing.T) {
	t.Parallel()
	for scope, begin := range scopes {
		t.Run(scope, func(t *testing.T) {
			t.Parallel()
			agent, start := begin(t)
			roudi := start()
			agent.until(report.Following)
			roudi.Signal(syscall.SIGSTOP)
			agent.endsWith(roles.RoudiGone)
			if roudi.EndsBy() != syscall.SIGKILL {
				t.Error("RouDi was not ended")
			}
			if !agent.hasSaid("was stopped by a signal: it is ended now") {
				t.Errorf("it said %q", agent.said)
			}
			if last, err := report.Read(agent.state); err != nil || last.Message != "RouDi was ended, because a signal had stopped it." {
				t.Error(last.Message, err)
			}
		})
	}
}

// hung is a proc file system that shows a process as it is, but with a thread that does nothing.
func hung(t *testing.T, pid int) procfs.FS {
	t.Helper()
	root := t.TempDir()
	for _, file := range []string{"locks", "uptime", "self"} {
		if err := os.Symlink(filepath.Join("/proc", file), filepath.Join(root, file)); err != nil {
			t.Fatal(err)
		}
	}
	task := filepath.Join(root, strconv.Itoa(pid), "task", "7")
	if err := os.MkdirAll(task, 0o755); err != nil {
		t.Fatal(err)
	}
	status := "Name:\tIPC-msg-process\nState:\tS (sleeping)\nvoluntary_ctxt_switches:\t7\nnonvoluntary_ctxt_switches:\t0\n"
	stat := "7 (x) S 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4711 1 2 3\n"
	for name, content := range map[string]string{"status": status, "stat": stat} {
		if err := os.WriteFile(filepath.Join(task, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join("/proc", strconv.Itoa(pid), "stat"), filepath.Join(root, strconv.Itoa(pid), "stat")); err != nil {
		t.Fatal(err)
	}
	return procfs.FS{Root: root}
}

func TestARouDiThatHangsIsEndedAndThePodIsRenewed(t *testing.T) {
	t.Parallel()
	agent := place(t)
	roudi := lab.Runtime(t, agent.pod, "roudi", "")
	start(agent, true, func(pod *roles.Pod) {
		pod.Pod.Proc = hung(t, roudi.PID())
		pod.Opener = process.Opener{Proc: pod.Pod.Proc, Pidfd: unix.PidfdOpen}
	})
	hold(agent)
	agent.endsWith(roles.RoudiGone)
	if roudi.EndsBy() != syscall.SIGKILL {
		t.Error("RouDi was not ended")
	}
	if !agent.hasSaid("does not answer: its thread IPC-msg-process, which wakes ten times a second, has done nothing useful for 6s.") {
		t.Errorf("it said %q", agent.said)
	}
}
