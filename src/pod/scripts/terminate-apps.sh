#!/bin/sh
# preStop hook of the link container: returns when no app is left. Arguments:
# seconds until apps that have not stopped are killed, so that RouDi keeps its
# time, and "ask" to send all of them SIGTERM at once or "wait" to leave that to
# the hooks of their containers and to the kubelet.
# An app holds the lock /tmp/NAME.lock as long as it lives. Who holds it is in
# /proc/locks, which everybody may read; what a process maps is only for those
# with its user, its group and no fewer capabilities.
seconds=$1
ask=$2
: > /tmp/.iceoryx-ending
# Not the processes 0: who took the lock is dead, a child has inherited it.
holders() {
  # shellcheck disable=SC2012 # only the number is read, whatever the name
  ls -i /tmp/*.lock 2> /dev/null | while read -r inode _; do
    while read -r _ _ _ _ pid file _; do
      case $file in *":$inode") ;; *) continue ;; esac
      [ "$pid" = 0 ] || [ "$pid" = "$roudi" ] || echo "$pid"
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
known=' '
while :; do
  for pid in $(holders); do
    case $known in *" $pid "*) continue ;; esac
    known="$known$pid "
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
  sleep 0.1
done
: > /tmp/.iceoryx-gone
