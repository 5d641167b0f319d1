#!/bin/sh
# preStop hook of an app container whose main process is a shell: a shell that is
# told to stop takes its child with it, so it must not be told before the child
# has left. Argument: tenths of a second to wait at the most.
tries=$1
while ! [ -e /tmp/.iceoryx-gone ] && [ "$tries" -gt 0 ]; do
  sleep 0.1
  tries=$((tries - 1))
done
