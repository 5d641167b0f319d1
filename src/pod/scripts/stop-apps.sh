#!/bin/sh
# preStop hook of an app container: has those apps stop that the kubelet's signal
# does not reach, because it goes to the container's main process, a shell say,
# with which the runtime ends everything else in the container. Arguments: the
# signal, without SIG, and for how many seconds to wait.
# A main process has its parent outside of the pod, 0, and processes of one
# container have the same control groups.
. lib/locks.sh
. lib/lives.sh
signal=$1
seconds=$2
groups() {
  while read -r line; do
    echo "$line"
  done 2> /dev/null < "/proc/$1/cgroup"
}
holders() {
  locks /tmp/*.lock | while read -r pid _; do
    echo "$pid"
  done
}
own=$(groups self)
apps=
for pid in $(holders); do
  read -r stat 2> /dev/null < "/proc/$pid/stat" || continue
  # shellcheck disable=SC2086 # words are what is wanted
  set -- ${stat##*) }
  [ "$2" != 0 ] || continue
  [ "$(groups "$pid")" = "$own" ] || continue
  kill -s "$signal" "$pid" && apps="$apps $pid"
done
read -r now _ < /proc/uptime
deadline=$((${now%.*} + seconds))
for pid in $apps; do
  while lives "$pid" && [ "${now%.*}" -lt "$deadline" ]; do
    sleep 0.1 || exit
    read -r now _ < /proc/uptime
  done
done
# Their parents learn of it only now: a shell that were stopped before would not
# go on with its script.
tries=10
for pid in $apps; do
  while [ -d "/proc/$pid" ] && [ "$tries" -gt 0 ]; do
    sleep 0.1 || exit
    tries=$((tries - 1))
  done
done
