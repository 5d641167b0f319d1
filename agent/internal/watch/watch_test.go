package watch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func touch(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestOnlyFilesThatConcernAreTold(t *testing.T) {
	directory := t.TempDir()
	watch := Directory(directory, Options{Concerns: func(name string) bool { return name == "roudi" }})
	defer watch.Close()
	if !watch.IsTold() {
		t.Skip("inotify is refused here")
	}
	touch(t, filepath.Join(directory, "other"))
	select {
	case <-watch.C:
		t.Error("another file was told")
	case <-time.After(100 * time.Millisecond):
	}
	touch(t, filepath.Join(directory, "roudi"))
	<-watch.C
}

func TestWhereInotifyIsRefusedOneLooksRegularlyAndSaysSo(t *testing.T) {
	var said []string
	watch := Directory(t.TempDir(), Options{
		Say:  func(text string) { said = append(said, text) },
		Init: func(int) (int, error) { return -1, unix.EMFILE },
	})
	defer watch.Close()
	if watch.IsTold() {
		t.Error("no event came")
	}
	<-watch.C
	<-watch.C
	if len(said) != 1 || !strings.Contains(said[0], "too many open files") || !strings.Contains(said[0], "every 200ms") {
		t.Errorf("%q", said)
	}
}

func TestADirectoryThatIsNotThereIsLookedForRegularly(t *testing.T) {
	watch := Directory("/nowhere", Options{})
	defer watch.Close()
	<-watch.C
}
