package runtimes_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
)

func TestMain(m *testing.M) { lab.Main(m) }

// fake is a pod whose kernel shows these locks and mounts. {NAME} in a line stands for a file's inode.
func fake(t *testing.T, locks, mounts []string) runtimes.Pod {
	t.Helper()
	pod := runtimes.Pod{Tmp: t.TempDir(), Proc: procfs.FS{Root: t.TempDir()}}
	for _, name := range []string{"app", "roudi", "iox-unique-roudi"} {
		path := pod.LockFile(name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		info, _ := os.Lstat(path)
		inode := fmt.Sprint(info.Sys().(*syscall.Stat_t).Ino)
		for i := range locks {
			locks[i] = strings.ReplaceAll(locks[i], "{"+name+"}", inode)
		}
	}
	for i := range mounts {
		mounts[i] = strings.ReplaceAll(mounts[i], "TMP", pod.Tmp)
	}
	put(t, pod, "locks", strings.Join(locks, "\n")+"\n")
	put(t, pod, "self/mountinfo", strings.Join(mounts, "\n")+"\n")
	return pod
}

func put(t *testing.T, pod runtimes.Pod, name, content string) {
	t.Helper()
	path := filepath.Join(pod.Proc.Root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mounts() []string {
	return []string{
		"21 20 0:20 / / rw - overlay o rw",
		"22 21 0:32 / TMP rw - ext4 a rw",
		"23 22 0:33 / TMP rw - ext4 b rw",
		"24 21 0:34 / /dev/shm rw - tmpfs c rw",
	}
}

func TestWhoHoldsALockIsFoundByTheDeviceThatIsMountedLast(t *testing.T) {
	pod := fake(t, []string{"1: FLOCK  ADVISORY  WRITE 7 00:21:1 0 EOF", "2: FLOCK  ADVISORY  WRITE 8 00:21:{app} 0 EOF"}, mounts())
	if all, err := pod.All(); err != nil || !reflect.DeepEqual(all, []runtimes.Runtime{{PID: 8, Name: "app"}}) {
		t.Error(all, err)
	}
}

func TestAFileOfAnotherVolumeWithTheSameInodeNumberIsAnotherFile(t *testing.T) {
	pod := fake(t, []string{"1: FLOCK  ADVISORY  WRITE 8 00:22:{app} 0 EOF"}, mounts())
	if all, err := pod.All(); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
}

func TestLocksOfOtherKindsCountForNothing(t *testing.T) {
	pod := fake(t, []string{
		"1: OFDLCK ADVISORY  WRITE -1 00:21:{app} 0 EOF",
		"2: POSIX  ADVISORY  WRITE 9 00:21:{app} 0 EOF",
		"2: -> FLOCK  ADVISORY  WRITE 10 00:21:{app} 0 EOF",
	}, mounts())
	if all, err := pod.All(); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
}

func TestWhereTmpIsNotAmongTheMountsTheInodeNumberHasToDo(t *testing.T) {
	pod := fake(t, []string{"1: FLOCK  ADVISORY  WRITE 8 fe:00:{app} 0 EOF"}, mounts()[:1])
	if pid, err := pod.Holder("app"); err != nil || pid != 8 {
		t.Error(pid, err)
	}
}

func TestBothLocksOfOneProcessAreFoundInWhateverOrder(t *testing.T) {
	lines := []string{"1: FLOCK  ADVISORY  WRITE 8 00:21:{roudi} 0 EOF", "2: FLOCK  ADVISORY  WRITE 8 00:21:{iox-unique-roudi} 0 EOF"}
	for range 2 {
		pod := fake(t, append([]string(nil), lines...), mounts())
		for _, name := range []string{"roudi", "iox-unique-roudi"} {
			if pid, err := pod.Holder(name); err != nil || pid != 8 {
				t.Errorf("%s is held by %d, %v", name, pid, err)
			}
		}
		if apps, err := pod.Apps([]string{"roudi", "iox-unique-roudi"}); err != nil || len(apps) != 0 {
			t.Error("RouDi is no app", apps, err)
		}
		lines[0], lines[1] = lines[1], lines[0]
	}
}

func TestALinkIsNoLock(t *testing.T) {
	pod := fake(t, []string{"1: FLOCK  ADVISORY  WRITE 8 00:21:{app} 0 EOF"}, mounts())
	if err := os.Symlink(pod.LockFile("app"), pod.LockFile("other")); err != nil {
		t.Fatal(err)
	}
	if all, err := pod.All(); err != nil || len(all) != 1 || all[0].Name != "app" {
		t.Error(all, err)
	}
}

func TestAnAppWithSharedMemoryIsStaleAndOneThatWaitsForRouDiIsNot(t *testing.T) {
	pod := lab.Pod(t)
	lab.Runtime(t, pod, "waiting", "waiting")
	if stale, found, err := pod.Stale(nil); found || err != nil {
		t.Error(stale, found, err)
	}
	app := lab.Runtime(t, pod, "app", "")
	if stale, found, err := pod.Stale(nil); !found || err != nil || stale.PID != app.PID() {
		t.Error(stale, found, err)
	}
}

func TestARuntimeIsAliveWhenItsLockIsHeldAndItsSocketIsThere(t *testing.T) {
	pod := lab.Pod(t)
	alive := func() bool {
		is, err := pod.IsAlive("roudi")
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	if alive() {
		t.Error("nothing is there")
	}
	roudi := lab.Runtime(t, pod, "roudi", "")
	if !alive() {
		t.Error("it is there")
	}
	roudi.Kill()
	if !pod.HasSocket("roudi") || alive() {
		t.Error("its socket survives it, and proves nothing")
	}
}

func TestWhatTheDeadHaveLeftIsRemovedAndNothingElse(t *testing.T) {
	pod := lab.Pod(t)
	lab.Runtime(t, pod, "dead", "").Kill()
	lab.Runtime(t, pod, "living", "")
	for name, content := range map[string]string{"server.lock": "4711\n", "notes": "", "plain.lock": ""} {
		if err := os.WriteFile(filepath.Join(pod.Tmp, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// A link to a lock that is held elsewhere.
	if err := os.Symlink(pod.LockFile("living"), pod.LockFile("link")); err != nil {
		t.Fatal(err)
	}
	if err := pod.RemoveDead(); err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(pod.Tmp)
	var left []string
	for _, entry := range entries {
		left = append(left, entry.Name())
	}
	if want := []string{"link.lock", "living", "living.lock", "notes", "server.lock"}; !reflect.DeepEqual(left, want) {
		t.Errorf("left are %v, want %v", left, want)
	}
}

func TestFilesThatAnAppHasLeftTakeNoMemory(t *testing.T) {
	pod := lab.Pod(t)
	lab.Runtime(t, pod, "camera", "")
	long := strings.Repeat("x", 200)
	for i := range 20_000 {
		if err := os.WriteFile(filepath.Join(pod.Tmp, fmt.Sprintf("%s%d.lock", long, i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// 20,000 names are 4 MiB.
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	found, err := pod.All()
	runtime.ReadMemStats(&after)
	if err != nil || len(found) != 1 || found[0].Name != "camera" {
		t.Fatal(found, err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
		t.Errorf("it keeps %d bytes", grown)
	}
}
