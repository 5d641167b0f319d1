#!/bin/sh
# preStop hook of the RouDi container of a domain: returns when RouDi may be stopped,
# that is when the apps of all pods have left, to which the companion's end has asked
# them. Arguments: how many seconds to wait at most for that, and "noticed" if RouDi
# must have noticed the end of every app, because it aborts otherwise (2.0).
. lib/members.sh
. lib/roudi-process.sh
seconds=$1
need=$2
: > /tmp/.iceoryx-leaving
roudi=
[ ! -e /run/iceoryx/roudi ] || read -r roudi < /run/iceoryx/roudi
members_left "$seconds" ||
  echo "some apps of the domain have not left within $seconds s" >&2
# It notices a dead app after 1.6 s.
tries=30
while [ "$need" = noticed ] && knows_apps && [ "$tries" -gt 0 ]; do
  sleep 0.1
  tries=$((tries - 1))
done
until_signals_are_handled
