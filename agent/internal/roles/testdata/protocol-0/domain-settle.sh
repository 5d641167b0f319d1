#!/bin/sh
# preStop hook of the RouDi container of a domain: returns when RouDi may be stopped,
# that is when the apps of all pods have left, to which the companion's end has asked
# them. Arguments: how many seconds to wait at most for that, and "noticed" if RouDi
# must have noticed the end of every app, because it aborts otherwise (2.0).
# Whether nobody uses the domain on this node any more, within so many seconds. The
# link of each pod that uses it holds a FIFO open for writing, so the kernel tells a
# reader when the last of them is gone, whatever process namespace it is in.
# Argument: the seconds.
members_left() {
  rm -f /run/iceoryx/left
  # Opening for reading alone would wait for the first of them.
  (
    # shellcheck disable=SC2094 # nothing is read or written
    exec 7<> /tmp/.iceoryx-members 6< /tmp/.iceoryx-members 7>&-
    read -r _ <&6
    : > /run/iceoryx/left
  ) &
  waiting=$!
  read -r now _ < /proc/uptime
  deadline=$((${now%.*} + $1))
  until [ -e /run/iceoryx/left ]; do
    read -r now _ < /proc/uptime
    if [ "${now%.*}" -ge "$deadline" ]; then
      kill "$waiting"
      return 1
    fi
    sleep 0.1
  done
}
# What is seen of RouDi, the process $roudi, in its own container.
# shellcheck disable=SC2154 # $roudi
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
# RouDi 2.95 lets apps in before it handles signals.
until_signals_are_handled() {
  tries=10
  while [ -d "/proc/$roudi" ] && ! handles_sigterm && [ "$tries" -gt 0 ]; do
    sleep 0.1
    tries=$((tries - 1))
  done
}
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
