package directories

import (
	"errors"
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

// of is a domain below such a directory.
func of(node string) Domain {
	return Domain{
		Node: node, Below: "iceoryx.io/home/robot", User: 1000, Group: group, Files: []string{"roudi", "roudi.lock"}, Proc: procfs.Default,
	}
}

// ready readies the domain, and returns its directory.
func ready(t *testing.T, node string) string {
	t.Helper()
	if err := of(node).Ready(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(node, "iceoryx.io/home/robot")
}

// asides returns how many things were put aside in a directory.
func asides(t *testing.T, directory string) int {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(directory, ".iceoryx-aside-*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(found)
}

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
	node := domain(t)
	old := unix.Umask(0o077)
	defer unix.Umask(old)
	for range 2 {
		directory := ready(t, node)
		check(t, filepath.Dir(directory), os.ModeDir|0o755, 0)
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
	node := domain(t)
	alive := filepath.Join(ready(t, node), "tmp/.iceoryx-alive")
	before, _ := os.Lstat(alive)
	ready(t, node)
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
		"a link":                     func(path string) error { return os.Symlink(victim, path) },
		"a link to nothing":          func(path string) error { return os.Symlink("/nowhere", path) },
		"a file":                     func(path string) error { return os.WriteFile(path, nil, 0o644) },
		"a directory":                func(path string) error { return os.Mkdir(path, 0o755) },
		"a directory with one in it": func(path string) error { return os.MkdirAll(filepath.Join(path, "x"), 0o755) },
		"a socket's inode":           func(path string) error { return unix.Mknod(path, unix.S_IFSOCK|0o644, 0) },
		"a link to a device":         func(path string) error { return os.Symlink("/dev/null", path) },
	} {
		t.Run(name, func(t *testing.T) {
			node := domain(t)
			alive := filepath.Join(ready(t, node), "tmp/.iceoryx-alive")
			if err := os.Remove(alive); err != nil {
				t.Fatal(err)
			}
			if err := put(alive); err != nil {
				t.Fatal(err)
			}
			ready(t, node)
			check(t, alive, os.ModeNamedPipe|0o660, group)
			check(t, victim, 0o600, 0)
		})
	}
}

func TestWhatAnAppPutInRouDisWayIsPutAside(t *testing.T) {
	for name, tmp := range map[string]string{"tmp/roudi": "tmp", "tmp/roudi.lock": "tmp", "tmp/.iceoryx-leaving": "tmp", "shm/iceoryx_mgmt": "shm"} {
		t.Run(name, func(t *testing.T) {
			node := domain(t)
			directory := ready(t, node)
			if err := os.MkdirAll(filepath.Join(directory, name, "x"), 0o700); err != nil {
				t.Fatal(err)
			}
			ready(t, node)
			if _, err := os.Lstat(filepath.Join(directory, name)); !os.IsNotExist(err) {
				t.Error("it is still there", err)
			}
			if asides(t, filepath.Join(directory, tmp)) != 1 {
				t.Error("it was not put aside")
			}
		})
	}
	t.Run("a lock of another user", func(t *testing.T) {
		node := domain(t)
		lock := filepath.Join(ready(t, node), "tmp/roudi.lock")
		for user, isLeft := range map[int]bool{1000: true, 1001: false} {
			if err := os.WriteFile(lock, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chown(lock, user, group); err != nil {
				t.Fatal(err)
			}
			ready(t, node)
			if _, err := os.Lstat(lock); (err == nil) != isLeft {
				t.Error(user, err)
			}
		}
	})
}

func TestAProcessOfTheNodeThatWasThereFirstGetsNoDomain(t *testing.T) {
	elsewhere := domain(t)
	for name, plant := range map[string]func(path string) error{
		"a directory of another user": func(path string) error {
			return errors.Join(os.MkdirAll(filepath.Join(path, "home/robot/tmp"), 0o777), os.Chown(path, 1001, 1001))
		},
		"a link to another tmpfs of root": func(path string) error { return os.Symlink(elsewhere, path) },
		"a link to /":                     func(path string) error { return os.Symlink("/", path) },
		"a file":                          func(path string) error { return os.WriteFile(path, nil, 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			node := domain(t)
			planted := filepath.Join(node, "iceoryx.io")
			if err := plant(planted); err != nil {
				t.Fatal(err)
			}
			directory := ready(t, node)
			check(t, planted, os.ModeDir|0o755, 0)
			check(t, directory, os.ModeDir|0o700, 0)
			if asides(t, node) != 1 {
				t.Error("it was not put aside")
			}
			check(t, elsewhere, os.ModeDir|0o755, 0)
			if entries, _ := os.ReadDir(elsewhere); len(entries) > 0 {
				t.Error("the link was followed", entries)
			}
		})
	}
	t.Run("in the middle", func(t *testing.T) {
		node := domain(t)
		home := filepath.Join(node, "iceoryx.io/home")
		if err := errors.Join(os.MkdirAll(home, 0o755), os.Symlink(elsewhere, filepath.Join(home, "robot"))); err != nil {
			t.Fatal(err)
		}
		check(t, ready(t, node), os.ModeDir|0o700, 0)
	})
}

func TestADirectoryOnADiskIsRefusedWithTheReason(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "self"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "self/mountinfo"), []byte("1 1 8:1 /x /domain rw - ext4 /dev/sda rw\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	disk := of("/domain")
	disk.Proc = procfs.FS{Root: root}
	err := disk.Ready()
	if err == nil || !strings.HasPrefix(err.Error(), "the domain's directory on this node is on ext4, not on a tmpfs: shared memory would be written to a disk") {
		t.Error(err)
	}
	disk.Node = "/elsewhere"
	if err := disk.Ready(); err == nil || err.Error() != "/elsewhere is not mounted in this container" {
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
	ready := []string{program, "directories", "--node=" + directory, "--below=iceoryx.io/home/robot", "--group=1000", "--user=1000"}
	if err := os.Chmod(filepath.Dir(program), 0o755); err != nil {
		t.Fatal(err)
	}
	run("0", ready...)
	// An app puts a FIFO of its own there, with other rights.
	alive := filepath.Join(directory, "iceoryx.io/home/robot/tmp/.iceoryx-alive")
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
