// Generated from src/pod/scripts/*.sh by `npm run generate`. Do not edit.

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
export const settle = `socket=$1
seconds=$2
need=$3
cut_off() {
  for lock in /tmp/*.lock; do
    app=\${lock%.lock}
    [ "$app" = "$socket" ] || ! [ -S "$app" ] || return 0
  done
  return 1
}
knows_apps() {
  files=$(ls -l "/proc/$roudi/fd" 2> /dev/null) || return 1
  sockets=$(echo "$files" | while read -r line; do
    case $line in *' '[012]' -> '*) ;; *' -> socket:'*) echo "\${line##* }" ;; esac
  done)
  case $sockets in *socket*socket*) return 0 ;; esac
  return 1
}
handles_sigterm() {
  while read -r key value; do
    case $key$value in SigCgt:*[4567cdef]???) return 0 ;; esac
  done 2> /dev/null < "/proc/$roudi/status"
  return 1
}
roudi=
link=
[ ! -e /tmp/.iceoryx-roudi ] || read -r roudi < /tmp/.iceoryx-roudi
[ ! -e /tmp/.iceoryx-link ] || read -r link < /tmp/.iceoryx-link
read -r now _ < /proc/uptime
deadline=$((\${now%.*} + seconds))
while [ "\${now%.*}" -lt "$deadline" ]; do
  if [ -z "$link" ] || ! [ -d "/proc/$link" ]; then
    if ! [ "$need" = noticed ] || ! cut_off || ! knows_apps; then
      break
    fi
  fi
  sleep 0.1
  read -r now _ < /proc/uptime
done
tries=10
while [ -d "/proc/$roudi" ] && ! handles_sigterm && [ "$tries" -gt 0 ]; do
  sleep 0.1
  tries=$((tries - 1))
done`;

/** stop-apps.sh */
export const stopApps = `signal=$1
seconds=$2
groups() {
  while read -r line; do
    echo "$line"
  done 2> /dev/null < "/proc/$1/cgroup"
}
holders() {
  ls -i /tmp/*.lock 2> /dev/null | while read -r inode _; do
    while read -r _ _ _ _ pid file _; do
      case $file in *":$inode") echo "$pid" ;; esac
    done < /proc/locks
  done
}
own=$(groups self)
apps=
for pid in $(holders); do
  read -r stat 2> /dev/null < "/proc/$pid/stat" || continue
  set -- \${stat##*) }
  [ "$2" != 0 ] || continue
  [ "$(groups "$pid")" = "$own" ] || continue
  kill -s "$signal" "$pid" && apps="$apps $pid"
done
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case \${stat##*) } in Z*) return 1 ;; esac
}
read -r now _ < /proc/uptime
deadline=$((\${now%.*} + seconds))
for pid in $apps; do
  while lives "$pid" && [ "\${now%.*}" -lt "$deadline" ]; do
    sleep 0.1 || exit
    read -r now _ < /proc/uptime
  done
done
tries=10
for pid in $apps; do
  while [ -d "/proc/$pid" ] && [ "$tries" -gt 0 ]; do
    sleep 0.1 || exit
    tries=$((tries - 1))
  done
done`;

/** terminate-apps.sh */
export const terminateApps = `seconds=$1
ask=$2
: > /tmp/.iceoryx-ending
holders() {
  ls -i /tmp/*.lock 2> /dev/null | while read -r inode _; do
    while read -r _ _ _ _ pid file _; do
      case $file in *":$inode") ;; *) continue ;; esac
      [ "$pid" = 0 ] || [ "$pid" = "$roudi" ] || echo "$pid"
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
    [ "\${now%.*}" -lt "$deadline" ] || kill -KILL "$pid"
  done
  apps=$left
  [ -n "$apps" ] || break
  sleep 0.1
done
: > /tmp/.iceoryx-gone`;
