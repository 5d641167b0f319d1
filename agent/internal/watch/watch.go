// Package watch tells that something happened in a directory (inotify). Where that is refused, by seccomp or because a
// user's instances are used up, it tells so regularly instead, and says that it does.
package watch

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// Every is how often one has to look where the kernel does not tell.
const Every = 200 * time.Millisecond

// Changes come closer together than one wants to look.
const pause = 10 * time.Millisecond

// What may be of interest: names that come and go, and files that are opened, as a lock or a FIFO is by its holder.
const mask = unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO | unix.IN_OPEN |
	unix.IN_CLOSE_WRITE | unix.IN_ATTRIB | unix.IN_ONLYDIR | unix.IN_DONT_FOLLOW

// Watch tells of changes in a directory until it is closed.
type Watch struct {
	// C has something whenever it is time to look again.
	C <-chan struct{}

	close func()
	once  sync.Once
	told  bool
}

// Options of a watch.
type Options struct {
	// Concerns tells whether a file of that name counts; all do where it is undefined.
	Concerns func(name string) bool
	// Say is told once where inotify is refused.
	Say func(string)
	// Init is inotify_init1(2); tests have it refused.
	Init func(flags int) (int, error)
}

// Directory watches one.
func Directory(path string, options Options) *Watch {
	start := options.Init
	if start == nil {
		start = unix.InotifyInit1
	}
	fd, err := start(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err == nil {
		if _, err = unix.InotifyAddWatch(fd, path, mask); err == nil {
			return told(os.NewFile(uintptr(fd), "inotify"), options.Concerns)
		}
		unix.Close(fd)
	}
	if options.Say != nil {
		options.Say(fmt.Sprintf("The kernel does not tell of changes in %s (inotify: %v): the agent looks every %v instead.",
			path, err, Every))
	}
	return ticking()
}

// IsTold tells whether the kernel says when there is something new.
func (watch *Watch) IsTold() bool { return watch.told }

// Close ends the watch.
func (watch *Watch) Close() { watch.once.Do(watch.close) }

func told(inotify *os.File, concerns func(string) bool) *Watch {
	changes := make(chan struct{}, 1)
	go func() {
		buffer := make([]byte, 16<<10)
		for {
			n, err := inotify.Read(buffer)
			if err != nil {
				return
			}
			if !anyOf(buffer[:n], concerns) {
				continue
			}
			select {
			case changes <- struct{}{}:
			default:
			}
			// Apps of the pod may open and remove files of that name as often as they like.
			time.Sleep(pause)
		}
	}()
	return &Watch{C: changes, close: func() { inotify.Close() }, told: true}
}

// anyOf tells whether one of the events is of such a file, or of none, as when events were lost.
func anyOf(events []byte, concerns func(string) bool) bool {
	if concerns == nil {
		return true
	}
	for len(events) >= unix.SizeofInotifyEvent {
		length := int(binary.NativeEndian.Uint32(events[12:]))
		end := unix.SizeofInotifyEvent + length
		if length < 0 || end > len(events) {
			return true
		}
		name := string(bytes.TrimRight(events[unix.SizeofInotifyEvent:end], "\x00"))
		if name == "" || concerns(name) {
			return true
		}
		events = events[end:]
	}
	return false
}

func ticking() *Watch {
	changes := make(chan struct{}, 1)
	ticker := time.NewTicker(Every)
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-ticker.C:
				select {
				case changes <- struct{}{}:
				default:
				}
			}
		}
	}()
	return &Watch{C: changes, close: func() { ticker.Stop(); close(stop) }}
}
