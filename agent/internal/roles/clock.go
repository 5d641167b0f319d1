package roles

import (
	"errors"
	"strconv"
	"time"

	"iceoryx.io/agent/internal/clock"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/state"
)

// ClockFile has by how much the clock was set back when RouDi was last ended for that, and when.
const ClockFile = "clock"

// forgetsApps tells whether RouDi forgets its apps because the clock was set by so much, and says what that means. What
// asks is to end RouDi then: no app is told that it was forgotten, and publishers abort.
func (common Common) forgetsApps(by time.Duration) bool {
	switch {
	case by == 0:
		return false
	case by > 0:
		common.say("The node's clock was set forward by %v: iceoryx bears that, its waits only end early.", inWords(by))
		return false
	case -by <= clock.ToleratedBack:
		common.say("The node's clock was set back by %v: iceoryx bears that, signs of life come later, but in time.", inWords(by))
		return false
	case common.State.Has(roudi.UnmonitoredFile):
		common.say("The node's clock was set back by %v: RouDi does not monitor its apps, so it forgets none.", inWords(by))
		return false
	}
	common.say("The node's clock was set back by %v. iceoryx waits by it (iceoryx#2381): until it is where it was, apps give no sign of life, and RouDi forgets them after 1.5 s.",
		inWords(by))
	since, _ := common.Pod.Proc.Uptime()
	if err := (ClockSetBack{-by, since}).write(common.State); err != nil {
		common.say("That the clock was set back cannot be noted: %v.", err)
	}
	return true
}

// ClockSetBack is what RouDi was ended for.
type ClockSetBack struct {
	By time.Duration
	// At is the time of /proc/uptime, in seconds.
	At float64
}

var errClockFile = errors.New("no number of milliseconds and time")

func (set ClockSetBack) write(dir state.Dir) error {
	return dir.Write(ClockFile, strconv.FormatInt(set.By.Milliseconds(), 10), strconv.FormatFloat(set.At, 'f', 2, 64))
}

// LastClockSetBack returns what RouDi was last ended for; an error where that was never or cannot be read.
func LastClockSetBack(dir state.Dir) (ClockSetBack, error) {
	lines, err := dir.Read(ClockFile)
	if err != nil {
		return ClockSetBack{}, err
	}
	if len(lines) != 2 {
		return ClockSetBack{}, errClockFile
	}
	by, err := strconv.ParseInt(lines[0], 10, 64)
	if err != nil || by <= 0 {
		return ClockSetBack{}, errClockFile
	}
	at, err := strconv.ParseFloat(lines[1], 64)
	if err != nil || !(at >= 0 && at < 1e12) {
		return ClockSetBack{}, errClockFile
	}
	return ClockSetBack{time.Duration(by) * time.Millisecond, at}, nil
}

func inWords(by time.Duration) time.Duration {
	if by.Abs() >= 10*time.Second {
		return by.Abs().Round(time.Second)
	}
	return by.Abs().Round(100 * time.Millisecond)
}
