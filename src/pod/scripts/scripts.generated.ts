// Generated from src/pod/scripts/*.sh by `npm run generate`. Do not edit.

/** await-apps-gone.sh */
export const awaitAppsGone = `tries=$1
while ! [ -e /tmp/.iceoryx-gone ] && [ "$tries" -gt 0 ]; do
  sleep 0.2
  tries=$((tries - 1))
done`;

/** link-ready.sh */
export const linkReady = `began() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  set -- \${stat##*) }
  echo "\${20}"
}
bound=
while read -r line; do
  case $line in *" $1") bound=yes && break ;; esac
done < /proc/net/unix
if [ -z "$bound" ]; then
  echo "no RouDi listens on $1"
  exit 1
fi
read -r roudi < /tmp/.iceoryx-roudi
since=$(began "$roudi") || exit 1
ls -i /tmp/*.lock 2> /dev/null | while read -r inode lock; do
  while read -r _ _ _ _ pid file _; do
    case $file in *":$inode") ;; *) continue ;; esac
    start=$(began "$pid") || continue
    if [ "$start" -lt "$since" ]; then
      echo "the app that holds $lock, process $pid, still uses a RouDi that is gone"
      exit 1
    fi
  done < /proc/locks || exit 1
done`;

/** link.sh */
export const link = `trap 'exit 0' TERM
rm -f /tmp/.iceoryx-gone
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-link
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

/** settle.sh */
export const settle = `bound() {
  while read -r line; do
    case $line in *" $1") return 0 ;; esac
  done < /proc/net/unix
  return 1
}
link=
[ ! -e /tmp/.iceoryx-link ] || read -r link < /tmp/.iceoryx-link
while [ -n "$link" ] && [ -d "/proc/$link" ]; do
  sleep 0.2
done
for lock in /tmp/*.lock; do
  if [ -S "\${lock%.lock}" ] && ! bound "\${lock%.lock}"; then
    sleep 2
    exit 0
  fi
done`;

/** terminate-apps.sh */
export const terminateApps = `seconds=$1
ask=$2
holders() {
  ls -i /tmp/*.lock 2> /dev/null | while read -r inode _; do
    while read -r _ _ _ _ pid file _; do
      case $file in *":$inode") [ "$pid" = "$roudi" ] || echo "$pid" ;; esac
    done < /proc/locks
  done
}
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case \${stat##*) } in Z*) return 1 ;; esac
}
read -r roudi < /tmp/.iceoryx-roudi
read -r now _ < /proc/uptime
deadline=$((\${now%.*} + seconds))
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
    [ "\${now%.*}" -lt "$deadline" ] || kill -KILL "$pid"
  done
  apps=$left
  [ -n "$apps" ] || break
  sleep 0.2
done
: > /tmp/.iceoryx-gone`;
