package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/cli"
	"iceoryx.io/agent/internal/clock"
	"iceoryx.io/agent/internal/cyclonedds"
	"iceoryx.io/agent/internal/directories"
	"iceoryx.io/agent/internal/ending"
	"iceoryx.io/agent/internal/install"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/status"
	"iceoryx.io/agent/internal/watch"
)

// command is a subcommand.
type command struct {
	about string
	run   func(ctx context.Context, arguments []string) (int, error)
}

const (
	tmpDirectory   = "/tmp"
	shmDirectory   = "/dev/shm"
	stateDirectory = "/run/iceoryx"
	copyDirectory  = "/iceoryx"
	roudiSocket    = "roudi"
	roudiLocks     = "iox-unique-roudi.lock,roudi.lock"
)

func commands() map[string]command {
	return map[string]command{
		"pod":         {"main process beside RouDi in a pod of its own", runPod},
		"domain":      {"main process beside the RouDi of a domain", runDomain},
		"member":      {"main process in a pod that uses its node's RouDi", runMember},
		"roudi":       {"main process of RouDi's container: becomes RouDi (after --)", becomeRoudi},
		"started":     {"startup probe of RouDi, or of an agent in a domain: waits until it is ready", started},
		"ready":       {"succeeds while there is a RouDi, for kubectl exec or a probe of your own", ready},
		"settle":      {"preStop hook of RouDi: waits until it may be stopped", settle},
		"leave":       {"preStop hook of an agent: waits until no app is left", leave},
		"stop-apps":   {"preStop hook of an app: stops what the kubelet's signal does not reach", stopApps},
		"directories": {"init container of a domain's RouDi: readies the directories on the node", readyDirectories},
		"install":     {"copies the agent to where other containers find it", copyAgent},
		"status":      {"tells what the agent of this pod sees", tellStatus},
		"forget":      {"forgets RouDi's deaths: the next restart of all containers, or one that waits, comes at once", forget},
		"version":     {"tells the agent's version", tellVersion},
		"help":        {"lists the commands; COMMAND --help lists its options", help},
	}
}

// parse reads the options of a command; true if only help was asked for.
func parse(options *cli.Options, arguments []string) (rest []string, code int, isDone bool, err error) {
	if slices.Equal(arguments, []string{"--help"}) {
		fmt.Print(options.Help())
		return nil, 0, true, nil
	}
	rest, err = options.Parse(arguments)
	if err != nil {
		return nil, misuse, true, err
	}
	return rest, 0, false, nil
}

// place is what the pod's containers share.
type place struct{ tmp, state *string }

func placeOptions(options *cli.Options) place {
	return place{
		options.Path("tmp", tmpDirectory, "directory of sockets and locks"),
		options.Path("state", stateDirectory, "directory that agent and RouDi share"),
	}
}

func (place place) pod() runtimes.Pod { return runtimes.Pod{Tmp: *place.tmp, Proc: procfs.Default} }
func (place place) dir() state.Dir    { return state.Dir{Path: *place.state} }

func lockNames(files []string) ([]string, error) {
	names := make([]string, len(files))
	for i, file := range files {
		name, isLock := strings.CutSuffix(file, ".lock")
		if !isLock || name == "" {
			return nil, fmt.Errorf("--roudi-locks has %q, which is no lock; give names that end with .lock, such as %s", file, roudiLocks)
		}
		names[i] = name
	}
	return names, nil
}

func (place place) common(role, socket string, locks []string) (roles.Common, error) {
	common := roles.Common{
		Role: role, Version: version, Pod: place.pod(), State: place.dir(), Opener: process.Default,
		Watch: watch.Options{Say: say}, Clock: clock.Options{Say: say}, Say: say,
	}
	if socket != "" {
		names, err := lockNames(locks)
		if err != nil {
			return common, err
		}
		common.RoudiName, common.RoudiLocks = socket, names
	}
	return common, nil
}

// hide keeps other processes of the pod, with the same user, from this one's files and memory (/proc/PID/root): what
// the agent alone may write stays so.
func hide() { _ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }

func runPod(ctx context.Context, arguments []string) (int, error) {
	hide()
	options := cli.For("pod")
	place := placeOptions(options)
	socket := options.Name("socket", roudiSocket, "RouDi's socket, in the directory of sockets")
	locks := options.Names("roudi-locks", roudiLocks, "RouDi's locks")
	renew := options.Switch("renew", "ending with 75 has every container started again; else it only marks the pod")
	unasked := options.Switch("unasked", "no app is asked to stop when RouDi is gone, because its end would complete the pod, as in a Job")
	killAfter := options.Seconds("kill-after", 2, 0, "until apps are killed that have not stopped when RouDi is gone")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	common, err := place.common("pod", *socket, *locks)
	if err != nil {
		return misuse, err
	}
	common.KillAfter = *killAfter
	place.dir().Remove(report.File)
	return roles.Pod{Common: common, Renew: *renew, Unasked: *unasked}.Run(ctx)
}

