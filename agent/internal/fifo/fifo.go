// Package fifo lets processes tell each other that they live: one holds a FIFO open for writing, the other one reads,
// and the kernel says when the holder is gone, whatever ended it and in whatever process namespace it was. Nothing is
// ever written: a reader of the first protocol takes a line for the end.
//
// FIFOs are in directories that apps may write to: what is opened is a FIFO, and no link is followed.
package fifo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/aside"
	"iceoryx.io/agent/internal/watch"
)

// ErrNone is returned where there is no FIFO of that name.
var ErrNone = errors.New("there is no FIFO")

// Make makes one unless it is there. What is there instead of a FIFO is removed.
func Make(path string, mode uint32) error {
	info, err := os.Lstat(path)
	if err == nil && info.Mode().Type() == os.ModeNamedPipe {
		return nil
	}
	if err == nil {
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("%s is in the way of a FIFO: %w", path, err)
		}
	}
	err = unix.Mkfifo(path, mode)
	if errors.Is(err, unix.EEXIST) {
		return nil
	}
	if err == nil {
		// Whatever the umask, which RouDi inherits and so is left alone.
		err = os.Chmod(path, os.FileMode(mode))
	}
	if err != nil {
		return fmt.Errorf("making the FIFO %s: %w", path, err)
	}
	return nil
}

// Replace puts a new FIFO into the place of whatever has that name. Who holds the one before has nothing of the new one.
func Replace(path string, mode uint32) error {
	directory := filepath.Dir(path)
	made := filepath.Join(directory, aside.Name())
	if err := Make(made, mode); err != nil {
		return err
	}
	err := os.Rename(made, path)
	if err != nil {
		// A directory, which nothing but another one replaces.
		err = errors.Join(os.Rename(path, filepath.Join(directory, aside.Name())), os.Rename(made, path))
	}
	if err != nil {
		os.Remove(made)
		return fmt.Errorf("replacing the FIFO %s: %w", path, err)
	}
	return nil
}

func open(path string, flags int) (int, error) {
	fd, err := unix.Open(path, flags|unix.O_NONBLOCK|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.ELOOP) {
		return -1, fmt.Errorf("%w at %s", ErrNone, path)
	}
	if err != nil {
		return -1, fmt.Errorf("opening the FIFO %s: %w", path, err)
	}
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil || stat.Mode&unix.S_IFMT != unix.S_IFIFO {
		unix.Close(fd)
		return -1, fmt.Errorf("%w at %s, but something else", ErrNone, path)
	}
	return fd, nil
}

// Hold keeps the FIFO open for writing until the file is closed, or this process has ended.
func Hold(path string) (*os.File, error) {
	// For reading as well: otherwise it would have to wait for a reader.
	fd, err := open(path, unix.O_RDWR)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), path), nil
}

// HoldAcrossExec is the same, for as long as what this process becomes, or a child of it, lives.
func HoldAcrossExec(path string) error {
	fd, err := open(path, unix.O_RDWR)
	if err != nil {
		return err
	}
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, 0); err != nil {
		return fmt.Errorf("keeping the FIFO %s open: %w", path, err)
	}
	return nil
}

// Reader learns of the holders of a FIFO.
type Reader struct {
	file *os.File
	path string
}

// Read opens the FIFO for reading, which waits for nothing.
func Read(path string) (*Reader, error) {
	fd, err := open(path, unix.O_RDONLY)
	if err != nil {
		return nil, err
	}
	return &Reader{os.NewFile(uintptr(fd), path), path}, nil
}

// Close lets go of it.
func (reader *Reader) Close() { reader.file.Close() }

// IsHeld tells whether there is a holder now.
func (reader *Reader) IsHeld() (bool, error) {
	connection, err := reader.file.SyscallConn()
	if err != nil {
		return false, err
	}
	held := false
	var failed error
	err = connection.Control(func(fd uintptr) {
		var buffer [512]byte
		n, err := unix.Read(int(fd), buffer[:])
		switch {
		case errors.Is(err, unix.EAGAIN), n > 0:
			held = true
		case err != nil && !errors.Is(err, unix.EINTR):
			failed = err
		}
	})
	return held, errors.Join(err, failed)
}

// IsReplaced tells whether another file has its name by now, so that holders would not be seen.
func (reader *Reader) IsReplaced() bool { return !IsNamed(reader.file, reader.path) }

// IsNamed tells whether an open file is the one that has a name now.
func IsNamed(file *os.File, path string) bool {
	own, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(path)
	return err == nil && os.SameFile(own, named)
}

// lookAtName is how often one looks whether another FIFO has the name.
const lookAtName = 2 * time.Second

// UntilReleasedOrReplaced is the same as UntilReleased, and returns as well when another FIFO has the name: then only that
// one counts, even if a process still holds this one.
func (reader *Reader) UntilReleasedOrReplaced(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	released := make(chan error, 1)
	defer func() {
		cancel()
		// The file may be closed once nothing waits for it.
		for range released {
		}
	}()
	go func() {
		released <- reader.UntilReleased(ctx)
		close(released)
	}()
	look := time.NewTicker(lookAtName)
	defer look.Stop()
	for {
		select {
		case err := <-released:
			return err
		case <-look.C:
			if !reader.IsReplaced() {
				continue
			}
			if next, err := Read(reader.path); err == nil {
				next.Close()
				return nil
			}
		}
	}
}

// UntilReleased waits until there is no holder. It fails with the context's error when that ends before.
func (reader *Reader) UntilReleased(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { reader.file.SetReadDeadline(time.Now()) })
	defer stop()
	buffer := make([]byte, 512)
	for {
		n, err := reader.file.Read(buffer)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, syscall.EINTR):
			return fmt.Errorf("reading the FIFO %s: %w", reader.path, err)
		case n > 0:
			// An app that writes into it must not keep this process busy.
			time.Sleep(100 * time.Millisecond)
		}
	}
}

// ReadHeld waits until the FIFO is there and has a holder, and opens it. Waiting is called once when it has to wait.
func ReadHeld(ctx context.Context, path string, options watch.Options, waiting func(error)) (*Reader, error) {
	base := filepath.Base(path)
	options.Concerns = func(name string) bool { return name == base }
	changes := watch.Directory(filepath.Dir(path), options)
	defer changes.Close()
	told := false
	for {
		reader, err := Read(path)
		for err == nil {
			held, failed := reader.IsHeld()
			if failed != nil {
				reader.Close()
				return nil, failed
			}
			if held {
				return reader, nil
			}
			if reader.IsReplaced() {
				break
			}
			if !told {
				told = true
				waiting(nil)
			}
			select {
			case <-ctx.Done():
				reader.Close()
				return nil, ctx.Err()
			case <-changes.C:
			}
		}
		if err == nil {
			reader.Close()
			continue
		}
		if !errors.Is(err, ErrNone) {
			return nil, err
		}
		if !told {
			told = true
			waiting(err)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-changes.C:
		}
	}
}
