// Package state keeps what the processes of a pod tell each other, as small files of a directory. RouDi's container has
// it too, and what runs there as the apps' user is in their reach: files are bounded, no link is followed, and what
// cannot be read is not there.
package state

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// Protocol is the number of what files and FIFOs mean. The first line of each file has it. 0 is the protocol of the
// scripts that were before the agent, of which only FIFOs are met: those of a domain.
const Protocol = 1

const header = "iceoryx-agent 1"

const mostBytes = 64 << 10

// Dir is such a directory.
type Dir struct{ Path string }

// File returns the path of a file.
func (dir Dir) File(name string) string { return filepath.Join(dir.Path, name) }

// Write puts lines into a file, all or none.
func (dir Dir) Write(name string, lines ...string) error {
	return dir.replace(name, []byte(header+"\n"+strings.Join(lines, "\n")+"\n"))
}

// Read returns the lines of a file. A file of another protocol, of something else or too long a one is an error, as one
// that is not there is.
func (dir Dir) Read(name string) ([]string, error) {
	content, err := dir.content(name)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
	if lines[0] != header {
		return nil, fmt.Errorf("%s does not begin with %q: it is of another version", dir.File(name), header)
	}
	return lines[1:], nil
}

// Header returns the first line of a file, of whatever protocol.
func (dir Dir) Header(name string) (string, error) {
	content, err := dir.content(name)
	line, _, _ := strings.Cut(string(content), "\n")
	return line, err
}

// Mark makes an empty file.
func (dir Dir) Mark(name string) error { return dir.Write(name) }

// Has tells whether there is a file.
func (dir Dir) Has(name string) bool {
	_, err := os.Lstat(dir.File(name))
	return err == nil
}

// Remove removes files, if they are there.
func (dir Dir) Remove(names ...string) {
	for _, name := range names {
		os.Remove(dir.File(name))
	}
}

// Bytes returns a file as it is.
func (dir Dir) Bytes(name string) ([]byte, error) { return dir.content(name) }

// WriteBytes puts bytes into a file, all or none.
func (dir Dir) WriteBytes(name string, content []byte) error { return dir.replace(name, content) }

func (dir Dir) content(name string) ([]byte, error) {
	fd, err := unix.Open(dir.File(name), unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: dir.File(name), Err: err}
	}
	file := os.NewFile(uintptr(fd), dir.File(name))
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > mostBytes {
		return nil, fmt.Errorf("%s is not a small file", dir.File(name))
	}
	return io.ReadAll(io.LimitReader(file, mostBytes))
}

func (dir Dir) replace(name string, content []byte) error {
	file, err := os.CreateTemp(dir.Path, "."+name+"-")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	// Agent and RouDi may be different users.
	err = errors.Join(err, file.Chmod(0o644), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), dir.File(name))
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return err
}