func runDomain(ctx context.Context, arguments []string) (int, error) {
	hide()
	options := cli.For("domain")
	place := placeOptions(options)
	socket := options.Name("socket", roudiSocket, "RouDi's socket, in the directory of sockets")
	locks := options.Names("roudi-locks", roudiLocks, "RouDi's locks")
	renew := options.Switch("renew", "ending with 75 has every container started again; else apps wait for RouDi to be back")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	common, err := place.common("domain", *socket, *locks)
	if err != nil {
		return misuse, err
	}
	return roles.Domain{Common: common, Renew: *renew}.Run(ctx)
}

func runMember(ctx context.Context, arguments []string) (int, error) {
	hide()
	options := cli.For("member")
	place := placeOptions(options)
	killAfter := options.Seconds("kill-after", 1, 0, "until apps are killed that have not stopped when RouDi is gone")
	leaveWithin := options.Seconds("leave-within", 10, 0, "the same when RouDi is about to be stopped")
	unasked := options.Switch("unasked", "no app is asked to stop when RouDi is gone, because its end would complete the pod, as in a Job")
	domain := options.Text("domain", "NAMESPACE/NAME of the domain, whose directories have to be mounted at /tmp and /dev/shm")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	common, err := place.common("member", "", nil)
	if err != nil {
		return misuse, err
	}
	common.KillAfter = *killAfter
	return roles.Member{Common: common, LeaveWithin: *leaveWithin, Domain: *domain, Shm: shmDirectory, Unasked: *unasked}.Run(ctx)
}

func becomeRoudi(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("roudi")
	place := placeOptions(options)
	socket := options.Name("socket", roudiSocket, "RouDi's socket, in the directory of sockets")
	scope := options.Choice("scope", []string{"pod", "domain"}, "whose RouDi it is")
	membersWithin := options.Seconds("members-within", 30, 0, "until RouDi starts beside the pods that used the one before, in a domain")
	command, code, done, err := parse(options, arguments)
	if done {
		return code, err
	}
	if len(command) == 0 {
		return misuse, errors.New("agent roudi: RouDi's command is missing; write it after --, such as -- iox-roudi")
	}
	return roudi.Entry{
		Pod: place.pod(), State: place.dir(), Opener: process.Default, Watch: watch.Options{Say: say}, Say: say,
		Name: *socket, Agent: func() int { return agentIn(place.dir()) }, IsDomain: *scope == "domain", MembersWithin: *membersWithin,
		Shm: shmDirectory,
	}.Become(ctx, command)
}

func started(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("started")
	place := placeOptions(options)
	whom := options.Choice("of", []string{"roudi", "member"}, "what is waited for: RouDi, or an agent that follows that of its node")
	socket := options.Name("socket", roudiSocket, "RouDi's socket, in the directory of sockets")
	within := options.Seconds("within", 4, 0, "until it fails")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	if *whom == "member" {
		return exit(report.Until(ctx, place.dir(), *within, watch.Options{}))
	}
	return exit(roudi.Started(ctx, place.pod(), place.dir(), *socket, *within, watch.Options{}))
}

func ready(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("ready")
	place := placeOptions(options)
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	return exit(report.Until(ctx, place.dir(), 0, watch.Options{}))
}

func settle(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("settle")
	place := placeOptions(options)
	socket := options.Name("socket", roudiSocket, "RouDi's socket, in the directory of sockets")
	scope := options.Choice("scope", []string{"pod", "domain"}, "whose RouDi it is")
	within := options.Seconds("within", 20, 0, "until RouDi is stopped in any case")
	noticed := options.Switch("noticed", "RouDi must have noticed the end of every app, because it aborts otherwise (2.0)")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	settle := roudi.Settle{
		Pod: place.pod(), State: place.dir(), Opener: process.Default, Say: say, Name: *socket, Within: *within, Noticed: *noticed,
		Agent: func() int { return agentIn(place.dir()) },
	}
	if *scope == "domain" {
		return exit(settle.InDomain(ctx))
	}
	return exit(settle.InPod(ctx))
}

// agentIn returns the number of the agent's main process, or 0.
func agentIn(dir state.Dir) int {
	agent, err := report.Read(dir)
	if err != nil {
		return 0
	}
	return agent.PID
}

func leave(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("leave")
	place := placeOptions(options)
	killAfter := options.Seconds("kill-after", 10, 0, "until apps are killed that have not stopped, so that RouDi keeps its time")
	ask := options.Switch("ask", "send all apps SIGTERM at once; else that is for the hooks of their containers and the kubelet")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	dir := place.dir()
	if err := dir.Mark(roles.EndingMark); err != nil {
		say(fmt.Sprintf("The agent cannot be told that the pod is being deleted: %v.", err))
	}
	agent, err := report.Read(dir)
	if err != nil {
		return failed, err
	}
	apps := ending.Apps{Pod: place.pod(), Roudi: agent.RoudiLocks, Opener: process.Default, Watch: watch.Options{}, Say: say}
	if err := apps.End(ctx, *ask, *killAfter); err != nil {
		return failed, err
	}
	return exit(dir.Mark(roles.GoneMark))
}

func stopApps(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("stop-apps")
	tmp := options.Path("tmp", tmpDirectory, "directory of sockets and locks")
	name := options.Choice("signal", signalNames(), "what the apps are asked by")
	within := options.Seconds("within", 12, 0, "until the kubelet goes on in any case")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	pod := runtimes.Pod{Tmp: *tmp, Proc: procfs.Default}
	apps := ending.Apps{Pod: pod, Opener: process.Default, Say: say}
	return exit(apps.StopOwn(ctx, unix.SignalNum(*name), *within))
}

// signalNames are those that a container's lifecycle.stopSignal may have.
func signalNames() []string {
	names := []string{"SIGTERM"}
	for number := syscall.Signal(1); number <= 64; number++ {
		if name := unix.SignalName(number); name != "" && number != syscall.SIGTERM {
			names = append(names, name)
		}
	}
	return names
}

func readyDirectories(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("directories")
	node := options.Path("node", "/node", "a directory of the node on a tmpfs, such as its /dev/shm")
	below := options.Text("below", "path of the domain's directory in it")
	user := options.Number("user", 0, 0, 1<<31-1, "RouDi's user")
	group := options.Number("group", 0, 0, 1<<31-1, "RouDi's group")
	socket := options.Name("socket", roudiSocket, "RouDi's socket")
	locks := options.Names("roudi-locks", roudiLocks, "RouDi's locks")
	copyTo := options.Path("install", "", "directory to put a copy of the agent into as well")
	options.Require("below", "group")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	if slices.ContainsFunc(strings.Split(*below, "/"), func(name string) bool { return name == "" || name == "." || name == ".." }) {
		return misuse, fmt.Errorf("agent directories: --below=%s is no path below a directory; give one, such as --below=iceoryx.io/NAMESPACE/NAME", *below)
	}
	domain := directories.Domain{
		Node: *node, Below: *below, User: *user, Group: *group, Files: append([]string{*socket}, *locks...), Proc: procfs.Default, Say: say,
	}
	if err := domain.Ready(); err != nil {
		return failed, err
	}
	if *copyTo == "" {
		return 0, nil
	}
	return exit(install.Copy(ctx, "/proc/self/exe", *copyTo, procfs.Default))
}

func copyAgent(ctx context.Context, arguments []string) (int, error) {
	options := cli.For("install")
	to := options.Path("to", copyDirectory, "the directory")
	roudi := options.Text("cyclonedds", "what only the users of one RouDi say: by it their apps on Cyclone DDS share memory")
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	if *roudi != "" {
		if err := install.File(*to, cyclonedds.Name, cyclonedds.Configuration(*roudi)); err != nil {
			return failed, err
		}
	}
	return exit(install.Copy(ctx, "/proc/self/exe", *to, procfs.Default))
}

func tellStatus(_ context.Context, arguments []string) (int, error) {
	options := cli.For("status")
	place := placeOptions(options)
	shm := options.Path("shm", shmDirectory, "directory of segments")
	output := options.Choice("output", []string{"text", "json"}, "for people, or for programs")
	// As kubectl has it.
	if i := slices.Index(arguments, "-o"); i >= 0 && i+1 < len(arguments) {
		arguments = slices.Replace(slices.Clone(arguments), i, i+2, "--output="+arguments[i+1])
	}
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	found, err := status.Gather(place.pod(), *shm, place.dir())
	if err != nil {
		return failed, err
	}
	if *output == "text" {
		found.Print(os.Stdout)
		return 0, nil
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	return exit(encoder.Encode(found))
}

func forget(_ context.Context, arguments []string) (int, error) {
	options := cli.For("forget")
	place := placeOptions(options)
	if _, code, done, err := parse(options, arguments); done {
		return code, err
	}
	place.dir().Remove(roles.DeathsFile)
	return 0, nil
}

func tellVersion(context.Context, []string) (int, error) {
	fmt.Printf("%s (protocol %d)\n", version, state.Protocol)
	return 0, nil
}

func help(context.Context, []string) (int, error) {
	all := commands()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Printf("  %-12s %s\n", name, all[name].about)
	}
	return 0, nil
}

func exit(err error) (int, error) {
	if err != nil {
		return failed, err
	}
	return 0, nil
}
