package install

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/procfs"
)

// program is one that can be run, and ends with that code.
func program(t *testing.T, code string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho \"$1\" >> \"$0.ran\"\nexit "+code+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheCopyIsWholeCanBeRunByAllAndWasRunOnce(t *testing.T) {
	directory := t.TempDir()
	if err := Copy(context.Background(), program(t, "0"), directory, procfs.Default); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(filepath.Join(directory, Name))
	if err != nil || info.Mode() != 0o555 {
		t.Error(info.Mode(), err)
	}
	if ran, _ := os.ReadFile(filepath.Join(directory, Name+".ran")); string(ran) != "version\n" {
		t.Errorf("%q", ran)
	}
	entries, _ := os.ReadDir(directory)
	if len(entries) != 2 {
		t.Error("something else is left", entries)
	}
}

func TestACopyThatIsTheSameStaysAndAnotherOneIsReplaced(t *testing.T) {
	directory, target := t.TempDir(), ""
	target = filepath.Join(directory, Name)
	one, other := program(t, "0"), program(t, "0 # another version")
	inode := func() uint64 {
		info, err := os.Lstat(target)
		if err != nil {
			t.Fatal(err)
		}
		return info.Sys().(*syscall.Stat_t).Ino
	}
	for _, copied := range []string{one, one, other} {
		if err := Copy(context.Background(), copied, directory, procfs.Default); err != nil {
			t.Fatal(err)
		}
		want, _ := os.ReadFile(copied)
		if got, _ := os.ReadFile(target); string(got) != string(want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	first := inode()
	if err := Copy(context.Background(), other, directory, procfs.Default); err != nil || inode() != first {
		t.Error("containers may run it", err)
	}
}

func TestALinkInTheWayIsReplacedAndNotFollowed(t *testing.T) {
	directory, victim := t.TempDir(), filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(victim, []byte("mine"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(victim, filepath.Join(directory, Name)); err != nil {
		t.Fatal(err)
	}
	if err := Copy(context.Background(), program(t, "0"), directory, procfs.Default); err != nil {
		t.Fatal(err)
	}
	if content, _ := os.ReadFile(victim); string(content) != "mine" {
		t.Errorf("%q", content)
	}
}

func TestACopyThatDoesNotRunIsAnError(t *testing.T) {
	err := Copy(context.Background(), program(t, "3"), t.TempDir(), procfs.Default)
	if err == nil || !strings.Contains(err.Error(), "cannot be run: exit status 3") {
		t.Error(err)
	}
}

func TestOnADiskThatIsMountedNoexecItSaysSoAndNamesTheWayOut(t *testing.T) {
	directory := t.TempDir()
	if err := unix.Mount("noexec", directory, "tmpfs", unix.MS_NOEXEC, ""); err != nil {
		t.Skip("a file system cannot be mounted here: ", err)
	}
	defer unix.Unmount(directory, unix.MNT_DETACH)
	err := Copy(context.Background(), program(t, "0"), directory, procfs.Default)
	if err == nil || !strings.Contains(err.Error(), "is mounted noexec; give the volume `medium: Memory`") {
		t.Error(err)
	}
}

func TestWhereThereIsNoRoomItSaysHowMuchIsNeeded(t *testing.T) {
	directory := t.TempDir()
	if err := unix.Mount("small", directory, "tmpfs", 0, "size=4k"); err != nil {
		t.Skip("a file system cannot be mounted here: ", err)
	}
	defer unix.Unmount(directory, unix.MNT_DETACH)
	large := filepath.Join(t.TempDir(), "large")
	if err := os.WriteFile(large, make([]byte, 1<<20), 0o755); err != nil {
		t.Fatal(err)
	}
	err := Copy(context.Background(), large, directory, procfs.Default)
	if err == nil || !strings.Contains(err.Error(), "the volume needs 8Mi") {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(directory); len(entries) != 0 {
		t.Error("half a copy is left", entries)
	}
}

func TestAFileForTheOtherContainersIsReplacedAsAWholeAndCanBeReadByAll(t *testing.T) {
	directory := t.TempDir()
	for _, content := range []string{"one", "another"} {
		if err := File(directory, "file", []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(filepath.Join(directory, "file")); string(got) != content {
			t.Errorf("%q", got)
		}
	}
	info, err := os.Lstat(filepath.Join(directory, "file"))
	if err != nil || info.Mode() != 0o444 {
		t.Error(info.Mode(), err)
	}
	if entries, _ := os.ReadDir(directory); len(entries) != 1 {
		t.Error("something else is left", entries)
	}
}
