// Package spacing puts renewals off as the kubelet puts off restarts (CrashLoopBackOff; src/pod/crash-loop.ts), because
// nothing else does: a RouDi that dies soon after each start would have its pod do nothing but be renewed.
package spacing

import "time"

var delays = [...]time.Duration{
	0, 10 * time.Second, 20 * time.Second, 40 * time.Second, 80 * time.Second, 160 * time.Second, 300 * time.Second,
}

// Most is how many deaths are counted at most.
const Most = len(delays)

// So long a life of RouDi makes up for one death.
const forgives = 100 * time.Second

// Count returns the number of deaths with one more, by a RouDi that lived so long. A number before that cannot be is
// none.
func Count(before int, life time.Duration) int {
	if before < 0 || before > Most {
		before = 0
	}
	forgiven := min(int64(before), max(0, int64(life/forgives)))
	return min(before-int(forgiven), Most-1) + 1
}

// Delay returns how long the renewal after so many deaths is put off.
func Delay(deaths int) time.Duration {
	return delays[min(max(deaths, 1), Most)-1]
}
