package procfs

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
)

// fake makes a proc file system of files.
func fake(t testing.TB, files map[string]string) FS {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return FS{root}
}

const tail = " 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4711 1 2 3\n"

func TestStat(t *testing.T) {
	for name, test := range map[string]struct {
		line string
		want Stat
	}{
		"the state, the parent and the start of a process are read": {"12 (sh) S 7" + tail, Stat{12, 'S', 7, 4711}},
		"a program may be called anything":                          {"12 (a) Z 9 (b) ) T 0" + tail, Stat{12, 'T', 0, 4711}},
		"its name may be empty":                                     {"12 () t 1" + tail, Stat{12, 't', 1, 4711}},
		"its name may have a line break":                            {"12 (a\nb) R 1" + tail, Stat{12, 'R', 1, 4711}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseStat([]byte(test.line))
			if err != nil || got != test.want {
				t.Errorf("got %+v, %v, want %+v", got, err, test.want)
			}
		})
	}
	for _, line := range []string{"", "12", "12 (sh", "12 (sh) S", "x (sh) S 7" + tail, "-1 (sh) S 7" + tail, "12 (sh) SS 7" + tail} {
		t.Run("what is no stat is an error: "+line, func(t *testing.T) {
			if got, err := ParseStat([]byte(line)); err == nil {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestLives(t *testing.T) {
	fs := fake(t, map[string]string{"7/stat": "7 (app) S 1" + tail, "8/stat": "8 (app) Z 1" + tail, "9/stat": "9 (app) T 1" + tail})
	for pid, want := range map[int]bool{7: true, 8: false, 9: true, 10: false} {
		if got := fs.Lives(pid); got != want {
			t.Errorf("that process %d lives is %v, want %v: one that has ended does not, one that is stopped does", pid, got, want)
		}
	}
}

func TestStatus(t *testing.T) {
	status := ParseStatus([]byte("Name:\tapp\nRssShmem:\t   12 kB\nSigCgt:\t0000000000004000\n"))
	if status.SharedMemoryBytes != 12<<10 {
		t.Errorf("shared memory is %d bytes, want 12 KiB", status.SharedMemoryBytes)
	}
	if !status.Handles(syscall.SIGTERM) || status.Handles(syscall.SIGINT) {
		t.Error("SIGTERM is bit 14 of what is caught, and SIGINT is not caught")
	}
	if got := ParseStatus([]byte("RssShmem:\nSigCgt: zz\nRssShmem:\t-4 kB\nRssShmem:\t99999999999999999999 kB\n")); got != (Status{}) {
		t.Errorf("lines that are strange count as nothing, got %+v", got)
	}
}

func TestMountinfo(t *testing.T) {
	mounts := ParseMountinfo([]byte(strings.Join([]string{
		`21 20 0:20 / / rw - overlay overlay rw`,
		`22 21 0:32 /a\040b /tmp\040x rw,noexec shared:1 master:2 - tmpfs tmpfs rw`,
		`no mount`,
		`22 21 x:32 / /tmp rw - tmpfs tmpfs rw`,
		``,
	}, "\n")))
	want := []Mount{
		{Device{0, 20}, "/", "/", "overlay", []string{"rw"}},
		{Device{0, 32}, "/a b", "/tmp x", "tmpfs", []string{"rw", "noexec"}},
	}
	if !reflect.DeepEqual(mounts, want) {
		t.Errorf("got %+v, want %+v", mounts, want)
	}
}

func TestTheMountThatIsMadeLastHidesThoseBefore(t *testing.T) {
	fs := fake(t, map[string]string{"self/mountinfo": "1 1 0:32 / /tmp rw - tmpfs t rw\n2 1 0:33 / /tmp rw - ext4 t rw\n"})
	mount, found := fs.MountAt("/tmp")
	if !found || mount.Device != (Device{0, 33}) {
		t.Errorf("got %+v, %v", mount, found)
	}
	if _, found := fs.MountAt("/elsewhere"); found {
		t.Error("nothing is mounted at /elsewhere")
	}
}

func TestTheContainerOfAProcessIsInTheMountsThatTheKubeletMakes(t *testing.T) {
	for root, want := range map[string]string{
		"/var/lib/kubelet/pods/0b1c/containers/publisher/5f3e": "publisher",
		"/pods/0b1c/containers/my-app/5f3e":                    "my-app",
		"/containers/publisher/5f3e":                           "",
		"/x/containers/publisher/5f3e":                         "",
		"/pods/0b1c/containers/publisher":                      "",
		"/":                                                    "",
	} {
		if got := ContainerOf([]Mount{{Root: "/", Point: "/"}, {Root: root, Point: "/dev/termination-log"}}); got != want {
			t.Errorf("of %s it is %q, want %q", root, got, want)
		}
	}
}

func TestLocks(t *testing.T) {
	locks := ParseLocks(strings.Join([]string{
		"1: FLOCK  ADVISORY  WRITE 7 00:21:11 0 EOF",
		"2: FLOCK  ADVISORY  WRITE 8 fe:0a:12 0 EOF",
		"2: -> FLOCK  ADVISORY  WRITE 10 00:21:12 0 EOF",
		"3: POSIX  ADVISORY  WRITE 9 00:21:13 0 EOF",
		"4: OFDLCK ADVISORY  WRITE -1 00:21:14 0 EOF",
		"5: FLOCK  ADVISORY  WRITE -1 00:21:15 0 EOF",
		"6: FLOCK  ADVISORY  WRITE 0 00:21:16 0 EOF",
		"7: FLOCK  ADVISORY  WRITE x y z",
		"8: FLOCK",
		"",
	}, "\n"))
	want := []Flock{{7, Device{0, 0x21}, 11}, {8, Device{0xfe, 10}, 12}}
	if !reflect.DeepEqual(locks, want) {
		t.Errorf("only locks of flock that a process holds count: got %+v, want %+v", locks, want)
	}
}

func TestAKernelWithoutLocksIsSaidToBeOne(t *testing.T) {
	if _, err := fake(t, nil).Flocks(); err != ErrNoLocks {
		t.Errorf("got %v", err)
	}
}

func TestCgroups(t *testing.T) {
	v1 := func(container string) Cgroups {
		return ParseCgroups("12:cpu,cpuacct:/kubepods/pod1/" + container + "\n1:name=systemd:/kubepods/pod1/" + container + "\n0::/\n")
	}
	v2 := func(path string) Cgroups { return ParseCgroups("0::" + path + "\n") }
	for name, test := range map[string]struct {
		own, other Cgroups
		want       bool
	}{
		"version 1: the same paths are the same container":                   {v1("a"), v1("a"), true},
		"version 1: others are another one":                                  {v1("a"), v1("b"), false},
		"version 1: a longer name is another one":                            {v1("a"), v1("ab"), false},
		"version 1: a group below is in the same container":                  {v1("a"), v1("a/b"), true},
		"version 2: the own container is the root":                           {v2("/"), v2("/"), true},
		"version 2: other containers are outside of it":                      {v2("/"), v2("/../cri-containerd-b.scope"), false},
		"version 2: what is outside at a level above is, too":                {v2("/"), v2("/../../pod2/b"), false},
		"version 2: the group that all are in is outside":                    {v2("/"), v2("/.."), false},
		"version 2: a group below is in the same container":                  {v2("/"), v2("/init.scope"), true},
		"version 2: a name with dots is below":                               {v2("/"), v2("/..a"), true},
		"version 2 without a namespace: the same path is the same container": {v2("/kubepods/a"), v2("/kubepods/a"), true},
		"version 2 without a namespace: another path is another container":   {v2("/kubepods/a"), v2("/kubepods/b"), false},
		"a process whose groups are not known is in no container":            {v2("/"), Cgroups{}, false},
		"a process that does not know its own groups contains no other":      {Cgroups{}, v2("/"), false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.own.Contain(test.other); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestProcessesAreTheEntriesThatAreNumbers(t *testing.T) {
	fs := fake(t, map[string]string{"7/stat": "", "self/stat": "", "0/stat": "", "-3/stat": "", "uptime": "12.34 5\n"})
	if pids, err := fs.PIDs(); err != nil || !reflect.DeepEqual(pids, []int{7}) {
		t.Errorf("got %v, %v", pids, err)
	}
	if seconds, err := fs.Uptime(); err != nil || seconds != 12.34 {
		t.Errorf("got %v, %v", seconds, err)
	}
}

func FuzzStat(f *testing.F) {
	f.Add("12 (a) Z 9 (b) ) T 0" + tail)
	f.Fuzz(func(t *testing.T, line string) {
		if stat, err := ParseStat([]byte(line)); err == nil && stat.PID <= 0 {
			t.Errorf("process %d, to which a signal would go to many", stat.PID)
		}
	})
}

func FuzzLocks(f *testing.F) {
	f.Add("1: FLOCK  ADVISORY  WRITE 7 00:21:11 0 EOF\n")
	f.Fuzz(func(t *testing.T, content string) {
		for _, lock := range ParseLocks(content) {
			if lock.PID <= 0 {
				t.Errorf("process %d, to which a signal would go to many", lock.PID)
			}
		}
	})
}

func FuzzMountinfo(f *testing.F) {
	f.Add([]byte(`22 21 0:32 /a\040b /tmp\04 rw,noexec shared:1 - tmpfs tmpfs rw`))
	f.Fuzz(func(t *testing.T, content []byte) {
		if name := ContainerOf(ParseMountinfo(content)); strings.Contains(name, "/") {
			t.Errorf("container %q", name)
		}
	})
}

func FuzzCgroups(f *testing.F) {
	f.Add("0::/..\n1:cpu:/a\n")
	f.Fuzz(func(t *testing.T, content string) {
		groups := ParseCgroups(content)
		if len(groups) > 0 && groups[""] != "/.." && !strings.HasPrefix(groups[""], "/../") && !groups.Contain(groups) {
			t.Errorf("%v are not in themselves", groups)
		}
	})
}

func FuzzStatus(f *testing.F) {
	f.Add([]byte("RssShmem:\t   12 kB\nSigCgt:\t0000000000004000\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if status := ParseStatus(content); status.SharedMemoryBytes < 0 {
			t.Errorf("%d bytes", status.SharedMemoryBytes)
		}
	})
}

func TestTheContainerOfAProcessByItsGroups(t *testing.T) {
	id := strings.Repeat("0123456789abcdef", 4)
	for content, want := range map[string]string{
		"0::/../cri-containerd-" + id + ".scope\n":            id,
		"0::/../" + id + "\n":                                 id,
		"0::/../" + id + "/init.scope\n":                      id,
		"0::/../crio-" + id + ".scope/container\n":            id,
		"4:memory:/kubepods/burstable/pod1-2-3/" + id + "\n":  id,
		"1:name=systemd:/a.slice:cri-containerd:" + id + "\n": id,
		"0::/\n":                       "",
		"0::/../" + id + "0\n":         "",
		"0::/user.slice/" + id[:63]:    "",
		"3:cpu:/kubepods/besteffort\n": "",
		"":                             "",
	} {
		if got := ParseCgroups(content).ContainerID(); got != want {
			t.Errorf("of %q it is %q", content, got)
		}
	}
}
