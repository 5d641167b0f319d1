#!/bin/sh
# preStop hook of the RouDi container: returns when RouDi may be stopped. Arguments:
# the path of RouDi's socket, how many seconds to wait at most, and "noticed" if
# RouDi must have noticed the end of every app, because it aborts otherwise (2.0).
# All hooks begin together; the kubelet stops link only after the apps' containers
# have ended.
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
# RouDi has its own socket and one to each app that it believes to be there.
knows_apps() {
  files=$(ls -l "/proc/$roudi/fd" 2> /dev/null) || return 1
  sockets=$(echo "$files" | while read -r line; do
    case $line in *' '[012]' -> '*) ;; *' -> socket:'*) echo "${line##* }" ;; esac
  done)
  case $sockets in *socket*socket*) return 0 ;; esac
  return 1
}
# SIGTERM is bit 14 of what is caught.
handles_sigterm() {
  while read -r key value; do
    case $key$value in SigCgt:*[4567cdef]???) return 0 ;; esac
  done 2> /dev/null < "/proc/$roudi/status"
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
# RouDi 2.95 lets apps in before it handles signals.
tries=10
while [ -d "/proc/$roudi" ] && ! handles_sigterm && [ "$tries" -gt 0 ]; do
  sleep 0.1
  tries=$((tries - 1))
done
