#!/bin/sh
# preStop hook of the RouDi container: returns when RouDi may be stopped. Arguments:
# the path of RouDi's socket, how many seconds to wait at most, and "noticed" if
# RouDi must have noticed the end of every app, because it aborts otherwise (2.0).
# All hooks begin together; the kubelet stops link only after the apps' containers
# have ended.
. lib/roudi-process.sh
socket=$1
seconds=$2
need=$3
# An app that ended cleanly has removed its socket.
cut_off() {
  for lock in /tmp/*.lock; do
    app=${lock%.lock}
    [ "$app" = "$socket" ] || ! [ -S "$app" ] || return 0
  done
  return 1
}
roudi=
link=
[ ! -e /tmp/.iceoryx-roudi ] || read -r roudi < /tmp/.iceoryx-roudi
[ ! -e /tmp/.iceoryx-link ] || read -r link < /tmp/.iceoryx-link
read -r now _ < /proc/uptime
deadline=$((${now%.*} + seconds))
while [ "${now%.*}" -lt "$deadline" ]; do
  if [ -z "$link" ] || ! [ -d "/proc/$link" ]; then
    if ! [ "$need" = noticed ] || ! cut_off || ! knows_apps; then
      break
    fi
  fi
  sleep 0.1
  read -r now _ < /proc/uptime
done
until_signals_are_handled
