package procfs

import (
	"bytes"
	"strconv"
	"strings"
)

// Mount is a line of /proc/PID/mountinfo.
type Mount struct {
	Device Device
	// Root is the directory or file of that file system that is mounted.
	Root string
	// Point is where.
	Point string
	// Type of the file system, such as tmpfs.
	Type string
	// Options of the mount, such as noexec.
	Options []string
}

// Device is the number of a file system.
type Device struct{ Major, Minor uint32 }

// ParseMountinfo returns the mounts in their order; lines that are none are left out.
func ParseMountinfo(content []byte) []Mount {
	var mounts []Mount
	for line := range bytes.Lines(content) {
		before, after, found := strings.Cut(string(line), " - ")
		fields, kind := strings.Fields(before), strings.Fields(after)
		if !found || len(fields) < 6 || len(kind) == 0 {
			continue
		}
		device, ok := parseDevice(fields[2], 10)
		if !ok {
			continue
		}
		mounts = append(mounts, Mount{
			Device:  device,
			Root:    unescape(fields[3]),
			Point:   unescape(fields[4]),
			Type:    kind[0],
			Options: strings.Split(fields[5], ","),
		})
	}
	return mounts
}

func parseDevice(text string, base int) (Device, bool) {
	major, minor, _ := strings.Cut(text, ":")
	a, err := strconv.ParseUint(major, base, 32)
	if err != nil {
		return Device{}, false
	}
	b, err := strconv.ParseUint(minor, base, 32)
	return Device{uint32(a), uint32(b)}, err == nil
}

// unescape undoes \040 and the like, by which the kernel writes spaces.
func unescape(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+3 < len(text) {
			if char, err := strconv.ParseUint(text[i+1:i+4], 8, 8); err == nil {
				out.WriteByte(byte(char))
				i += 3
				continue
			}
		}
		out.WriteByte(text[i])
	}
	return out.String()
}

// Mounts returns those that a process sees. The kernel shows them to a process of the same user, the same group and no
// fewer capabilities only.
func (fs FS) Mounts(pid int) ([]Mount, error) {
	content, err := fs.read(strconv.Itoa(pid), "mountinfo")
	return ParseMountinfo(content), err
}

// MountAt returns the mount at a directory that the calling process sees: the last one, which hides those before.
func (fs FS) MountAt(point string) (Mount, bool) {
	content, err := fs.read("self", "mountinfo")
	if err != nil {
		return Mount{}, false
	}
	var last Mount
	found := false
	for _, mount := range ParseMountinfo(content) {
		if mount.Point == point {
			last, found = mount, true
		}
	}
	return last, found
}

// ContainerOf returns the name that a container has in its pod: the kubelet mounts a file of its own into each, at
// /dev/termination-log, from a path with that name. It is "" where the mounts do not tell.
func ContainerOf(mounts []Mount) string {
	for _, mount := range mounts {
		if mount.Point != "/dev/termination-log" {
			continue
		}
		// …/pods/UID/containers/NAME/HASH
		parts := strings.Split(mount.Root, "/")
		for i, part := range parts {
			if part == "containers" && i+2 == len(parts)-1 && i >= 2 && parts[i-2] == "pods" && isName(parts[i+1]) {
				return parts[i+1]
			}
		}
	}
	return ""
}

// isName tells whether it can be that of a container. A process may have made its mounts itself.
func isName(text string) bool {
	return len(text) > 0 && len(text) <= 63 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
