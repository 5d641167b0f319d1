#!/bin/sh
# preStop hook of an app container whose main process is a shell: a shell that is
# told to stop takes its child with it, so it must not be told before the child
# has left. Argument: how many times to look, five times a second.
tries=$1
while ! [ -e /tmp/.iceoryx-gone ] && [ "$tries" -gt 0 ]; do
  sleep 0.2
  tries=$((tries - 1))
done
