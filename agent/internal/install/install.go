// Package install puts a copy of the agent where other containers of the pod find it.
package install

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"iceoryx.io/agent/internal/procfs"
)

// Name of the copy.
const Name = "agent"

const runsWithin = 10 * time.Second

// Copy puts the program into a directory, whole or not at all, and runs it once. One that is there already and the same
// stays: containers may run it.
//
// program is what to copy, /proc/self/exe but for tests.
func Copy(ctx context.Context, program, directory string, proc procfs.FS) error {
	target := filepath.Join(directory, Name)
	isSame, err := same(program, target)
	if err != nil {
		return err
	}
	if !isSame {
		source, err := os.Open(program)
		if err != nil {
			return err
		}
		defer source.Close()
		if err := write(source, 0o555, directory, Name); err != nil {
			return fmt.Errorf("copying the agent to %s: %w%s", target, err, wayOut(err))
		}
	}
	return run(ctx, target, directory, proc)
}

// File puts a file for the other containers beside the copy, whole or not at all.
func File(directory, name string, content []byte) error {
	if err := write(bytes.NewReader(content), 0o444, directory, name); err != nil {
		return fmt.Errorf("writing %s: %w%s", filepath.Join(directory, name), err, wayOut(err))
	}
	return nil
}

func wayOut(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "; the node's disk or the volume is full: the volume needs 8Mi"
	case errors.Is(err, syscall.EROFS):
		return "; the volume is mounted read-only here, and this container has to write to it"
	default:
		return ""
	}
}

func same(program, target string) (bool, error) {
	info, err := os.Lstat(target)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o555 != 0o555 {
		return false, nil
	}
	own, err := os.ReadFile(program)
	if err != nil {
		return false, err
	}
	if info.Size() != int64(len(own)) {
		return false, nil
	}
	there, err := os.ReadFile(target)
	return err == nil && bytes.Equal(own, there), nil
}

func write(source io.Reader, mode os.FileMode, directory, name string) error {
	file, err := os.CreateTemp(directory, ".agent-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = io.Copy(file, source)
	if err = errors.Join(err, file.Sync(), file.Chmod(mode), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), filepath.Join(directory, name)); err != nil {
		return err
	}
	// The name has to last as well.
	parent, err := os.Open(directory)
	if err != nil {
		return err
	}
	return errors.Join(parent.Sync(), parent.Close())
}

func run(ctx context.Context, target, directory string, proc procfs.FS) error {
	ctx, cancel := context.WithTimeout(ctx, runsWithin)
	defer cancel()
	output, err := exec.CommandContext(ctx, target, "version").CombinedOutput()
	if err == nil {
		return nil
	}
	if mount, found := proc.MountAt(directory); errors.Is(err, syscall.EACCES) && (!found || slices.Contains(mount.Options, "noexec")) {
		return fmt.Errorf("the copy of the agent at %s cannot be run: the disk on which the node keeps emptyDir volumes is mounted noexec; "+
			"give the volume `medium: Memory`, or mount that disk without noexec", target)
	}
	return fmt.Errorf("the copy of the agent at %s cannot be run: %w %s", target, err, bytes.TrimSpace(output))
}
