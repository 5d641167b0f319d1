package directories

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/procfs"
)

// domain is a directory of a node on a tmpfs, which takes root.
func domain(t *testing.T) string {
	t.Helper()
	directory := t.TempDir()
	if err := unix.Mount("domain", directory, "tmpfs", 0, "mode=755"); err != nil {
		t.Skip("a file system cannot be mounted here: ", err)
	}
	t.Cleanup(func() { unix.Unmount(directory, unix.MNT_DETACH) })
	return directory
}

const group = 1000

func check(t *testing.T, path string, mode os.FileMode, gid uint32) os.FileInfo {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if stat := info.Sys().(*syscall.Stat_t); info.Mode() != mode || stat.Gid != gid {
		t.Errorf("%s is %v of group %d, want %v of %d", path, info.Mode(), stat.Gid, mode, gid)
	}
	return info
}

func TestDirectoriesAndFIFOsBelongToRouDisGroup(t *testing.T) {
	directory := domain(t)
	old := unix.Umask(0o077)
	defer unix.Umask(old)
	for range 2 {
		if err := Ready(directory, group, procfs.Default); err != nil {
			t.Fatal(err)
		}
		check(t, directory, os.ModeDir|0o700, 0)
		for _, name := range []string{"shm", "tmp"} {
			check(t, filepath.Join(directory, name), os.ModeDir|os.ModeSetgid|0o770, group)
		}
		for _, name := range []string{"tmp/.iceoryx-alive", "tmp/.iceoryx-members"} {
			check(t, filepath.Join(directory, name), os.ModeNamedPipe|0o660, group)
		}
	}
}

func TestAFIFOThatIsThereStaysAsOthersHaveItOpen(t *testing.T) {
	directory := domain(t)
	if err := Ready(directory, group, procfs.Default); err != nil {
		t.Fatal(err)
	}
	alive := filepath.Join(directory, "tmp/.iceoryx-alive")
	before, _ := os.Lstat(alive)
	if err := Ready(directory, group, procfs.Default); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.Lstat(alive); !os.SameFile(before, after) {
		t.Error("it is another one")
	}
}

func TestWhatAnAppPutInThePlaceOfAFIFOIsReplacedAndNotFollowed(t *testing.T) {
	victim := filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(victim, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, put := range map[string]func(path string) error{
		"a link":             func(path string) error { return os.Symlink(victim, path) },
		"a link to nothing":  func(path string) error { return os.Symlink("/nowhere", path) },
		"a file":             func(path string) error { return os.WriteFile(path, nil, 0o644) },
		"a directory":        func(path string) error { return os.Mkdir(path, 0o755) },
		"a socket's inode":   func(path string) error { return unix.Mknod(path, unix.S_IFSOCK|0o644, 0) },
		"a link to a device": func(path string) error { return os.Symlink("/dev/null", path) },
	} {
		t.Run(name, func(t *testing.T) {
			directory := domain(t)
			if err := os.Mkdir(filepath.Join(directory, "tmp"), 0o755); err != nil {
				t.Fatal(err)
			}
			alive := filepath.Join(directory, "tmp/.iceoryx-alive")
			if err := put(alive); err != nil {
				t.Fatal(err)
			}
			if err := Ready(directory, group, procfs.Default); err != nil {
				t.Fatal(err)
			}
			check(t, alive, os.ModeNamedPipe|0o660, group)
			check(t, victim, 0o600, 0)
		})
	}
}

func TestALinkInThePlaceOfADirectoryIsAnError(t *testing.T) {
	directory := domain(t)
	if err := os.Symlink(t.TempDir(), filepath.Join(directory, "shm")); err != nil {
		t.Fatal(err)
	}
	if err := Ready(directory, group, procfs.Default); err == nil {
		t.Error("it was followed")
	}
}

func TestADirectoryOnADiskIsRefusedWithTheReason(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "self"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "self/mountinfo"), []byte("1 1 8:1 /x /domain rw - ext4 /dev/sda rw\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := Ready("/domain", group, procfs.FS{Root: root})
	if err == nil || !strings.HasPrefix(err.Error(), "the domain's directory on this node is on ext4, not on a tmpfs: shared memory would be written to a disk") {
		t.Error(err)
	}
	if err := Ready("/elsewhere", group, procfs.FS{Root: root}); err == nil || err.Error() != "/elsewhere is not mounted in this container" {
		t.Error(err)
	}
}

func TestRootWithoutCapabilitiesCanDoIt(t *testing.T) {
	directory := domain(t)
	program := filepath.Join(t.TempDir(), "agent")
	if output, err := exec.Command("go", "build", "-o", program, "iceoryx.io/agent").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	// As Pod Security has it: root of RouDi's group, who may do no more than others.
	run := func(uid string, arguments ...string) {
		t.Helper()
		confined := append([]string{"--reuid=" + uid, "--regid=1000", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all"}, arguments...)
		if output, err := exec.Command("setpriv", confined...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, output)
		}
	}
	ready := []string{program, "directories", "--directory=" + directory, "--group=1000"}
	if err := os.Chmod(filepath.Dir(program), 0o755); err != nil {
		t.Fatal(err)
	}
	run("0", ready...)
	// An app puts a FIFO of its own there, with other rights.
	alive := filepath.Join(directory, "tmp/.iceoryx-alive")
	if err := os.Remove(alive); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mkfifo(alive, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(alive, 1001, 1000); err != nil {
		t.Fatal(err)
	}
	run("0", ready...)
	check(t, alive, os.ModeNamedPipe|0o660, 1000)
}
