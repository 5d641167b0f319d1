package roudi

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"iceoryx.io/agent/internal/printable"
)

const (
	// Less than this is no reason why RouDi finds too little room.
	leastForeign = 1 << 20
	mostNamed    = 4
	longestName  = 48
	mostEntries  = 10_000
)

// isOfIceoryx tells by its name whether a segment is one of any RouDi, except for data segments up to 2.90, which have the
// names of groups.
func isOfIceoryx(name string) bool {
	return name == "iceoryx_mgmt" || strings.HasPrefix(name, "iox1_")
}

// writer begins a line of RouDi's configuration with a group; a segment without one has RouDi's own group.
const writer = "writer = "

// DataSegments returns the names that data segments have up to 2.90.
//
// configuration is that of RouDi, groups the file /etc/group, own RouDi's group.
func DataSegments(configuration, groups []byte, own int) map[string]bool {
	names := map[string]bool{}
	for _, line := range strings.Split(string(configuration), "\n") {
		if quoted, isWriter := strings.CutPrefix(line, writer); isWriter {
			if name, err := strconv.Unquote(quoted); err == nil {
				names[name] = true
			}
		}
	}
	for _, line := range strings.Split(string(groups), "\n") {
		if fields := strings.Split(line, ":"); len(fields) > 2 && fields[2] == strconv.Itoa(own) {
			names[fields[0]] = true
		}
	}
	return names
}

// ForeignFiles says which files in a directory of segments are none of RouDi's and take room there; nothing where they take
// next to none. RouDi gives its own up before it makes new ones.
func ForeignFiles(shm string, data map[string]bool) string {
	directory, err := os.Open(shm)
	if err != nil {
		return ""
	}
	defer directory.Close()
	names, _ := directory.Readdirnames(mostEntries)
	type file struct {
		name  string
		bytes int64
	}
	var files []file
	var sum int64
	for _, name := range names {
		info, err := os.Lstat(filepath.Join(shm, name))
		if err != nil || isOfIceoryx(name) || data[name] {
			continue
		}
		if taken := info.Sys().(*syscall.Stat_t).Blocks * 512; taken > 0 {
			files = append(files, file{name, taken})
			sum += taken
		}
	}
	var room syscall.Statfs_t
	if sum < leastForeign || syscall.Statfs(shm, &room) != nil {
		return ""
	}
	slices.SortFunc(files, func(a, b file) int {
		return cmp.Or(cmp.Compare(b.bytes, a.bytes), cmp.Compare(a.name, b.name))
	})
	var told []string
	for _, file := range files[:min(mostNamed, len(files))] {
		told = append(told, fmt.Sprintf("%s (%s)", short(printable.Text(file.name)), printable.Bytes(file.bytes)))
	}
	if more := len(files) - len(told); more > 0 {
		told = append(told, fmt.Sprintf("%d more", more))
	}
	// The operator reads it: src/iceoryx/signatures, SharedMemoryTakenByOthers.
	return fmt.Sprintf("Files in %s that are not RouDi's take %s of %s: %s.",
		shm, printable.Bytes(sum), printable.Bytes(int64(room.Blocks)*room.Bsize), strings.Join(told, ", "))
}

func short(name string) string {
	if runes := []rune(name); len(runes) > longestName {
		return string(runes[:longestName]) + "…"
	}
	return name
}

// sayForeign tells of files that others have left where RouDi makes its segments: if too little room is left, RouDi ends
// with words about its own segment alone.
func (entry Entry) sayForeign(command []string) {
	var configuration []byte
	if at := slices.Index(command, "-c"); at >= 0 && at+1 < len(command) {
		configuration, _ = os.ReadFile(command[at+1])
	}
	groups, _ := os.ReadFile("/etc/group")
	if said := ForeignFiles(entry.Shm, DataSegments(configuration, groups, os.Getegid())); said != "" {
		entry.Say(said)
	}
}
