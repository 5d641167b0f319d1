package fifo_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/watch"
)

func TestMain(m *testing.M) { lab.Main(m) }

func made(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "alive")
	if err := fifo.Make(path, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func hold(t *testing.T, path string) *os.File {
	t.Helper()
	held, err := fifo.Hold(path)
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func refused(int) (int, error) { return -1, syscall.EMFILE }

var watches = map[string]watch.Options{"told by the kernel": {}, "where inotify is refused": {Init: refused}}

func TestTheEndOfTheHolderIsTold(t *testing.T) {
	path := made(t)
	holder := lab.Start(t, "up", "sh", "-c", `exec 8<>"$1"; echo up; exec sleep 1000`, "sh", path)
	reader, err := fifo.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if held, err := reader.IsHeld(); !held || err != nil {
		t.Error(held, err)
	}
	released := make(chan error, 1)
	go func() { released <- reader.UntilReleased(context.Background()) }()
	select {
	case err := <-released:
		t.Fatal("it was released while it was held", err)
	case <-time.After(50 * time.Millisecond):
	}
	holder.Signal(syscall.SIGKILL)
	if err := <-released; err != nil {
		t.Error(err)
	}
	if held, err := reader.IsHeld(); held || err != nil {
		t.Error(held, err)
	}
}

func TestANewcomerWaitsForAHolder(t *testing.T) {
	for name, options := range watches {
		t.Run(name, func(t *testing.T) {
			path := made(t)
			waiting := make(chan error, 2)
			found := make(chan error, 1)
			go func() {
				reader, err := fifo.ReadHeld(context.Background(), path, options, func(err error) { waiting <- err })
				if err == nil {
					reader.Close()
				}
				found <- err
			}()
			if err := <-waiting; err != nil {
				t.Error("there is a FIFO", err)
			}
			held := hold(t, path)
			defer held.Close()
			if err := <-found; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestANewcomerWaitsForAFIFOAndThenForAHolder(t *testing.T) {
	for name, options := range watches {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "alive")
			waiting := make(chan error, 2)
			found := make(chan error, 1)
			go func() {
				reader, err := fifo.ReadHeld(context.Background(), path, options, func(err error) { waiting <- err })
				if err == nil {
					reader.Close()
				}
				found <- err
			}()
			if err := <-waiting; !errors.Is(err, fifo.ErrNone) {
				t.Error(err)
			}
			if err := fifo.Make(path, 0o666); err != nil {
				t.Fatal(err)
			}
			held := hold(t, path)
			defer held.Close()
			if err := <-found; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestANewcomerIsNotLeftWithAFIFOThatWasReplaced(t *testing.T) {
	path := made(t)
	waiting, found := make(chan error, 2), make(chan error, 1)
	go func() {
		reader, err := fifo.ReadHeld(context.Background(), path, watch.Options{}, func(err error) { waiting <- err })
		if err == nil {
			reader.Close()
		}
		found <- err
	}()
	<-waiting
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := fifo.Make(path, 0o666); err != nil {
		t.Fatal(err)
	}
	held := hold(t, path)
	defer held.Close()
	if err := <-found; err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoFIFOIsNotOpened(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"nothing":   func(string) error { return nil },
		"a link":    func(path string) error { return os.Symlink(made(t), path) },
		"a file":    func(path string) error { return os.WriteFile(path, nil, 0o644) },
		"a device":  func(path string) error { return os.Symlink("/dev/zero", path) },
		"a dead lk": func(path string) error { return os.Symlink("/nowhere", path) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "alive")
			if err := put(path); err != nil {
				t.Fatal(err)
			}
			if _, err := fifo.Read(path); !errors.Is(err, fifo.ErrNone) {
				t.Error(err)
			}
			if _, err := fifo.Hold(path); !errors.Is(err, fifo.ErrNone) {
				t.Error(err)
			}
		})
	}
}

func TestWhatIsInTheWayOfAFIFOIsRemovedAndOneThatIsThereStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "alive")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := fifo.Make(path, 0o666); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Lstat(path)
	if before.Mode() != os.ModeNamedPipe|0o666 {
		t.Errorf("got %v", before.Mode())
	}
	if err := fifo.Make(path, 0o666); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.Lstat(path); !os.SameFile(before, after) {
		t.Error("it is another one")
	}
}

func TestWhatAnAppWritesIsNotTheEnd(t *testing.T) {
	path := made(t)
	held := hold(t, path)
	defer held.Close()
	reader, err := fifo.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := held.WriteString("hello\n"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	if err := reader.UntilReleased(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
