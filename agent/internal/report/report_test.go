package report

import (
	"context"
	"os"
	"testing"
	"time"

	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

func TestOneWaitsUntilTheAgentFollows(t *testing.T) {
	dir := state.Dir{Path: t.TempDir()}
	done := make(chan error, 1)
	go func() { done <- Until(context.Background(), dir, 20*time.Second, watch.Options{}) }()
	if err := (Agent{Phase: Waiting}).Write(dir); err != nil {
		t.Fatal(err)
	}
	select {
	case <-done:
		t.Fatal("it does not follow yet")
	case <-time.After(100 * time.Millisecond):
	}
	if err := (Agent{Phase: Following}).Write(dir); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestItSaysWhatTheAgentSaidLast(t *testing.T) {
	dir := state.Dir{Path: t.TempDir()}
	if err := (Agent{Phase: Waiting, Message: "There is no RouDi on this node."}).Write(dir); err != nil {
		t.Fatal(err)
	}
	if err := Until(context.Background(), dir, 0, watch.Options{}); err == nil || err.Error() != "There is no RouDi on this node." {
		t.Error(err)
	}
}

func TestWhatAnotherVersionSaidIsNotTaken(t *testing.T) {
	dir := state.Dir{Path: t.TempDir()}
	for _, content := range []string{`{"protocol":2,"phase":"Following"}`, `{"phase":"Following"}`, `[]`, `x`, ``} {
		if err := os.WriteFile(dir.File(File), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if agent, err := Read(dir); err == nil {
			t.Errorf("of %q: %+v", content, agent)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"protocol":1,"phase":"Following","roudi":{"PID":7,"Start":8}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		if agent, err := Parse(content); err == nil && agent.Protocol != state.Protocol {
			t.Error(agent.Protocol)
		}
	})
}
