package spacing

import (
	"math"
	"testing"
	"time"
)

func TestRenewalsArePutOffAsTheKubeletPutsOffRestarts(t *testing.T) {
	deaths := 0
	// For one death more than there are figures, the last counts again.
	for _, seconds := range []time.Duration{0, 10, 20, 40, 80, 160, 300, 300} {
		deaths = Count(deaths, 99*time.Second)
		if got := Delay(deaths); got != seconds*time.Second {
			t.Errorf("after %d deaths it is %v, want %d s", deaths, got, seconds)
		}
	}
}

func TestEach100SecondsOfLifeMakeUpForOneDeathHoweverManyThereWere(t *testing.T) {
	for _, test := range []struct {
		deaths  int
		seconds time.Duration
		want    time.Duration
	}{
		{1, 100, 0}, {2, 100, 10}, {6, 399, 40}, {7, 0, 300}, {7, 600, 10}, {7, 1_000_000, 0},
	} {
		if got := Delay(Count(test.deaths, test.seconds*time.Second)); got != test.want*time.Second {
			t.Errorf("%d deaths, then %d s of life: got %v, want %d s", test.deaths, test.seconds, got, test.want)
		}
	}
}

func TestACountThatCannotBeIsNone(t *testing.T) {
	for _, deaths := range []int{-3, Most + 1, math.MaxInt, math.MinInt} {
		if got := Count(deaths, 0); got != 1 {
			t.Errorf("after %d it is %d, want 1", deaths, got)
		}
	}
}
