package roles_test

import (
	"testing"

	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
)

func TestItSaysWhichAppsAreConnectedWheneverThatChanges(t *testing.T) {
	t.Parallel()
	for name, kernel := range kernels {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			agent := podAgent(t, true, kernel)
			roudiOf(agent)
			lab.Until(t, "that there is none", func() bool { return agent.hasSaid("Apps: 0 connected to RouDi, 0 waiting for it.") })
			camera := lab.Runtime(t, agent.pod, "camera", "")
			lab.Until(t, "the app", func() bool {
				return agent.hasSaid(`Apps: 1 connected to RouDi, 0 waiting for it. {"connected":[{`)
			})
			lab.Runtime(t, agent.pod, "late", "waiting")
			lab.Until(t, "one that waits", func() bool { return agent.hasSaid("Apps: 1 connected to RouDi, 1 waiting for it.") })
			camera.Kill()
			lab.Until(t, "its end", func() bool { return agent.hasSaid("Apps: 0 connected to RouDi, 1 waiting for it.") })
		})
	}
}

func TestAMemberSaysItToo(t *testing.T) {
	agent := node(t)
	domainAgent(agent, true)
	roudi := started(agent)
	member := &running{t: agent.t, pod: agent.pod, state: agent.state}
	member.state.Path = t.TempDir()
	common := member.common("member")
	member.run(roles.Member{Common: common}.Run)
	member.until(report.Following)
	lab.Runtime(t, agent.pod, "camera", "")
	lab.Until(t, "the app", func() bool { return member.hasSaid("Apps: 1 connected to RouDi, 0 waiting for it.") })
	roudi.Kill()
	member.endsWith(roles.RoudiGone)
}
