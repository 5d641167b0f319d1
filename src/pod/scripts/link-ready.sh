#!/bin/sh
# Readiness probe of the link container. Argument: the path of RouDi's socket.
# That RouDi is there suffices: it starts beside no app of the one before.
. lib/alive.sh
if ! alive "$1"; then
  echo "there is no RouDi at $1"
  exit 1
fi
read -r roudi < /tmp/.iceoryx-roudi
read -r stat 2> /dev/null < "/proc/$roudi/stat" || exit 1
case ${stat##*) } in
  T*)
    # Once it goes on, it forgets every app that it has not heard of for 1.5 s,
    # and no app is told.
    echo "RouDi, process $roudi, was stopped by a signal: it is ended now"
    kill -KILL "$roudi"
    exit 1
    ;;
  t*)
    echo "RouDi, process $roudi, is stopped by a debugger"
    exit 1
    ;;
esac
