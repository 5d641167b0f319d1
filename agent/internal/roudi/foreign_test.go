package roudi_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"iceoryx.io/agent/internal/roudi"
)

const configuration = "[general]\nversion = 1\n\n[[segment]]\nwriter = \"cameras\"\nreader = \"everybody\"\n\n[[segment.mempool]]\nsize = 128\ncount = 4\n"

func shm(t *testing.T, files map[string]int) string {
	t.Helper()
	directory := t.TempDir()
	for name, bytes := range files {
		if err := os.WriteFile(filepath.Join(directory, name), make([]byte, bytes), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return directory
}

func TestFilesOfOthersThatTakeRoomAreNamedTheLargestFirst(t *testing.T) {
	data := roudi.DataSegments([]byte(configuration), []byte("root:x:0:\nrobots:x:2000:a,b\n"), 2000)
	directory := shm(t, map[string]int{
		"iceoryx_mgmt": 9 << 20, "iox1_0_i_management": 9 << 20, "cameras": 9 << 20, "robots": 9 << 20,
		"torch_77_123_0": 3 << 20, "everybody": 2 << 20, "small": 4096,
	})
	said := roudi.ForeignFiles(directory, data)
	want := regexp.MustCompile(`^Files in ` + directory + ` that are not RouDi's take 5\.0 MiB of \d+\.\d MiB: torch_77_123_0 \(3\.0 MiB\), everybody \(2\.0 MiB\), small \(4\.0 KiB\)\.$`)
	if !want.MatchString(said) {
		t.Error(said)
	}
}

func TestNothingIsSaidWhereOthersTakeNextToNoRoom(t *testing.T) {
	for name, files := range map[string]map[string]int{"none": {}, "few": {"sem.loader": 32, "empty": 0}} {
		if said := roudi.ForeignFiles(shm(t, files), nil); said != "" {
			t.Error(name, said)
		}
	}
	if said := roudi.ForeignFiles(filepath.Join(t.TempDir(), "gone"), nil); said != "" {
		t.Error(said)
	}
}

func TestNamesOfOthersAreBoundedAndPrintable(t *testing.T) {
	files := map[string]int{"a\n[Error]\x1b[31m" + strings.Repeat("🤖", 50): 2 << 20}
	for number := range 50 {
		files["file"+strconv.Itoa(number)] = 1 << 20
	}
	said := roudi.ForeignFiles(shm(t, files), nil)
	if strings.ContainsAny(said, "\n\x1b") || len([]rune(said)) > 400 || !strings.HasSuffix(said, ", 47 more.") {
		t.Errorf("%d %q", len([]rune(said)), said)
	}
}
