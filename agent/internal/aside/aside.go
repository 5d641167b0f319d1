// Package aside names what is put aside because it is in the way: renaming needs no right on it.
package aside

import (
	"encoding/binary"
	"strconv"

	"golang.org/x/sys/unix"
)

// Prefix of the names.
const Prefix = ".iceoryx-aside-"

// Name returns a name that nothing has.
func Name() string {
	var random [8]byte
	// Of so few bytes the kernel gives all or fails; a name that exists already makes the rename fail.
	_, _ = unix.Getrandom(random[:], 0)
	return Prefix + strconv.FormatUint(binary.NativeEndian.Uint64(random[:]), 36)
}
