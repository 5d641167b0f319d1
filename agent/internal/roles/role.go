// Package roles has the main process of the agent's container: beside RouDi in a pod of its own, beside RouDi in a
// domain's pod, and in the pods of a domain's apps.
package roles

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"iceoryx.io/agent/internal/clock"
	"iceoryx.io/agent/internal/ending"
	"iceoryx.io/agent/internal/process"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/spacing"
	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/watch"
)

// Codes that the agent ends with.
const (
	Done = 0
	// RoudiGone is EX_TEMPFAIL: the rule RestartAllContainers is for this code.
	RoudiGone = 75
)

// Marks of the state directory.
const (
	// EndingMark: the pod is being deleted, the agent's hook has begun.
	EndingMark = "ending"
	// GoneMark: the hook has seen the last app off.
	GoneMark = "gone"
	// DeathsFile counts RouDi's deaths.
	DeathsFile = "deaths"
	// toldFile has the incarnation that the agent has ended for, where ending has nothing renewed.
	toldFile = "told"
)

// Common is what all roles have.
type Common struct {
	Role    string
	Version string
	Pod     runtimes.Pod
	State   state.Dir
	Opener  process.Opener
	Watch   watch.Options
	Clock   clock.Options
	Say     func(string)
	// RoudiName is the name of RouDi's runtime, RoudiLocks those of all locks that it has.
	RoudiName  string
	RoudiLocks []string
	// KillAfter is how long apps of a RouDi that is gone have to stop.
	KillAfter time.Duration
}

func (common Common) say(format string, args ...any) {
	if common.Say != nil {
		common.Say(fmt.Sprintf(format, args...))
	}
}

// tell notes a phase for probes and people.
func (common Common) tell(phase, message string, followed *roudi.Incarnation) {
	since, _ := common.Pod.Proc.Uptime()
	err := report.Agent{
		Version: common.Version, Role: common.Role, PID: os.Getpid(), Phase: phase, Message: message, Since: since,
		RoudiName: common.RoudiName, RoudiLocks: common.RoudiLocks, Roudi: followed,
	}.Write(common.State)
	if err != nil {
		// Probes then tell what was before; a full disk is no reason to end what works.
		common.say("The agent's state cannot be noted: %v.", err)
	}
}

func (common Common) apps() ending.Apps {
	return ending.Apps{Pod: common.Pod, Roudi: common.RoudiLocks, Opener: common.Opener, Watch: common.Watch, Say: common.Say, GiveUp: true}
}

func (common Common) isEnding() bool { return common.State.Has(EndingMark) }

// stayWhileEnding returns at once unless the pod is being deleted; then when its last app has left: true.
func (common Common) stayWhileEnding(ctx context.Context) (bool, error) {
	if !common.isEnding() {
		return false, nil
	}
	options := common.Watch
	options.Concerns = func(name string) bool { return name == GoneMark }
	changes := watch.Directory(common.State.Path, options)
	defer changes.Close()
	for !common.State.Has(GoneMark) {
		select {
		case <-ctx.Done():
			return true, ctx.Err()
		case <-changes.C:
		}
	}
	return true, nil
}

// countDeath counts one more, of a RouDi that started at that time.
func (common Common) countDeath(life time.Duration) int {
	deaths := spacing.Count(Deaths(common.State), life)
	if err := common.State.Write(DeathsFile, strconv.Itoa(deaths)); err != nil {
		// A full disk is no reason not to renew.
		common.say("RouDi's death cannot be counted: %v.", err)
	}
	return deaths
}

// Deaths returns how many are counted; a count that cannot be read is none.
func Deaths(dir state.Dir) int {
	lines, err := dir.Read(DeathsFile)
	if err != nil || len(lines) != 1 {
		return 0
	}
	deaths, err := strconv.Atoi(lines[0])
	if err != nil || deaths < 0 || deaths > spacing.Most {
		return 0
	}
	return deaths
}

// age returns how long a process has lived; nothing where that cannot be told.
func age(proc procfs.FS, start uint64) time.Duration {
	now, err := proc.Uptime()
	if err != nil {
		return 0
	}
	return max(0, time.Duration((now-float64(start)/procfs.TicksPerSecond)*float64(time.Second)))
}

// pauseUntil waits for a time, or until the count of deaths was removed: that is how one asks for a renewal at once.
func (common Common) pauseUntil(ctx context.Context, end time.Time, stop func() bool) error {
	options := common.Watch
	options.Concerns = func(name string) bool { return name == DeathsFile || name == EndingMark }
	changes := watch.Directory(common.State.Path, options)
	defer changes.Close()
	timer := time.NewTimer(time.Until(end))
	defer timer.Stop()
	for !stop() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			return nil
		case <-changes.C:
		}
	}
	return nil
}
