#!/bin/sh
# preStop hook of the link container; RouDi is stopped only after it has ended.
# Arguments: the path of the management segment, seconds until apps that do not
# stop are killed, and "ask" to send SIGTERM or "wait" to leave that to others.
segment=$1
seconds=$2
ask=$3
bound() {
  while read -r line; do
    case $line in *" $1") return 0 ;; esac
  done < /proc/net/unix
  return 1
}
apps() {
  grep -lsF "$identity" /proc/[0-9]*/maps | while read -r maps; do
    pid=${maps#/proc/}
    pid=${pid%/maps}
    [ "$pid" = "$roudi" ] || echo "$pid"
  done
}
read -r roudi < /tmp/.iceoryx-roudi
mapping=$(grep -sm 1 " $segment\$" "/proc/$roudi/maps")
# Device and inode: the same path may name another pod's segment.
identity=$(echo "$mapping" | { read -r _ _ _ device inode _ && echo " $device $inode "; })
if [ -n "$mapping" ]; then
  read -r now _ < /proc/uptime
  deadline=$((${now%.*} + seconds))
  asked=' '
  while left=$(apps) && [ -n "$left" ]; do
    read -r now _ < /proc/uptime
    for pid in $left; do
      if [ "${now%.*}" -ge "$deadline" ]; then
        kill -KILL "$pid"
      elif [ "$ask" = ask ]; then
        case $asked in *" $pid "*) continue ;; esac
        asked="$asked$pid "
        kill -TERM "$pid"
      fi
    done
    sleep 0.2
  done
fi
: > /tmp/.iceoryx-gone
# RouDi 2.0 aborts if it is stopped before it has noticed that an app died
# (1.6 s); an app that ended cleanly has removed its socket.
for lock in /tmp/*.lock; do
  if [ -S "${lock%.lock}" ] && ! bound "${lock%.lock}"; then
    sleep 2
    break
  fi
done
