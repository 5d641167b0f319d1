package procfs

import (
	"strconv"
	"strings"
)

// Cgroups are the control groups of a process by hierarchy: by the names of its controllers with version 1, by "" with
// version 2.
//
// With version 2, and wherever a container has a cgroup namespace of its own, paths are relative to the container of who
// reads them: "/" is that container, and what is in others begins with "/..".
type Cgroups map[string]string

// ParseCgroups reads /proc/PID/cgroup.
func ParseCgroups(content string) Cgroups {
	groups := Cgroups{}
	for line := range strings.Lines(content) {
		_, rest, found := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		hierarchy, path, complete := strings.Cut(rest, ":")
		if found && complete && strings.HasPrefix(path, "/") {
			groups[hierarchy] = path
		}
	}
	return groups
}

// Cgroups returns those of a process.
func (fs FS) Cgroups(pid int) (Cgroups, error) {
	return fs.cgroups(strconv.Itoa(pid))
}

// OwnCgroups returns those of the calling process.
func (fs FS) OwnCgroups() (Cgroups, error) {
	return fs.cgroups("self")
}

func (fs FS) cgroups(pid string) (Cgroups, error) {
	content, err := fs.read(pid, "cgroup")
	return ParseCgroups(string(content)), err
}

// Contain tells whether a process with other control groups is in the same container, as seen by a process of that
// container: its groups are the same or below, in every hierarchy. Containers of one pod differ in all of them.
func (groups Cgroups) Contain(other Cgroups) bool {
	if len(groups) == 0 {
		return false
	}
	for hierarchy, path := range groups {
		theirs, found := other[hierarchy]
		if !found || !isAtOrBelow(path, theirs) {
			return false
		}
	}
	return true
}

// Equal tells whether both are in the same groups.
func (groups Cgroups) Equal(other Cgroups) bool {
	return groups.Contain(other) && other.Contain(groups)
}

func isAtOrBelow(path, other string) bool {
	switch {
	case path == other:
		return true
	case path == "/":
		// Only what is outside of a namespace begins so.
		return other != "/.." && !strings.HasPrefix(other, "/../")
	default:
		return strings.HasPrefix(other, path+"/")
	}
}

// idLength is that of a container's id, in hexadecimal digits.
const idLength = 64

// ContainerID returns the container runtime's name of the container that a process is in; "" where its groups do not tell,
// as those of the reader's own container with version 2. It stands in a group's name, where systemd manages groups between
// a prefix and a suffix.
func (groups Cgroups) ContainerID() string {
	for _, path := range groups {
		words := strings.FieldsFunc(path, func(char rune) bool { return strings.ContainsRune("/:-.", char) })
		for i := len(words) - 1; i >= 0; i-- {
			if len(words[i]) == idLength && strings.Trim(words[i], "0123456789abcdef") == "" {
				return words[i]
			}
		}
	}
	return ""
}
