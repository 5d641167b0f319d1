// Package procfs reads what the kernel says about processes. Nothing in it needs a right: files that only some may
// read are not used, but for those that say so.
package procfs

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	iofs "io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// FS is a mounted proc file system.
type FS struct {
	// Root is its mount point, /proc but for tests.
	Root string
}

// Default is the proc file system of the container.
var Default = FS{Root: "/proc"}

// No file that is read here is larger in a pod; a process decides about its own cgroup and mounts.
const mostBytes = 4 << 20

func (fs FS) path(elements ...string) string {
	return filepath.Join(append([]string{fs.Root}, elements...)...)
}

func (fs FS) read(elements ...string) ([]byte, error) {
	file, err := os.Open(fs.path(elements...))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, mostBytes))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file.Name(), err)
	}
	return content, nil
}

// Reason returns why a file could not be read, without its path, for a sentence that names what was read.
func Reason(err error) string {
	var path *iofs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// PIDs returns the numbers of all processes that are seen, in no order.
func (fs FS) PIDs() ([]int, error) {
	directory, err := os.Open(fs.Root)
	if err != nil {
		return nil, err
	}
	defer directory.Close()
	names, err := directory.Readdirnames(-1)
	var pids []int
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil && pid > 0 {
			pids = append(pids, pid)
		}
	}
	return pids, err
}

// Uptime returns the seconds since the machine started, a clock that nothing sets.
func (fs FS) Uptime() (float64, error) {
	content, err := fs.read("uptime")
	if err != nil {
		return 0, err
	}
	first, _, _ := bytes.Cut(content, []byte{' '})
	seconds, err := strconv.ParseFloat(string(first), 64)
	if err != nil {
		return 0, fmt.Errorf("%s: %q are no seconds", fs.path("uptime"), first)
	}
	return seconds, nil
}
