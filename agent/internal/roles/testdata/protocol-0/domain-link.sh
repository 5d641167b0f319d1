#!/bin/sh
# Main process of the link container of a pod that uses its node's RouDi: ends with 75
# when that RouDi is gone, or about to be stopped, and the pod's apps have left.
# Arguments: for how many seconds apps may go on once they are asked to stop.
device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
# Prints "PID FILE" for each of these lock files that a living process holds, in
# whatever container of the pod. A runtime of iceoryx, RouDi too, holds the lock
# /tmp/NAME.lock as long as it lives, and /proc/locks shows it to everybody in the
# pod, unlike sockets, which are the node's where the pod has hostNetwork, and
# unlike what a process maps, which is only for those with its user, its group and
# no fewer capabilities. Volumes may use the same inode numbers.
locks() {
  # shellcheck disable=SC2012 # only the number is read, whatever the name
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=${where#*:}
      case $device in
        # Where /tmp leads elsewhere, it is not among the mounts.
        '' | "$((0x${where%%:*})):$((0x${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
# Whether a process has not ended; one that its parent has not yet asked about has.
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case ${stat##*) } in Z*) return 1 ;; esac
}
# Returns when no app of the pod is left. Arguments: seconds until apps that have
# not stopped are killed, "ask" to send all of them SIGTERM at once or "wait" to
# leave that to others, RouDi's process if it is one of the pod's, and the paths
# of RouDi's locks, which need not be those of the container's main process.
end_apps() {
  seconds=$1
  ask=$2
  roudi=$3
  shift 3
  roudis=" $* "
  read -r now _ < /proc/uptime
  deadline=$((${now%.*} + seconds))
  apps=
  known=' '
  while :; do
    for pid in $( app_processes ); do
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
}
app_processes() {
  locks /tmp/*.lock | while read -r pid lock; do
    case $roudis in *" $lock "*) continue ;; esac
    [ "$pid" = "$roudi" ] || echo "$pid"
  done
}
trap 'exit 0' TERM
seconds=$1
rm -f /run/iceoryx/*
told=
until [ -p /tmp/.iceoryx-alive ] && [ -p /tmp/.iceoryx-members ]; do
  [ -n "$told" ] || echo 'RouDi was never on this node yet: waiting'
  told=yes
  sleep 0.2 &
  wait $!
done
# Opening the first FIFO blocks until a RouDi is there to stay, reading it until it is
# not; the second one is held for as long as the apps may use that RouDi.
follow() {
  exec 9< /tmp/.iceoryx-alive
  exec 8<> /tmp/.iceoryx-members
  : > /run/iceoryx/following
  read -r _ <&9
  rm -f /run/iceoryx/following
  # The hook that has the apps stop ends with the container it runs in.
  while [ -e /run/iceoryx/ending ]; do
    [ -e /run/iceoryx/gone ] && exit 0
    sleep 0.2
  done
  if [ -e /tmp/.iceoryx-leaving ]; then
    echo 'RouDi is about to be stopped: the apps are asked to leave'
    end_apps "$seconds" ask '' > /dev/null
  else
    echo 'RouDi is gone: every container must start anew'
    # There is nothing left that they could end in order.
    end_apps 1 ask ''
  fi
}
# A shell serves a signal at once only while it waits.
follow &
wait $! || exit 1
[ ! -e /run/iceoryx/gone ] || exit 0
exit 75
