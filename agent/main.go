// The program in the pod: it binds a pod to one incarnation of RouDi, readies what RouDi and apps need, ends apps in
// order, and tells what it sees. One binary for every container, by subcommand; `agent help` lists them.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"iceoryx.io/agent/internal/printable"
	"iceoryx.io/agent/internal/roles"
)

// version is the agent's own, apart from the operator's: a release of that which does not change this makes no pod out
// of date.
const version = "0.1.0"

// Codes to end with, beside those of roles and RouDi.
const (
	failed = 1
	misuse = 2
)

func main() {
	// It mostly waits, and is charged to RouDi and apps. More threads and a larger heap would serve nothing.
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(20)
	os.Exit(run(os.Args[1:]))
}

func run(arguments []string) int {
	name := "help"
	if len(arguments) > 0 {
		name, arguments = arguments[0], arguments[1:]
	}
	command, found := commands()[name]
	if !found {
		fmt.Fprintf(os.Stderr, "agent: %q is no command; `agent help` lists them\n", name)
		return misuse
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	code, err := command.run(ctx, arguments)
	if ctx.Err() != nil {
		// It was asked to stop, and has.
		return roles.Done
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, printable.Text(err.Error()))
	}
	return code
}

func say(text string) { fmt.Println(printable.Text(text)) }
