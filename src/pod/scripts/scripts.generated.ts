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
read -r roudi < /tmp/.iceoryx-roudi
read -r stat 2> /dev/null < "/proc/$roudi/stat" || exit 1
case \${stat##*) } in
  T*)
    echo "RouDi, process $roudi, was stopped by a signal: it is ended now"
    kill -KILL "$roudi"
    exit 1
    ;;
  t*)
    echo "RouDi, process $roudi, is stopped by a debugger"
    exit 1
    ;;
esac`;

/** link.sh */
export const link = `trap 'exit 0' TERM
rm -f /tmp/.iceoryx-gone /tmp/.iceoryx-ending
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-link
if ! [ -p /tmp/.iceoryx-alive ]; then
  echo "/tmp/.iceoryx-alive is missing: RouDi's container makes it; is /tmp shared with it?" >&2
  exit 1
fi
bound() {
  while read -r line; do
    case $line in *" $1") return 0 ;; esac
  done < /proc/net/unix
  return 1
}
follow() {
  exec 9< /tmp/.iceoryx-alive
  read -r since _ < /proc/uptime
  read -r _ <&9
  read -r now _ < /proc/uptime
  deaths=
  [ ! -e /tmp/.iceoryx-deaths ] || read -r deaths < /tmp/.iceoryx-deaths
  case $deaths in '' | *[!0-9]*) deaths=0 ;; esac
  deaths=$((deaths - (\${now%.*} - \${since%.*}) / 100))
  [ "$deaths" -ge 0 ] || deaths=0
  [ "$deaths" -le 7 ] || deaths=7
  echo $((deaths + 1)) > /tmp/.iceoryx-deaths || :
}
stay_while_ending() {
  while [ -e /tmp/.iceoryx-ending ]; do
    [ -e /tmp/.iceoryx-gone ] && exit 0
    sleep 0.2 &
    wait $!
  done
}
while :; do
  follow &
  wait $! || exit 1
  stay_while_ending
  if [ "$2" = mark ]; then
    read -r gone < /tmp/.iceoryx-roudi
    told=
    [ ! -e /tmp/.iceoryx-told ] || read -r told < /tmp/.iceoryx-told
    [ "$gone" = "$told" ] && continue
    echo "$gone" > /tmp/.iceoryx-told
    echo 'RouDi is gone: the apps must start anew'
    exit 75
  fi
  deaths=
  [ ! -e /tmp/.iceoryx-deaths ] || read -r deaths < /tmp/.iceoryx-deaths
  case $deaths in
    '' | 1 | 2 | 3) break ;;
    4) delay=20 ;;
    5) delay=40 ;;
    6) delay=80 ;;
    7) delay=160 ;;
    *) delay=300 ;;
  esac
  echo "RouDi is gone for the \${deaths}th time lately: every container starts anew in $delay s"
  sleep "$delay" &
  wait $!
  stay_while_ending
  bound "$1" || break
  echo 'RouDi is back, and the apps with it'
done
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
unused() {
  ls -i /tmp/*.lock 2> /dev/null | while read -r inode lock; do
    while read -r _ _ _ _ pid file _; do
      case $file in *":$inode") ;; *) continue ;; esac
      while read -r key size _; do
        if [ "$key" = RssShmem: ] && [ "$size" -gt 0 ]; then
          echo "the app that holds $lock, process $pid, still uses a RouDi that is gone: RouDi waits until it has left"
          exit 1
        fi
      done 2> /dev/null < "/proc/$pid/status"
    done < /proc/locks
  done
}
socket=$1
shift
[ -p /tmp/.iceoryx-alive ] || mkfifo /tmp/.iceoryx-alive || exit 1
if ! unused; then
  until unused > /dev/null; do
    : 8<> /tmp/.iceoryx-alive
    sleep 1
  done
  exit 0
fi
for lock in /tmp/*.lock; do
  dead=\${lock%.lock}
  if [ -S "$dead" ] && [ "$dead" != "$socket" ] && ! bound "$dead"; then
    rm -f "$dead" "$lock"
  fi
done
rm -f "$socket"
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
: > /tmp/.iceoryx-ending
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
