package cli

import (
	"strings"
	"testing"
	"time"
)

func TestOptionsAreReadAndWhatFollowsTwoDashesIsLeft(t *testing.T) {
	options := For("test")
	seconds := options.Seconds("within", 4, 0, "")
	path := options.Path("state", "/run", "")
	names := options.Names("locks", "a,b", "")
	name := options.Name("socket", "roudi", "")
	group := options.Number("group", 0, 0, 10, "")
	word := options.Choice("scope", []string{"pod", "domain"}, "")
	renew := options.Switch("renew", "")
	rest, err := options.Parse([]string{"--within=0.5", "--state=/a", "--locks=c", "--socket=x", "--group=7", "--scope=domain", "--renew", "--", "iox-roudi", "--x"})
	if err != nil {
		t.Fatal(err)
	}
	if *seconds != 500*time.Millisecond || *path != "/a" || len(*names) != 1 || *name != "x" || *group != 7 || *word != "domain" || !*renew {
		t.Error(*seconds, *path, *names, *name, *group, *word, *renew)
	}
	if strings.Join(rest, " ") != "iox-roudi --x" {
		t.Error(rest)
	}
}

func TestAnErrorNamesTheOptionItsValueAndTheWayOut(t *testing.T) {
	for argument, want := range map[string]string{
		"--within=soon":   "agent test: --within=soon is no time in seconds from 0 to 864000; give one, such as --within=4",
		"--within=-1":     "agent test: --within=-1 is no time in seconds from 0 to 864000; give one, such as --within=4",
		"--within=NaN":    "agent test: --within=NaN is no time in seconds from 0 to 864000; give one, such as --within=4",
		"--within":        "agent test: --within has no value; write --within=SECONDS",
		"--state=run":     "agent test: --state=run is no absolute path in its shortest form; give one, such as --state=/run",
		"--state=/run/":   "agent test: --state=/run/ is no absolute path in its shortest form; give one, such as --state=/run",
		"--locks=a,,b":    `agent test: --locks=a,,b has a name that is no file's: ""; give names separated by commas, such as --locks=a,b`,
		"--locks=../x":    `agent test: --locks=../x has a name that is no file's: "../x"; give names separated by commas, such as --locks=a,b`,
		"--socket=/roudi": "agent test: --socket=/roudi is no name of a file; give one, such as --socket=roudi",
		"--group=1e3":     "agent test: --group=1e3 is no whole number from 0 to 10; give one, such as --group=3",
		"--scope=node":    "agent test: --scope=node is none of pod, domain; give one of them",
		"--renew=yes":     `agent test: --renew has the value "yes", but takes none; write --renew, or leave it out`,
		"renew":           `agent test: "renew" is no option; there are --within, --state, --locks, --socket, --group, --scope, --renew`,
		"--renwe":         "agent test: --renwe is not known; there are --within, --state, --locks, --socket, --group, --scope, --renew",
	} {
		t.Run(argument, func(t *testing.T) {
			options := For("test")
			options.Seconds("within", 4, 0, "")
			options.Path("state", "/run", "")
			options.Names("locks", "a,b", "")
			options.Name("socket", "roudi", "")
			options.Number("group", 3, 0, 10, "")
			options.Choice("scope", []string{"pod", "domain"}, "")
			options.Switch("renew", "")
			if _, err := options.Parse([]string{argument}); err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

func TestAnOptionThatIsNeededOrGivenTwiceIsNamed(t *testing.T) {
	options := For("test")
	options.Number("group", 0, 0, 10, "RouDi's group")
	options.Require("group")
	if _, err := options.Parse(nil); err == nil || err.Error() != "agent test: --group=NUMBER is missing: RouDi's group" {
		t.Error(err)
	}
	if _, err := options.Parse([]string{"--group=1", "--group=2"}); err == nil || err.Error() != "agent test: --group is given twice; leave one of them out" {
		t.Error(err)
	}
}
