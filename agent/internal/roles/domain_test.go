package roles_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/members"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/state"
)

// node is a node of a domain: its directory, and the pod of RouDi, of which only the main process and the probe are
// played.
func node(t *testing.T) *running {
	t.Helper()
	agent := place(t)
	for _, path := range []string{filepath.Join(agent.pod.Tmp, members.Alive), filepath.Join(agent.pod.Tmp, members.Members), agent.state.File(roudi.AliveFIFO)} {
		if err := fifo.Make(path, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return agent
}

func domainAgent(agent *running, renew bool) {
	agent.run(roles.Domain{Common: agent.common("domain"), Renew: renew}.Run)
}

// started has the domain's RouDi there, as its startup probe sees it.
func started(agent *running) *lab.Process {
	agent.t.Helper()
	process := roudiOf(agent)
	if err := incarnation(agent).Write(agent.state, roudi.StartedFile); err != nil {
		agent.t.Fatal(err)
	}
	return process
}

func incarnation(agent *running) roudi.Incarnation {
	found, err := roudi.ReadIncarnation(agent.state, roudi.RoudiFile)
	if err != nil {
		agent.t.Fatal(err)
	}
	return found
}

// memberOf is the agent of a pod of apps on the same node.
func (agent *running) memberOf() *running { return agent.memberThat(func(*roles.Member) {}) }

func (agent *running) memberThat(is func(*roles.Member)) *running {
	member := &running{t: agent.t, pod: agent.pod, state: state.Dir{Path: agent.t.TempDir()}}
	role := roles.Member{Common: member.common("member"), LeaveWithin: 20 * time.Second}
	is(&role)
	member.run(role.Run)
	return member
}

func (agent *running) membersAreLeft() bool {
	agent.t.Helper()
	left, err := members.Left(agent.t.Context(), agent.pod.Tmp, 0)
	if err != nil {
		agent.t.Fatal(err)
	}
	return left
}

func TestMembersWaitForRouDiAndFollowItsEnd(t *testing.T) {
	agent := node(t)
	member := agent.memberOf()
	lab.Until(t, "the member waits", func() bool { return member.hasSaid("There is no RouDi on this node: the apps wait for it.") })
	domainAgent(agent, true)
	agent.stays("there is no RouDi")
	roudi := started(agent)
	agent.until(report.Following)
	member.until(report.Following)
	if agent.membersAreLeft() {
		t.Error("the member is not seen")
	}
	app := lab.Runtime(t, agent.pod, "app", "slow")
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	member.endsWith(roles.RoudiGone)
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
	lab.Until(t, "the member has let go", agent.membersAreLeft)
}

func TestAMemberWhoseAppsCompleteThePodEndsAtOnceAndAsksNone(t *testing.T) {
	agent := node(t)
	member := agent.memberThat(func(member *roles.Member) { member.Unasked = true })
	domainAgent(agent, true)
	roudi := started(agent)
	member.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "")
	roudi.Kill()
	member.endsWith(roles.RoudiGone)
	if !procfs.Default.Lives(app.PID()) {
		t.Error("the app has ended, and with it the pod")
	}
}

func TestAMemberWaitsForADirectoryThatIsNotReadyYet(t *testing.T) {
	agent := place(t)
	member := agent.memberOf()
	lab.Until(t, "it waits", func() bool { return member.hasSaid("There was never a RouDi on this node: the apps wait for it.") })
	for _, name := range []string{members.Alive, members.Members} {
		if err := fifo.Make(filepath.Join(agent.pod.Tmp, name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	held, err := fifo.Hold(filepath.Join(agent.pod.Tmp, members.Alive))
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	member.until(report.Following)
}

func TestWhenRouDisPodEndsTheAppsAreAskedToLeaveInOrder(t *testing.T) {
	agent := node(t)
	domainAgent(agent, true)
	started(agent)
	member := agent.memberOf()
	member.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "slow")
	agent.cancel()
	agent.endsWith(roles.Done)
	if !members.IsLeaving(agent.pod.Tmp) {
		t.Error("it is not said that RouDi is about to be stopped")
	}
	member.endsWith(roles.RoudiGone)
	if !member.hasSaid("RouDi is about to be stopped: the apps are asked to leave within 20s.") {
		t.Errorf("it said %q", member.said)
	}
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
}

// heldByAnApp has a process of another pod hold the FIFO that members follow.
func (agent *running) heldByAnApp() {
	agent.t.Helper()
	held, err := fifo.Hold(filepath.Join(agent.pod.Tmp, members.Alive))
	if err != nil {
		agent.t.Fatal(err)
	}
	agent.t.Cleanup(func() { held.Close() })
}

func TestAMemberOfADomainThatHoldsTheFIFOKeepsTheEndOfRouDiFromNoOtherPod(t *testing.T) {
	t.Parallel()
	agent := node(t)
	domainAgent(agent, true)
	roudi := started(agent)
	member := agent.memberOf()
	member.until(report.Following)
	agent.heldByAnApp()
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	member.endsWith(roles.RoudiGone)
}

func TestAMemberOfADomainThatHoldsTheFIFOIsNotTakenForRouDi(t *testing.T) {
	t.Parallel()
	agent := node(t)
	agent.heldByAnApp()
	member := agent.memberOf()
	member.until(report.Following)
	domainAgent(agent, true)
	member.endsWith(roles.RoudiGone)
}

func TestAMemberOfADomainThatRemovesTheFIFOKeepsNoOtherPodWaiting(t *testing.T) {
	t.Parallel()
	agent := node(t)
	domainAgent(agent, true)
	roudi := started(agent)
	agent.until(report.Following)
	os.Remove(filepath.Join(agent.pod.Tmp, members.Alive))
	member := agent.memberOf()
	member.until(report.Following)
	roudi.Kill()
	member.endsWith(roles.RoudiGone)
}

func TestAMemberThatIsBeingDeletedLetsGoWhenItsAppsHaveLeft(t *testing.T) {
	agent := node(t)
	domainAgent(agent, true)
	roudi := started(agent)
	member := agent.memberOf()
	member.until(report.Following)
	if err := member.state.Mark(roles.EndingMark); err != nil {
		t.Fatal(err)
	}
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	member.stays("its hook has not seen the apps off")
	if err := member.state.Mark(roles.GoneMark); err != nil {
		t.Fatal(err)
	}
	member.endsWith(roles.Done)
}

func TestWhereRouDisPodIsNotRenewedTheAppsLeaveAndTheNextRouDiIsFollowed(t *testing.T) {
	agent := node(t)
	domainAgent(agent, false)
	first := started(agent)
	agent.until(report.Following)
	first.Kill()
	agent.until(report.Gone)
	os.Remove(agent.pod.Socket("roudi"))
	started(agent)
	agent.until(report.Following)
	agent.stays("the next RouDi is there")
}

func TestARouDiThatWasReadyOnceIsNotTakenForTheNext(t *testing.T) {
	agent := node(t)
	if err := (roudi.Incarnation{PID: 1, Start: 1}).Write(agent.state, roudi.StartedFile); err != nil {
		t.Fatal(err)
	}
	domainAgent(agent, true)
	roudiOf(agent)
	agent.stays("this RouDi has not been seen ready")
	if agent.phase() != report.Waiting {
		t.Error("the apps were let in")
	}
	if err := incarnation(agent).Write(agent.state, roudi.StartedFile); err != nil {
		t.Fatal(err)
	}
	agent.until(report.Following)
}

func TestAMemberFollowsTheRouDiOfAPodWhoseProtocolItDoesNotKnow(t *testing.T) {
	for content, said := range map[string]string{
		"iceoryx-agent 2\nmore\n": "RouDi's pod on this node is of a later version (protocol 2, this agent knows 1); what counts is the same in both.",
		"some other program\n":    "The version of RouDi's pod on this node cannot be told; what counts is the same in all.",
	} {
		t.Run(content, func(t *testing.T) {
			agent := node(t)
			domainAgent(agent, true)
			roudi := started(agent)
			agent.until(report.Following)
			if err := os.WriteFile(filepath.Join(agent.pod.Tmp, members.ProtocolFile), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			member := agent.memberOf()
			member.until(report.Following)
			if !member.hasSaid(said) {
				t.Errorf("it said %q", member.said)
			}
			app := lab.Runtime(t, agent.pod, "app", "slow")
			roudi.Kill()
			member.endsWith(roles.RoudiGone)
			if app.EndsBy() != 0 {
				t.Error("the app was killed")
			}
		})
	}
}

func TestWhatAnAgentOfAnotherProtocolHasLeftInThePodCountsAsNotThere(t *testing.T) {
	agent := node(t)
	domainAgent(agent, true)
	roudiOf(agent)
	own, err := agent.state.Bytes(roudi.RoudiFile)
	if err != nil {
		t.Fatal(err)
	}
	foreign := strings.Replace(string(own), "iceoryx-agent 1\n", "iceoryx-agent 2\n", 1)
	if err := agent.state.WriteBytes(roudi.StartedFile, []byte(foreign)); err != nil {
		t.Fatal(err)
	}
	agent.stays("what it knows has not said that RouDi is ready")
	if agent.phase() != report.Waiting {
		t.Error("the apps were let in")
	}
	if err := incarnation(agent).Write(agent.state, roudi.StartedFile); err != nil {
		t.Fatal(err)
	}
	agent.until(report.Following)
}

// script runs what containers ran before the agent, protocol 0, in these directories.
func script(agent *running, dir state.Dir, line, name string, arguments ...string) *lab.Process {
	agent.t.Helper()
	text, err := os.ReadFile("testdata/protocol-0/" + name + ".sh")
	if err != nil {
		agent.t.Fatal(err)
	}
	changed := strings.NewReplacer("/tmp/", agent.pod.Tmp+"/", "point\" != /tmp", "point\" != "+agent.pod.Tmp, "/run/iceoryx/", dir.Path+"/").Replace(string(text))
	return lab.Start(agent.t, line, "sh", append([]string{"-c", changed, name}, arguments...)...)
}

func TestAnAgentFollowsTheRouDiOfAPodOfTheFormerScripts(t *testing.T) {
	agent := node(t)
	companion := script(agent, agent.state, "", "companion", "renew")
	roudi := roudiOf(agent)
	if err := os.WriteFile(agent.state.File("started"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	member := agent.memberOf()
	member.until(report.Following)
	app := lab.Runtime(t, agent.pod, "app", "slow")
	roudi.Kill()
	member.endsWith(roles.RoudiGone)
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
	if companion.EndsBy() != 0 {
		t.Error("the companion was killed")
	}
}

func TestAnAgentLeavesTheRouDiOfAPodOfTheFormerScriptsInOrder(t *testing.T) {
	agent := node(t)
	companion := script(agent, agent.state, "", "companion", "renew")
	roudiOf(agent)
	if err := os.WriteFile(agent.state.File("started"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	member := agent.memberOf()
	member.until(report.Following)
	lab.Runtime(t, agent.pod, "app", "slow")
	companion.Signal(syscall.SIGTERM)
	member.endsWith(roles.RoudiGone)
	if !member.hasSaid("RouDi is about to be stopped") {
		t.Errorf("it said %q", member.said)
	}
}

func TestALinkOfTheFormerScriptsFollowsTheRouDiOfAnAgent(t *testing.T) {
	agent := node(t)
	domainAgent(agent, true)
	dir := state.Dir{Path: t.TempDir()}
	link := script(agent, dir, "", "domain-link", "20")
	roudi := started(agent)
	lab.Until(t, "the link follows", func() bool { return dir.Has("following") })
	if agent.membersAreLeft() {
		t.Error("the link is not seen")
	}
	app := lab.Runtime(t, agent.pod, "app", "")
	roudi.Kill()
	agent.endsWith(roles.RoudiGone)
	// The script asks it, and kills it at the next whole second, which may be at once.
	app.EndsBy()
	link.EndsBy()
	lab.Until(t, "the link has let go", agent.membersAreLeft)
}

func TestALinkOfTheFormerScriptsLeavesTheRouDiOfAnAgentInOrder(t *testing.T) {
	agent := node(t)
	domainAgent(agent, true)
	dir := state.Dir{Path: t.TempDir()}
	started(agent)
	link := script(agent, dir, "", "domain-link", "20")
	lab.Until(t, "the link follows", func() bool { return dir.Has("following") })
	app := lab.Runtime(t, agent.pod, "app", "slow")
	agent.cancel()
	agent.endsWith(roles.Done)
	if app.EndsBy() != 0 {
		t.Error("the app was killed")
	}
	link.EndsBy()
	lab.Until(t, "the link has let go", agent.membersAreLeft)
}

func TestAHookOfTheFormerScriptsWaitsForTheAgentsOfMembers(t *testing.T) {
	t.Parallel()
	agent := node(t)
	domainAgent(agent, true)
	started(agent)
	member := agent.memberOf()
	member.until(report.Following)
	settled := script(agent, state.Dir{Path: t.TempDir()}, "", "domain-settle", "20", "any")
	time.Sleep(300 * time.Millisecond)
	if !procfs.Default.Lives(settled.PID()) {
		t.Error("it did not wait for the member")
	}
	member.cancel()
	<-member.ended
	if settled.EndsBy() != 0 {
		t.Error("it was killed")
	}
}
