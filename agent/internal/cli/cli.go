// Package cli reads the options of a subcommand. They are few, and always --NAME=VALUE or --NAME, so that a pod can be
// read; an error names the option, its value and the way out.
package cli

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Options of a subcommand.
type Options struct {
	command string
	all     []*option
}

type option struct {
	name, value, help string
	isSwitch          bool
	isRequired        bool
	isGiven           bool
	set               func(string) error
	preset            string
}

// For begins the options of a subcommand.
func For(command string) *Options { return &Options{command: command} }

// Seconds is a time, of which fractions count, from least to 10 days.
func (options *Options) Seconds(name string, preset, least float64, help string) *time.Duration {
	const most = 864_000
	value := time.Duration(preset * float64(time.Second))
	options.add(&option{name: name, value: "SECONDS", help: help, preset: number(preset), set: func(text string) error {
		seconds, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(seconds) || seconds < least || seconds > most {
			return fmt.Errorf("is no time in seconds from %s to %d; give one, such as --%s=%s", number(least), most, name, number(preset))
		}
		value = time.Duration(seconds * float64(time.Second))
		return nil
	}})
	return &value
}

// Path is an absolute path.
func (options *Options) Path(name, preset, help string) *string {
	value := preset
	options.add(&option{name: name, value: "PATH", help: help, preset: preset, set: func(text string) error {
		if !filepath.IsAbs(text) || filepath.Clean(text) != text {
			return fmt.Errorf("is no absolute path in its shortest form; give one, such as --%s=%s", name, preset)
		}
		value = text
		return nil
	}})
	return &value
}

// Names are file names, separated by commas.
func (options *Options) Names(name, preset, help string) *[]string {
	value := strings.Split(preset, ",")
	options.add(&option{name: name, value: "NAMES", help: help, preset: preset, set: func(text string) error {
		value = strings.Split(text, ",")
		for _, each := range value {
			if !isName(each) {
				return fmt.Errorf("has a name that is no file's: %q; give names separated by commas, such as --%s=%s", each, name, preset)
			}
		}
		return nil
	}})
	return &value
}

// Text is anything but nothing.
func (options *Options) Text(name, help string) *string {
	value := ""
	options.add(&option{name: name, value: "TEXT", help: help, set: func(text string) error {
		if text == "" {
			return fmt.Errorf("is empty; give a text, or leave --%s out", name)
		}
		value = text
		return nil
	}})
	return &value
}

// Name is a file name.
func (options *Options) Name(name, preset, help string) *string {
	value := preset
	options.add(&option{name: name, value: "NAME", help: help, preset: preset, set: func(text string) error {
		if !isName(text) {
			return fmt.Errorf("is no name of a file; give one, such as --%s=%s", name, preset)
		}
		value = text
		return nil
	}})
	return &value
}

func isName(text string) bool {
	return text != "" && text != "." && text != ".." && !strings.Contains(text, "/")
}

// Number is a whole number.
func (options *Options) Number(name string, preset, least, most int, help string) *int {
	value := preset
	options.add(&option{name: name, value: "NUMBER", help: help, preset: strconv.Itoa(preset), set: func(text string) error {
		number, err := strconv.Atoi(text)
		if err != nil || number < least || number > most {
			return fmt.Errorf("is no whole number from %d to %d; give one, such as --%s=%d", least, most, name, preset)
		}
		value = number
		return nil
	}})
	return &value
}

// Choice is one of some words; the first is the preset.
func (options *Options) Choice(name string, words []string, help string) *string {
	value := words[0]
	options.add(&option{name: name, value: strings.Join(words, "|"), help: help, preset: words[0], set: func(text string) error {
		if !slices.Contains(words, text) {
			return fmt.Errorf("is none of %s; give one of them", strings.Join(words, ", "))
		}
		value = text
		return nil
	}})
	return &value
}

// Switch is on when it is there.
func (options *Options) Switch(name, help string) *bool {
	value := false
	options.add(&option{name: name, isSwitch: true, help: help, set: func(string) error {
		value = true
		return nil
	}})
	return &value
}

// Require has Parse fail where an option is not given.
func (options *Options) Require(names ...string) *Options {
	for _, one := range options.all {
		one.isRequired = one.isRequired || slices.Contains(names, one.name)
	}
	return options
}

func (options *Options) add(one *option) { options.all = append(options.all, one) }

// Parse reads arguments; what follows "--" is returned.
func (options *Options) Parse(arguments []string) ([]string, error) {
	var rest []string
	for i, argument := range arguments {
		if argument == "--" {
			rest = arguments[i+1:]
			break
		}
		if err := options.read(argument); err != nil {
			return nil, fmt.Errorf("agent %s: %w", options.command, err)
		}
	}
	for _, one := range options.all {
		if one.isRequired && !one.isGiven {
			return nil, fmt.Errorf("agent %s: --%s=%s is missing: %s", options.command, one.name, one.value, one.help)
		}
	}
	return rest, nil
}

func (options *Options) read(argument string) error {
	text, isOption := strings.CutPrefix(argument, "--")
	if !isOption {
		return fmt.Errorf("%q is no option; %s", argument, options.known())
	}
	name, value, hasValue := strings.Cut(text, "=")
	for _, one := range options.all {
		switch {
		case one.name != name:
			continue
		case one.isGiven:
			return fmt.Errorf("--%s is given twice; leave one of them out", name)
		case one.isSwitch && hasValue:
			return fmt.Errorf("--%s has the value %q, but takes none; write --%s, or leave it out", name, value, name)
		case !one.isSwitch && !hasValue:
			return fmt.Errorf("--%s has no value; write --%s=%s", name, name, one.value)
		}
		one.isGiven = true
		if err := one.set(value); err != nil {
			return fmt.Errorf("--%s=%s %w", name, value, err)
		}
		return nil
	}
	return fmt.Errorf("--%s is not known; %s", name, options.known())
}

func (options *Options) known() string {
	if len(options.all) == 0 {
		return "there are no options"
	}
	names := make([]string, len(options.all))
	for i, one := range options.all {
		names[i] = "--" + one.name
	}
	return "there are " + strings.Join(names, ", ")
}

// Help lists the options, one a line.
func (options *Options) Help() string {
	var out strings.Builder
	for _, one := range options.all {
		form := "--" + one.name
		if !one.isSwitch {
			form += "=" + one.value
		}
		fmt.Fprintf(&out, "  %-34s %s", form, one.help)
		if one.preset != "" && !one.isRequired {
			fmt.Fprintf(&out, " [%s]", one.preset)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func number(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }
