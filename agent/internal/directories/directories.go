// Package directories readies the directories that a domain has on a node.
package directories

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/aside"
	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/procfs"
)

// Domain is what a domain has on a node.
type Domain struct {
	// Node is where a directory of the node is mounted, on a tmpfs, in which others may have made something.
	Node string
	// Below is the path of the domain's directory in it.
	Below string
	// User and group of RouDi.
	User, Group int
	// Files are the names of RouDi's socket and locks.
	Files []string
	Proc  procfs.FS
	Say   func(string)
}

const directoryOnly = unix.O_DIRECTORY | unix.O_RDONLY | unix.O_NOFOLLOW | unix.O_CLOEXEC

// Most entries of a directory that are looked at; others are no sockets, locks and segments of one RouDi.
const mostEntries = 100_000

// Ready makes the directory, in it the directories shm and tmp, and in the latter the FIFOs, where they are not there, and
// gives them to RouDi's group. It runs as root without capabilities, of that group.
//
// Any process of the node may have been here first, as /dev/shm is everybody's, and apps may put anything into tmp. So no
// link is followed, and what is not as it has to be is put aside. No other container mounts the directory before.
func (domain Domain) Ready() error {
	mount, found := domain.Proc.MountAt(domain.Node)
	if !found {
		return fmt.Errorf("%s is not mounted in this container", domain.Node)
	}
	if mount.Type != "tmpfs" {
		return fmt.Errorf("the domain's directory on this node is on %s, not on a tmpfs: shared memory would be written to a disk; "+
			"have the operator use another directory", mount.Type)
	}
	base, err := domain.descend()
	if err != nil {
		return err
	}
	defer unix.Close(base)
	if err := unix.Fchmod(base, 0o700); err != nil {
		return fmt.Errorf("%s: %w", domain.Below, err)
	}
	for name, ready := range map[string]func(int) error{"shm": domain.readyShm, "tmp": domain.readyTmp} {
		if err := domain.readyDirectory(base, name, ready); err != nil {
			return fmt.Errorf("%s/%s: %w", domain.Below, name, err)
		}
	}
	return nil
}

// descend opens the domain's directory step by step.
func (domain Domain) descend() (int, error) {
	current, err := unix.Open(domain.Node, directoryOnly, 0)
	if err != nil {
		return -1, fmt.Errorf("%s: %w", domain.Node, err)
	}
	for _, name := range strings.Split(domain.Below, "/") {
		next, err := domain.step(current, name)
		unix.Close(current)
		if err != nil {
			return -1, fmt.Errorf("%s of %s: %w", name, domain.Below, err)
		}
		current = next
	}
	return current, nil
}

// step opens a directory that only root may change. Another one is put aside, and made again.
func (domain Domain) step(parent int, name string) (int, error) {
	var last error
	for range 3 {
		if err := unix.Mkdirat(parent, name, 0o755); err != nil && !errors.Is(err, unix.EEXIST) {
			return -1, err
		}
		fd, err := unix.Openat(parent, name, directoryOnly, 0)
		if err == nil {
			if last = isRoots(parent, fd); last == nil {
				return fd, unix.Fchmod(fd, 0o755)
			}
			unix.Close(fd)
		} else {
			last = err
		}
		if err := domain.setAside(parent, name, last); err != nil {
			return -1, err
		}
	}
	return -1, last
}

// isRoots tells why a directory is not one that root made in its parent; nothing if it is.
func isRoots(parent, fd int) error {
	var above, stat unix.Stat_t
	if err := errors.Join(unix.Fstat(parent, &above), unix.Fstat(fd, &stat)); err != nil {
		return err
	}
	switch {
	case stat.Dev != above.Dev:
		return errors.New("another file system is mounted there")
	case int(stat.Uid) != unix.Geteuid():
		return fmt.Errorf("user %d has made it", stat.Uid)
	}
	return nil
}

