// Runs commands in a machine for those outside of it, with their input, output
// and exit code: `agent serve ADDRESS` within, `agent run ADDRESS COMMAND …`
// without. There is no secret: the network between the two is the cluster's own.
//
// On the connection go frames: a byte that says what it is, four bytes of
// length, and so many bytes.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

const (
	command   = iota // JSON array of its words
	input            // for standard input; none at the end
	output           // of standard output
	errorText        // of standard error
	exitCode         // one byte
)

// As a shell has them.
const (
	cannotRun = 127
	signalled = 128
)

type link struct {
	net.Conn
	sync.Mutex
}

func (l *link) send(kind byte, content []byte) error {
	l.Lock()
	defer l.Unlock()
	header := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(content)))
	_, err := l.Write(append(header, content...))
	return err
}

func receive(from io.Reader) (byte, []byte, error) {
	var header [5]byte
	if _, err := io.ReadFull(from, header[:]); err != nil {
		return 0, nil, err
	}
	content := make([]byte, binary.BigEndian.Uint32(header[1:]))
	_, err := io.ReadFull(from, content)
	return header[0], content, err
}

// Frames of one kind, as a program writes.
type frames struct {
	link *link
	kind byte
}

func (f frames) Write(content []byte) (int, error) {
	return len(content), f.link.send(f.kind, content)
}

func serve(address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go execute(&link{Conn: connection})
	}
}

func execute(l *link) {
	defer l.Close()
	reader := bufio.NewReader(l)
	kind, content, err := receive(reader)
	var words []string
	if err != nil || kind != command || json.Unmarshal(content, &words) != nil || len(words) == 0 {
		return
	}
	child := exec.Command(words[0], words[1:]...)
	// A group of its own: with the connection goes all that the command has started.
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	child.Stdout, child.Stderr = frames{l, output}, frames{l, errorText}
	// What a command leaves running may hold its output open for ever.
	child.WaitDelay = time.Second
	stdin, err := child.StdinPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		l.send(errorText, fmt.Appendf(nil, "%v\n", err))
		l.send(exitCode, []byte{cannotRun})
		return
	}
	ended := make(chan struct{})
	go func() {
		for {
			kind, content, err := receive(reader)
			if err != nil {
				break
			}
			if kind == input && len(content) > 0 {
				stdin.Write(content) // it may not want it
			} else {
				stdin.Close()
			}
		}
		select {
		case <-ended:
		default:
			syscall.Kill(-child.Process.Pid, syscall.SIGKILL)
		}
	}()
	child.Wait()
	close(ended)
	status := child.ProcessState.Sys().(syscall.WaitStatus)
	code := status.ExitStatus()
	if status.Signaled() {
		code = signalled + int(status.Signal())
	}
	l.send(exitCode, []byte{byte(code)})
}

func run(address string, words []string) (int, error) {
	connection, err := net.DialTimeout("tcp", address, 10*time.Second)
	if err != nil {
		return 0, err
	}
	l := &link{Conn: connection}
	content, err := json.Marshal(words)
	if err != nil {
		return 0, err
	}
	if err := l.send(command, content); err != nil {
		return 0, err
	}
	go func() {
		io.CopyBuffer(frames{l, input}, struct{ io.Reader }{os.Stdin}, make([]byte, 1<<18))
		l.send(input, nil)
	}()
	reader := bufio.NewReader(l)
	for {
		kind, content, err := receive(reader)
		switch {
		case errors.Is(err, io.EOF):
			return 0, errors.New("the machine went away")
		case err != nil:
			return 0, err
		case kind == output:
			os.Stdout.Write(content)
		case kind == errorText:
			os.Stderr.Write(content)
		case kind == exitCode:
			return int(content[0]), nil
		}
	}
}

func main() {
	code, err := 2, errors.New("usage: agent serve ADDRESS | agent run ADDRESS COMMAND …")
	switch {
	case len(os.Args) == 3 && os.Args[1] == "serve":
		err = serve(os.Args[2])
	case len(os.Args) > 3 && os.Args[1] == "run":
		code, err = run(os.Args[2], os.Args[3:])
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "agent: %v\n", err)
		code = max(code, cannotRun-1)
	}
	os.Exit(code)
}
