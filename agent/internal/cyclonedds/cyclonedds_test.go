package cyclonedds

import (
	"encoding/xml"
	"regexp"
	"testing"
)

type configuration struct {
	Enable  string `xml:"Domain>SharedMemory>Enable"`
	Locator string `xml:"Domain>SharedMemory>Locator"`
}

func read(t *testing.T, roudi string) configuration {
	t.Helper()
	var found configuration
	if err := xml.Unmarshal(Configuration(roudi), &found); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestUsersOfOneRoudiHaveOneLocatorAndThoseOfAnotherHaveAnother(t *testing.T) {
	one := read(t, "node-1/robot/camera")
	if one.Enable != "true" || !regexp.MustCompile(`^iceoryx/[0-9a-f]{2}(:[0-9a-f]{2}){15}$`).MatchString(one.Locator) {
		t.Error(one)
	}
	if again := read(t, "node-1/robot/camera"); again != one {
		t.Error(again, one)
	}
	if other := read(t, "node-2/robot/camera"); other.Locator == one.Locator {
		t.Error("two RouDis have the same Locator", other)
	}
}

func TestWhatNamesTheRoudiDoesNotReachTheFile(t *testing.T) {
	if found := read(t, "</Locator><Locator>"); found.Enable != "true" {
		t.Error(found)
	}
}
