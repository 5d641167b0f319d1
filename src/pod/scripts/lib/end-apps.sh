. lib/locks.sh
. lib/lives.sh
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
