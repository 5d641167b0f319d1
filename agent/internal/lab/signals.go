package lab

import (
	"os"
	"os/signal"
	"syscall"
)

// notify has SIGTERM told; to nothing, which is deaf.
func notify(signals chan os.Signal) {
	if signals == nil {
		signal.Ignore(syscall.SIGTERM)
		return
	}
	signal.Notify(signals, syscall.SIGTERM)
}
