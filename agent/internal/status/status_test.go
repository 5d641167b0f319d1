package status_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"iceoryx.io/agent/internal/lab"
	"iceoryx.io/agent/internal/procfs"
	"iceoryx.io/agent/internal/report"
	"iceoryx.io/agent/internal/roles"
	"iceoryx.io/agent/internal/roudi"
	"iceoryx.io/agent/internal/runtimes"
	"iceoryx.io/agent/internal/state"
	"iceoryx.io/agent/internal/status"
)

func TestMain(m *testing.M) { lab.Main(m) }

// followed is a pod with a RouDi and an app, as an agent sees it.
func followed(t *testing.T) (runtimes.Pod, state.Dir, string) {
	t.Helper()
	pod, dir, shm := lab.Pod(t), state.Dir{Path: t.TempDir()}, t.TempDir()
	process := lab.Runtime(t, pod, "roudi", "")
	lab.Runtime(t, pod, "camera", "")
	stat, err := procfs.Default.Stat(process.PID())
	if err != nil {
		t.Fatal(err)
	}
	now, _ := procfs.Default.Uptime()
	agent := report.Agent{
		Version: "0.1.0", Role: "pod", PID: os.Getpid(), Phase: report.Following, Message: "RouDi is ready.", Since: now,
		RoudiName: "roudi", RoudiLocks: []string{"roudi"}, Roudi: &roudi.Incarnation{PID: stat.PID, Start: stat.Start},
	}
	if err := agent.Write(dir); err != nil {
		t.Fatal(err)
	}
	if err := dir.Write(roles.DeathsFile, "2"); err != nil {
		t.Fatal(err)
	}
	segment, err := os.Create(filepath.Join(shm, "iceoryx_mgmt"))
	if err != nil {
		t.Fatal(err)
	}
	defer segment.Close()
	if err := segment.Truncate(1 << 20); err != nil {
		t.Fatal(err)
	}
	return pod, dir, shm
}

func TestItTellsOfRouDiAppsRenewalsAndSegments(t *testing.T) {
	pod, dir, shm := followed(t)
	found, err := status.Gather(pod, shm, dir)
	if err != nil {
		t.Fatal(err)
	}
	content, err := json.Marshal(found)
	if err != nil {
		t.Fatal(err)
	}
	for what, pattern := range map[string]string{
		"the protocol":                  `^\{"protocol":1,`,
		"the agent":                     `"agent":\{"version":"0\.1\.0","role":"pod","phase":"Following","message":"RouDi is ready\.","seconds":[0-9.]+\}`,
		"RouDi":                         `"roudi":\{"pid":\d+,"incarnation":"\d+-\d+","ageSeconds":[0-9.]+,"state":"S"\}`,
		"deaths and the next delay":     `"renewals":\{"deaths":2,"nextDelaySeconds":20\}`,
		"the app, of no container here": `"apps":\[\{"pid":\d+,"name":"camera","container":null,"containerReason":"its mounts do not tell","sharedMemoryBytes":10\d+\}\]`,
		"the segment, of which nothing is in memory": `"segments":\[\{"name":"iceoryx_mgmt","bytes":1048576,"residentBytes":0\}\]\}$`,
	} {
		if !regexp.MustCompile(pattern).Match(content) {
			t.Errorf("%s is not in\n%s", what, content)
		}
	}
}

func TestPeopleReadItInWords(t *testing.T) {
	pod, dir, shm := followed(t)
	found, err := status.Gather(pod, shm, dir)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	found.Print(&out)
	for _, pattern := range []string{
		`(?m)^Agent 0\.1\.0 \(pod\): RouDi is ready\.$`,
		`(?m)^RouDi: process \d+, for \ds$`,
		`(?m)^Restarts: 2 deaths of RouDi count; after another one all containers start again in 20s$`,
		`(?m)^  camera +process \d+, container not known, its mounts do not tell, 1\.\d MiB of shared memory in use$`,
		`(?m)^  iceoryx_mgmt +1\.0 MiB, 0 B in memory$`,
	} {
		if !regexp.MustCompile(pattern).Match(out.Bytes()) {
			t.Errorf("%s is not in\n%s", pattern, out.String())
		}
	}
}

func TestWhatMayNotBeReadIsNullWithAReason(t *testing.T) {
	_, dir, _ := followed(t)
	pod := runtimes.Pod{Tmp: t.TempDir(), Proc: procfs.FS{Root: t.TempDir()}}
	found, err := status.Gather(pod, "/nowhere", dir)
	if err != nil {
		t.Fatal(err)
	}
	content, _ := json.Marshal(found)
	for _, part := range []string{
		`"seconds":null`, `"state":null,"stateReason":"the process has ended"`,
		`"apps":null,"appsReason":"the kernel of this node does not show who holds which lock`,
		`"segments":null,"segmentsReason":"no such file or directory"`,
	} {
		if !strings.Contains(string(content), part) {
			t.Errorf("%s is not in\n%s", part, content)
		}
	}
}

func TestBeforeTheAgentHasStartedItSaysSo(t *testing.T) {
	dir := state.Dir{Path: t.TempDir()}
	if _, err := status.Gather(lab.Pod(t), t.TempDir(), dir); err == nil || !strings.HasPrefix(err.Error(), "the agent has not started: ") {
		t.Error(err)
	}
}

func TestItTellsThatRouDiWasEndedBecauseTheClockWasSetBack(t *testing.T) {
	pod, dir, shm := followed(t)
	now, _ := procfs.Default.Uptime()
	if err := dir.Write(roles.ClockFile, "60000", fmt.Sprint(now-90)); err != nil {
		t.Fatal(err)
	}
	found, err := status.Gather(pod, shm, dir)
	if err != nil {
		t.Fatal(err)
	}
	content, _ := json.Marshal(found)
	if !regexp.MustCompile(`"clockSetBack":\{"seconds":60,"agoSeconds":9[0-9.]+\}`).Match(content) {
		t.Errorf("it is not in\n%s", content)
	}
	var out bytes.Buffer
	found.Print(&out)
	if !regexp.MustCompile(`(?m)^Clock: RouDi was ended 1m3\ds ago, because the node's clock was set back by 1m0s$`).Match(out.Bytes()) {
		t.Errorf("it is not in\n%s", out.String())
	}
}
