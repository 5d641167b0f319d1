#!/bin/sh
# preStop hook of the link container: has the apps stop before the kubelet does.
# Arguments: seconds until apps that do not stop are killed, and "ask" to send
# SIGTERM or "wait" to leave that to others.
# An app holds the lock /tmp/NAME.lock as long as it lives. Who holds it is in
# /proc/locks, which everybody may read; what a process maps is only for those
# with its user, its group and no fewer capabilities.
seconds=$1
ask=$2
: > /tmp/.iceoryx-ending
holders() {
  # shellcheck disable=SC2012 # only the number is read, whatever the name
  ls -i /tmp/*.lock 2> /dev/null | while read -r inode _; do
    while read -r _ _ _ _ pid file _; do
      case $file in *":$inode") [ "$pid" = "$roudi" ] || echo "$pid" ;; esac
    done < /proc/locks
  done
}
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case ${stat##*) } in Z*) return 1 ;; esac
}
read -r roudi < /tmp/.iceoryx-roudi
read -r now _ < /proc/uptime
deadline=$((${now%.*} + seconds))
apps=
asked=' '
while :; do
  for pid in $(holders); do
    case $asked in *" $pid "*) continue ;; esac
    asked="$asked$pid "
    apps="$apps $pid"
    [ "$ask" = ask ] && kill -TERM "$pid"
  done
  left=
  read -r now _ < /proc/uptime
  for pid in $apps; do
    lives "$pid" || continue
    left="$left $pid"
    [ "${now%.*}" -lt "$deadline" ] || kill -KILL "$pid"
  done
  apps=$left
  [ -n "$apps" ] || break
  sleep 0.2
done
: > /tmp/.iceoryx-gone
