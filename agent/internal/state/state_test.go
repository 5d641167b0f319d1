package state

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
)

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	dir := Dir{t.TempDir()}
	if err := dir.Write("deaths", "3"); err != nil {
		t.Fatal(err)
	}
	if lines, err := dir.Read("deaths"); err != nil || !reflect.DeepEqual(lines, []string{"3"}) {
		t.Errorf("got %v, %v", lines, err)
	}
	if content, _ := os.ReadFile(dir.File("deaths")); string(content) != "iceoryx-agent 1\n3\n" {
		t.Errorf("the protocol stands in the first line: %q", content)
	}
	if names, _ := os.ReadDir(dir.Path); len(names) != 1 {
		t.Errorf("nothing else is left: %v", names)
	}
}

func TestWhatAppsPutThereIsNoState(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"nothing": func(string) error { return nil },
		"a link": func(path string) error {
			if err := (Dir{filepath.Dir(path)}).Write("other", "3"); err != nil {
				return err
			}
			return os.Symlink("other", path)
		},
		"a directory": func(path string) error { return os.Mkdir(path, 0o755) },
		"a FIFO":      func(path string) error { return syscall.Mkfifo(path, 0o666) },
		"a large file": func(path string) error {
			return os.WriteFile(path, []byte(header+"\n"+strings.Repeat("x", mostBytes)), 0o644)
		},
		"an empty file":   func(path string) error { return os.WriteFile(path, nil, 0o644) },
		"another version": func(path string) error { return os.WriteFile(path, []byte("iceoryx-agent 12\n3\n"), 0o644) },
		"a shell's file":  func(path string) error { return os.WriteFile(path, []byte("3\n"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := Dir{t.TempDir()}
			if err := put(dir.File("deaths")); err != nil {
				t.Fatal(err)
			}
			if lines, err := dir.Read("deaths"); err == nil {
				t.Errorf("got %q", lines)
			}
		})
	}
}

func TestALinkInTheWayIsReplacedAndNotFollowed(t *testing.T) {
	dir, elsewhere := Dir{t.TempDir()}, filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(elsewhere, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, dir.File("deaths")); err != nil {
		t.Fatal(err)
	}
	if err := dir.Write("deaths", "1"); err != nil {
		t.Fatal(err)
	}
	if content, _ := os.ReadFile(elsewhere); string(content) != "mine" {
		t.Errorf("got %q", content)
	}
}

func TestMarksAreThereOrNot(t *testing.T) {
	dir := Dir{t.TempDir()}
	if dir.Has("ending") {
		t.Error("it is there before it is made")
	}
	if err := dir.Mark("ending"); err != nil || !dir.Has("ending") {
		t.Error("it is not there", err)
	}
	dir.Remove("ending", "other")
	if dir.Has("ending") {
		t.Error("it is there after it was removed")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("iceoryx-agent 1\n3\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		dir := Dir{t.TempDir()}
		if err := os.WriteFile(dir.File("x"), content, 0o644); err != nil {
			t.Fatal(err)
		}
		if lines, err := dir.Read("x"); err == nil && len(lines) > mostBytes {
			t.Error(len(lines))
		}
	})
}
