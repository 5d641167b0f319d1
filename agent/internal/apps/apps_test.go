package apps_test

import (
	"fmt"
	"strings"
	"testing"

	"iceoryx.io/agent/internal/apps"
	"iceoryx.io/agent/internal/lab"
)

func TestMain(m *testing.M) { lab.Main(m) }

func TestAnAppIsConnectedOnceItHasTouchedSharedMemory(t *testing.T) {
	pod := lab.Pod(t)
	lab.Runtime(t, pod, "roudi", "")
	lab.Runtime(t, pod, "camera", "")
	lab.Runtime(t, pod, "late", "waiting")
	list, err := apps.List(pod, []string{"roudi"})
	if err != nil {
		t.Fatal(err)
	}
	connected := map[string]bool{}
	for _, app := range list {
		connected[app.Name] = app.IsConnected()
	}
	if len(connected) != 2 || !connected["camera"] || connected["late"] {
		t.Error(connected)
	}
}

func TestALineTellsWhoIsConnectedInWhichContainer(t *testing.T) {
	touched, none, publisher := int64(4096), int64(0), "publisher"
	id := strings.Repeat("0123456789abcdef", 4)
	line := apps.Line([]apps.App{
		{Name: "camera", Container: &publisher, ContainerID: id, SharedMemoryBytes: &touched},
		{Name: "lidar", Container: &publisher, ContainerID: id, SharedMemoryBytes: &touched},
		{Name: "late", ContainerID: id, SharedMemoryBytes: &none},
		{Name: "gone"},
	})
	want := `Apps: 2 connected to RouDi, 2 waiting for it. {"connected":[{"container":"publisher","id":"0123456789ab","runtimes":2}],"waiting":[{"id":"0123456789ab","runtimes":1},{"runtimes":1}]}`
	if line != want {
		t.Errorf("got  %s\nwant %s", line, want)
	}
	if line := apps.Line(nil); line != `Apps: 0 connected to RouDi, 0 waiting for it. {"connected":[],"waiting":[]}` {
		t.Error(line)
	}
}

func TestALineIsBounded(t *testing.T) {
	touched := int64(4096)
	many := make([]apps.App, 1000)
	for i := range many {
		many[i] = apps.App{Name: strings.Repeat("\n\x1b[31m", 60), ContainerID: fmt.Sprintf("%064x", i), SharedMemoryBytes: &touched}
	}
	line := apps.Line(many)
	if !strings.HasPrefix(line, "Apps: 1000 connected to RouDi, 0 waiting for it. {") || len(line) > 8*1024 {
		t.Error(len(line))
	}
	if strings.ContainsAny(line, "\n\x1b") {
		t.Error("it is not one plain line")
	}
}
