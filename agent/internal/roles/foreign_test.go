package roles_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/roles"
)

// stranger is the agent's program, run as a user who may not signal the apps.
type stranger struct {
	t       *testing.T
	command *exec.Cmd
	mutex   sync.Mutex
	said    []string
}

func runAsStranger(t *testing.T, program string, agent *running) *stranger {
	t.Helper()
	command := exec.Command(program, "pod", "--renew", "--kill-after=0.1", "--tmp="+agent.pod.Tmp, "--state="+agent.state.Path)
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65532, Gid: 65532}, Pdeathsig: syscall.SIGKILL}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	started := &stranger{t: t, command: command}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill() })
	go func() {
		for scanner := bufio.NewScanner(output); scanner.Scan(); {
			started.mutex.Lock()
			started.said = append(started.said, scanner.Text())
			started.mutex.Unlock()
		}
	}()
	return started
}

func (stranger *stranger) says(part string) {
	stranger.t.Helper()
	lab.Until(stranger.t, part, func() bool {
		stranger.mutex.Lock()
		defer stranger.mutex.Unlock()
		return strings.Contains(strings.Join(stranger.said, "\n"), part)
	})
}

func (stranger *stranger) code() int {
	err := stranger.command.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

func TestAppsThatMayNotBeSignalledDoNotKeepThePodFromBeingRenewed(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("only root can run the agent as somebody else")
	}
	program := filepath.Join(t.TempDir(), "agent")
	if output, err := exec.Command("go", "build", "-o", program, "iceoryx.io/agent").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	agent := place(t)
	for _, path := range []string{program, agent.pod.Tmp, agent.state.Path} {
		if err := errors.Join(os.Chmod(filepath.Dir(path), 0o755), os.Chmod(path, 0o777)); err != nil {
			t.Fatal(err)
		}
	}
	first := runAsStranger(t, program, agent)
	roudi := roudiOf(agent)
	first.says("RouDi is ready")
	app := lab.Runtime(t, agent.pod, "app", "")
	roudi.Kill()
	if code := first.code(); code != roles.RoudiGone {
		t.Errorf("it ended with %d", code)
	}
	first.says("The kubelet ends them.")

	// As in a debug container, which is not started again with the others.
	second := runAsStranger(t, program, agent)
	second.says("Apps of a RouDi that is gone are left, and may not be stopped: RouDi waits for them.")
	app.Kill()
	os.Remove(agent.pod.Socket("roudi"))
	roudiOf(agent)
	second.says("RouDi is ready")
}
