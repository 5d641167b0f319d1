package members_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/members"
)

func TestMain(m *testing.M) { lab.Main(m) }

func domain(t *testing.T) string {
	t.Helper()
	tmp := t.TempDir()
	for _, name := range []string{members.Alive, members.Members} {
		if err := fifo.Make(filepath.Join(tmp, name), 0o660); err != nil {
			t.Fatal(err)
		}
	}
	return tmp
}

func TestTheLastMemberThatLetsGoIsTold(t *testing.T) {
	tmp := domain(t)
	if left, err := members.Left(context.Background(), tmp, 0); !left || err != nil {
		t.Error("no member is there", left, err)
	}
	one := lab.Start(t, "up", "sh", "-c", `exec 8<>"$1"; echo up; exec sleep 1000`, "sh", filepath.Join(tmp, members.Members))
	two := lab.Start(t, "up", "sh", "-c", `exec 8<>"$1"; echo up; exec sleep 1000`, "sh", filepath.Join(tmp, members.Members))
	if left, err := members.Left(context.Background(), tmp, 100*time.Millisecond); left || err != nil {
		t.Error("two are there", left, err)
	}
	all := make(chan bool, 1)
	go func() {
		left, _ := members.Left(context.Background(), tmp, 20*time.Second)
		all <- left
	}()
	one.Signal(syscall.SIGKILL)
	select {
	case <-all:
		t.Fatal("one is there")
	case <-time.After(100 * time.Millisecond):
	}
	two.Signal(syscall.SIGKILL)
	if !<-all {
		t.Error("no member is there")
	}
}

func TestThatRouDiIsAboutToBeStoppedIsAFileOfAnyKind(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"the agent's": func(path string) error { return members.MarkLeaving(filepath.Dir(path)) },
		"a script's":  func(path string) error { return os.WriteFile(path, nil, 0o644) },
		"an app's":    func(path string) error { return os.Symlink("/nowhere", path) },
	} {
		t.Run(name, func(t *testing.T) {
			tmp := t.TempDir()
			if members.IsLeaving(tmp) {
				t.Error("no member said so")
			}
			if err := put(filepath.Join(tmp, members.Leaving)); err != nil {
				t.Fatal(err)
			}
			if !members.IsLeaving(tmp) {
				t.Error("it was said")
			}
			if err := members.MarkLeaving(tmp); err != nil {
				t.Error("it may be said twice", err)
			}
			members.UnmarkLeaving(tmp)
			if members.IsLeaving(tmp) {
				t.Error("it was taken back")
			}
		})
	}
}

func TestTheProtocolOfRouDisPodIsRead(t *testing.T) {
	for content, want := range map[string]struct {
		protocol int
		isKnown  bool
	}{
		"":                        {0, false},
		"iceoryx-agent 2\nmore\n": {2, true},
		"iceoryx-agent x\n":       {0, false},
		"iceoryx-agent -1\n":      {-1, false},
	} {
		tmp := t.TempDir()
		if err := os.WriteFile(filepath.Join(tmp, members.ProtocolFile), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, isKnown := members.Protocol(tmp); got != want.protocol || isKnown != want.isKnown {
			t.Errorf("of %q: %d, %v", content, got, isKnown)
		}
	}
	tmp := t.TempDir()
	if got, isKnown := members.Protocol(tmp); got != 0 || !isKnown {
		t.Error("the scripts told none", got, isKnown)
	}
	if err := members.TellProtocol(tmp); err != nil {
		t.Fatal(err)
	}
	if got, isKnown := members.Protocol(tmp); got != 1 || !isKnown {
		t.Error(got, isKnown)
	}
}
