package ending_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/runtimes"
)

// contained is a proc file system that is as the kernel's but for the control groups of some processes, which are those
// of version 2, and the parent of a main process, which is outside.
func contained(t *testing.T, pod runtimes.Pod, groups map[int]string, main int) procfs.FS {
	t.Helper()
	root := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	locks, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Fatal(err)
	}
	put("locks", string(locks))
	put("self/cgroup", "0::/\n")
	put("self/mountinfo", "")
	for pid, group := range groups {
		name := strconv.Itoa(pid)
		// The end of a process is seen by its pidfd; this is what is asked before.
		stat, err := os.ReadFile("/proc/" + name + "/stat")
		if err != nil {
			t.Fatal(err)
		}
		fields := strings.SplitN(string(stat), ") ", 2)
		rest := strings.Fields(fields[1])
		if pid == main {
			rest[1] = "0"
		}
		put(name+"/stat", fields[0]+") "+strings.Join(rest, " ")+"\n")
		put(name+"/cgroup", "0::"+group+"\n")
	}
	return procfs.FS{Root: root}
}