// setAside renames what is in the way, which needs no right on it.
func (domain Domain) setAside(directory int, name string, why error) error {
	other := aside.Name()
	if err := unix.Renameat(directory, name, directory, other); err != nil {
		if errors.Is(err, unix.ENOENT) {
			return nil
		}
		return fmt.Errorf("it is not the operator's (%v), and cannot be put aside: %w", why, err)
	}
	if domain.Say != nil {
		domain.Say(fmt.Sprintf("%s, which is in %s on this node, is not the operator's (%v): it is put aside as %s.", name, domain.Below, why, other))
	}
	return nil
}

// readyDirectory makes everything in the directory belong to the group, whichever user creates it.
func (domain Domain) readyDirectory(base int, name string, ready func(int) error) error {
	fd, err := domain.step(base, name)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	if err := unix.Fchown(fd, -1, domain.Group); err != nil {
		return err
	}
	// Not sticky: RouDi removes sockets and locks of apps that other users have left.
	if err := unix.Fchmod(fd, 0o2770); err != nil {
		return err
	}
	return ready(fd)
}

var errType = errors.New("it is of another type")

// readyShm leaves RouDi nothing in the way of its segments that it could not remove itself.
func (domain Domain) readyShm(shm int) error {
	return domain.eachEntry(shm, func(name string, stat unix.Stat_t) error {
		if stat.Mode&unix.S_IFMT == unix.S_IFREG || strings.HasPrefix(name, aside.Prefix) {
			return nil
		}
		return domain.setAside(shm, name, errType)
	})
}

func (domain Domain) readyTmp(tmp int) error {
	if err := domain.eachEntry(tmp, func(name string, stat unix.Stat_t) error {
		kind := stat.Mode & unix.S_IFMT
		switch {
		case slices.Contains(domain.Files, name) && (kind == unix.S_IFDIR || kind == unix.S_IFLNK):
			return domain.setAside(tmp, name, errType)
		case slices.Contains(domain.Files, name) && int(stat.Uid) != domain.User && int(stat.Uid) != unix.Geteuid():
			return domain.setAside(tmp, name, fmt.Errorf("user %d has made it", stat.Uid))
		case (name == members.Leaving || name == members.ProtocolFile) && kind != unix.S_IFREG:
			return domain.setAside(tmp, name, errType)
		}
		return nil
	}); err != nil {
		return err
	}
	for _, name := range []string{members.Alive, members.Members} {
		if err := domain.readyFIFO(tmp, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// eachEntry calls for each entry of a directory, without following links.
func (domain Domain) eachEntry(directory int, each func(string, unix.Stat_t) error) error {
	fd, err := unix.Openat(directory, ".", directoryOnly, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	buffer := make([]byte, 32<<10)
	for seen := 0; seen < mostEntries; {
		n, err := unix.ReadDirent(fd, buffer)
		if err != nil {
			return err
		}
		if n <= 0 {
			return nil
		}
		_, count, names := unix.ParseDirent(buffer[:n], -1, nil)
		seen += count
		for _, name := range names {
			var stat unix.Stat_t
			if err := unix.Fstatat(directory, name, &stat, unix.AT_SYMLINK_NOFOLLOW); err != nil {
				continue
			}
			if err := each(name, stat); err != nil {
				return err
			}
		}
	}
	return nil
}

// readyFIFO keeps one that is there: others may have it open.
func (domain Domain) readyFIFO(directory int, name string) error {
	for range 3 {
		err := giveFIFO(directory, name, domain.Group)
		if err == nil {
			return nil
		}
		if !errors.Is(err, unix.ENOENT) && !errors.Is(err, errOther) && !errors.Is(err, unix.EPERM) {
			return err
		}
		// What is there is none, or an app's.
		if err := domain.setAside(directory, name, err); err != nil {
			return err
		}
		if err := unix.Mkfifoat(directory, name, 0o660); err != nil && !errors.Is(err, unix.EEXIST) {
			return err
		}
	}
	return giveFIFO(directory, name, domain.Group)
}

var errOther = errors.New("it is no FIFO")

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
