// Generated from src/pod/scripts/*.sh by `npm run generate`. Do not edit.

/** await-apps-gone.sh */
export const awaitAppsGone = `tries=$1
while ! [ -e /tmp/.iceoryx-gone ] && [ "$tries" -gt 0 ]; do
  sleep 0.2
  tries=$((tries - 1))
done`;

/** link-ready.sh */
export const linkReady = `bound=
while read -r line; do
  case $line in *" $1") bound=yes && break ;; esac
done < /proc/net/unix
if [ -z "$bound" ]; then
  echo "no RouDi listens on $1"
  exit 1
fi
if grep -qs " $2 (deleted)\\$" /proc/[0-9]*/maps; then
  echo "a process still maps $2 of a RouDi that is gone: $(grep -ls " $2 (deleted)\\$" /proc/[0-9]*/maps)"
  exit 1
fi`;

/** link.sh */
export const link = `trap 'exit 0' TERM
rm -f /tmp/.iceoryx-gone
if ! [ -p /tmp/.iceoryx-alive ]; then
  echo "/tmp/.iceoryx-alive is missing: RouDi's container makes it; is /tmp shared with it?" >&2
  exit 1
fi
(
  exec 9< /tmp/.iceoryx-alive
  read -r _ <&9
) &
wait $!
[ -e /tmp/.iceoryx-gone ] && exit 0
echo 'RouDi is gone: every container must start anew'
exit 75`;

/** roudi-started.sh */
export const roudiStarted = `[ -S "$1" ] || exit 1
while read -r line; do
  case $line in *" $1") exit 0 ;; esac
done < /proc/net/unix
exit 1`;

/** roudi.sh */
export const roudi = `bound() {
  while read -r line; do
    case $line in *" $1") return 0 ;; esac
  done < /proc/net/unix
  return 1
}
socket=$1
shift
for lock in /tmp/*.lock; do
  dead=\${lock%.lock}
  if [ -S "$dead" ] && [ "$dead" != "$socket" ] && ! bound "$dead"; then
    rm -f "$dead" "$lock"
  fi
done
rm -f "$socket"
[ -p /tmp/.iceoryx-alive ] || mkfifo /tmp/.iceoryx-alive || exit 1
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-roudi
exec 8<> /tmp/.iceoryx-alive
exec "$@"`;

/** terminate-apps.sh */
export const terminateApps = `segment=$1
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
    pid=\${maps#/proc/}
    pid=\${pid%/maps}
    [ "$pid" = "$roudi" ] || echo "$pid"
  done
}
read -r roudi < /tmp/.iceoryx-roudi
mapping=$(grep -sm 1 " $segment\\$" "/proc/$roudi/maps")
identity=$(echo "$mapping" | { read -r _ _ _ device inode _ && echo " $device $inode "; })
if [ -n "$mapping" ]; then
  read -r now _ < /proc/uptime
  deadline=$((\${now%.*} + seconds))
  asked=' '
  while left=$(apps) && [ -n "$left" ]; do
    read -r now _ < /proc/uptime
    for pid in $left; do
      if [ "\${now%.*}" -ge "$deadline" ]; then
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
for lock in /tmp/*.lock; do
  if [ -S "\${lock%.lock}" ] && ! bound "\${lock%.lock}"; then
    sleep 2
    break
  fi
done`;
