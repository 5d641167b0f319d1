#!/bin/sh
# Startup probe of the RouDi container of a domain. Argument: the path of RouDi's socket.
. lib/alive.sh
# Rather than be asked again a second later, which all apps of the node would wait for.
tries=30
until alive "$1"; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || exit 1
  sleep 0.1
done
: > /run/iceoryx/started
