// Package members is what the pods of a domain on one node tell each other, in its directory that is their /tmp. These
// names and what they mean are the same in every protocol (state.Protocol), that of the former scripts included: pods of
// different versions meet there.
//
// Of FIFOs it counts only whether a process holds them; nothing is written. Names that are only there or not are files of
// any kind.
package members

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"iceoryx.io/agent/internal/fifo"
	"iceoryx.io/agent/internal/state"
)

const (
	// Alive is held by RouDi's pod as long as RouDi is there and stays; members follow it.
	Alive = ".iceoryx-alive"
	// Members is held by each pod for as long as its apps may use RouDi; RouDi's container reads it.
	Members = ".iceoryx-members"
	// Leaving is there when RouDi is about to be stopped in order.
	Leaving = ".iceoryx-leaving"
	// ProtocolFile has the number of the protocol of RouDi's pod. The scripts had none.
	ProtocolFile = ".iceoryx-protocol"
)

// Left waits until no pod uses the domain on this node any more; false when that takes too long.
func Left(ctx context.Context, tmp string, within time.Duration) (bool, error) {
	reader, err := fifo.Read(filepath.Join(tmp, Members))
	if errors.Is(err, fifo.ErrNone) {
		// Nothing was ever made ready for members.
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer reader.Close()
	if held, err := reader.IsHeld(); !held || err != nil {
		return err == nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	if err := reader.UntilReleased(ctx); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return false, nil
		}
		return false, err
	}
	return true, nil
}

// MarkLeaving says that RouDi is about to be stopped.
func MarkLeaving(tmp string) error {
	err := unix.Mknod(filepath.Join(tmp, Leaving), unix.S_IFREG|0o660, 0)
	if err != nil && !errors.Is(err, unix.EEXIST) {
		return fmt.Errorf("telling that RouDi is about to be stopped: %w", err)
	}
	return nil
}

// UnmarkLeaving says that RouDi stays.
func UnmarkLeaving(tmp string) {
	unix.Unlink(filepath.Join(tmp, Leaving))
}

// IsLeaving tells whether RouDi is about to be stopped.
func IsLeaving(tmp string) bool {
	return state.Dir{Path: tmp}.Has(Leaving)
}

// TellProtocol says which protocol RouDi's pod speaks.
func TellProtocol(tmp string) error {
	return state.Dir{Path: tmp}.Write(ProtocolFile)
}

// Protocol returns the protocol of RouDi's pod, or false where that cannot be told.
func Protocol(tmp string) (int, bool) {
	header, err := state.Dir{Path: tmp}.Header(ProtocolFile)
	if err != nil {
		return 0, errors.Is(err, unix.ENOENT)
	}
	number, found := strings.CutPrefix(header, "iceoryx-agent ")
	protocol, err := strconv.Atoi(number)
	return protocol, found && err == nil && protocol > 0
}
