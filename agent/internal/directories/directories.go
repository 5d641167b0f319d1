// Package directories readies the directories that a domain has on a node.
package directories

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/procfs"
)

// Ready makes the directories shm and tmp, and in the latter the FIFOs, where they are not there, and gives them to
// RouDi's group. It runs as root without capabilities, of that group: the kubelet has made the directory that they are
// in as root's. In tmp apps may put anything, so no link is followed.
func Ready(directory string, group int, proc procfs.FS) error {
	mount, found := proc.MountAt(directory)
	if !found {
		return fmt.Errorf("%s is not mounted in this container", directory)
	}
	if mount.Type != "tmpfs" {
		return fmt.Errorf("the domain's directory on this node is on %s, not on a tmpfs: shared memory would be written to a disk; "+
			"have the operator use another directory", mount.Type)
	}
	base, err := unix.Open(directory, unix.O_DIRECTORY|unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("%s: %w", directory, err)
	}
	defer unix.Close(base)
	if err := unix.Fchmod(base, 0o700); err != nil {
		return fmt.Errorf("%s: %w", directory, err)
	}
	for _, name := range []string{"shm", "tmp"} {
		if err := readyDirectory(base, name, group); err != nil {
			return fmt.Errorf("%s/%s: %w", directory, name, err)
		}
	}
	tmp, err := unix.Openat(base, "tmp", unix.O_DIRECTORY|unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("%s/tmp: %w", directory, err)
	}
	defer unix.Close(tmp)
	for _, name := range []string{members.Alive, members.Members} {
		if err := readyFIFO(tmp, name, group); err != nil {
			return fmt.Errorf("%s/tmp/%s: %w", directory, name, err)
		}
	}
	return nil
}

// readyDirectory makes everything in the directory belong to the group, whichever user creates it.
func readyDirectory(base int, name string, group int) error {
	if err := unix.Mkdirat(base, name, 0o770); err != nil && !errors.Is(err, unix.EEXIST) {
		return err
	}
	fd, err := unix.Openat(base, name, unix.O_DIRECTORY|unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	if err := unix.Fchown(fd, -1, group); err != nil {
		return err
	}
	return unix.Fchmod(fd, 0o2770)
}

// readyFIFO keeps one that is there: others may have it open.
func readyFIFO(directory int, name string, group int) error {
	for range 3 {
		err := giveFIFO(directory, name, group)
		if err == nil {
			return nil
		}
		if !errors.Is(err, unix.ENOENT) && !errors.Is(err, errOther) && !errors.Is(err, unix.EPERM) {
			return err
		}
		// What is there is none, or an app's.
		if err := unix.Unlinkat(directory, name, 0); errors.Is(err, unix.EISDIR) {
			if err := unix.Unlinkat(directory, name, unix.AT_REMOVEDIR); err != nil {
				return err
			}
		} else if err != nil && !errors.Is(err, unix.ENOENT) {
			return err
		}
		if err := unix.Mkfifoat(directory, name, 0o660); err != nil && !errors.Is(err, unix.EEXIST) {
			return err
		}
	}
	return giveFIFO(directory, name, group)
}

var errOther = errors.New("is no FIFO")

func giveFIFO(directory int, name string, group int) error {
	fd, err := unix.Openat(directory, name, unix.O_RDWR|unix.O_NONBLOCK|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if errors.Is(err, unix.ELOOP) || errors.Is(err, unix.EISDIR) || errors.Is(err, unix.ENXIO) || errors.Is(err, unix.EACCES) {
		return errOther
	}
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return err
	}
	if stat.Mode&unix.S_IFMT != unix.S_IFIFO {
		return errOther
	}
	// Another user's, which only that one could change, does where it is as it has to be.
	if int(stat.Gid) != group {
		if err := unix.Fchown(fd, -1, group); err != nil {
			return err
		}
	}
	if stat.Mode&0o7777 == 0o660 {
		return nil
	}
	return unix.Fchmod(fd, 0o660)
}
