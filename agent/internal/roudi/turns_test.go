package roudi_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/roudi"
)

// threads is a proc file system in which process 7 has these threads.
type threads struct {
	t    *testing.T
	root string
}

func (threads threads) set(id int, name, state string, switches int) {
	threads.t.Helper()
	directory := filepath.Join(threads.root, "7", "task", strconv.Itoa(id))
	if err := os.MkdirAll(directory, 0o755); err != nil {
		threads.t.Fatal(err)
	}
	content := fmt.Sprintf("Name:\t%s\nState:\t%s\nvoluntary_ctxt_switches:\t%d\nnonvoluntary_ctxt_switches:\t1\n", name, state, switches)
	if err := os.WriteFile(filepath.Join(directory, "status"), []byte(content), 0o644); err != nil {
		threads.t.Fatal(err)
	}
	threads.use(id, 0)
}

// use has a thread use so much processor time.
func (threads threads) use(id, ticks int) {
	threads.t.Helper()
	content := fmt.Sprintf("%d (x) R 1 1 1 0 -1 4194560 1 2 3 4 %d 0 7 8 20 0 1 0 4711 1 2 3\n", id, ticks)
	if err := os.WriteFile(filepath.Join(threads.root, "7", "task", strconv.Itoa(id), "stat"), []byte(content), 0o644); err != nil {
		threads.t.Fatal(err)
	}
}

func watched(t *testing.T) (threads, *roudi.Turns) {
	t.Helper()
	root := t.TempDir()
	return threads{t, root}, &roudi.Turns{Proc: procfs.FS{Root: root}, PID: 7}
}

func TestAThreadThatDoesNothingFourLooksInARowHangs(t *testing.T) {
	for _, name := range roudi.Periodic {
		threads, turns := watched(t)
		threads.set(7, "iox-roudi", "S (sleeping)", 3)
		threads.set(8, name, "S (sleeping)", 10)
		for look := range 3 {
			if got := turns.Hung(); got != "" {
				t.Fatalf("%s at look %d", got, look)
			}
		}
		if got := turns.Hung(); got != name {
			t.Errorf("%q instead of %s", got, name)
		}
	}
}

func TestAThreadInAnEndlessLoopHangs(t *testing.T) {
	threads, turns := watched(t)
	threads.set(8, "Mon+Discover", "R (running)", 10)
	for look := range 3 {
		if got := turns.Hung(); got != "" {
			t.Fatalf("%s at look %d", got, look)
		}
		threads.use(8, 190*(look+1))
	}
	if got := turns.Hung(); got != "Mon+Discover" {
		t.Errorf("it is %q", got)
	}
}

func TestOneTurnIsEnough(t *testing.T) {
	threads, turns := watched(t)
	for look := range 20 {
		threads.set(8, "IPC-msg-process", "S (sleeping)", look/3)
		if got := turns.Hung(); got != "" {
			t.Fatalf("%s at look %d", got, look)
		}
	}
}

func TestWhatIsNotAHang(t *testing.T) {
	for why, set := range map[string]func(threads){
		"it gets no processor":            func(threads threads) { threads.set(8, "IPC-msg-process", "R (running)", 5) },
		"a debugger has stopped it":       func(threads threads) { threads.set(8, "IPC-msg-process", "t (tracing stop)", 5) },
		"it is not one of the periodic":   func(threads threads) { threads.set(8, "PortIntr", "S (sleeping)", 5) },
		"the kernel counts no switches":   func(threads threads) { threads.write("Name:\tIPC-msg-process\nState:\tS\n") },
		"there is no state":               func(threads threads) { threads.write("Name:\tIPC-msg-process\n") },
		"the process has ended meanwhile": func(threads) {},
	} {
		t.Run(why, func(t *testing.T) {
			threads, turns := watched(t)
			set(threads)
			for range 10 {
				if got := turns.Hung(); got != "" {
					t.Fatal(got)
				}
			}
		})
	}
}

func (threads threads) write(content string) {
	threads.t.Helper()
	threads.set(8, "", "", 0)
	if err := os.WriteFile(filepath.Join(threads.root, "7", "task", "8", "status"), []byte(content), 0o644); err != nil {
		threads.t.Fatal(err)
	}
}
