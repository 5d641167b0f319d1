// Generated from src/pod/scripts/**/*.sh by `npm run generate`. Do not edit.

/** companion-ready.sh */
export const companionReady = `[ -e /run/iceoryx/holding ] || {
  echo 'there is no RouDi'
  exit 1
}
`;

/** companion.sh */
export const companion = `count_death() {
  read -r now _ < /proc/uptime
  deaths=
  [ ! -e "$1" ] || read -r deaths < "$1"
  case $deaths in [1-7]) ;; *) deaths=0 ;; esac
  deaths=$((deaths - (\${now%.*} - \${2%.*}) / 100))
  [ "$deaths" -ge 0 ] || deaths=0
  [ "$deaths" -le 6 ] || deaths=6
  echo $((deaths + 1)) > "$1" || :
}
space_renewal() {
  deaths=
  [ ! -e "$1" ] || read -r deaths < "$1"
  case $deaths in
    2) delay=10 ;;
    3) delay=20 ;;
    4) delay=40 ;;
    5) delay=80 ;;
    6) delay=160 ;;
    7) delay=300 ;;
    *) delay=0.3 ;;
  esac
  [ "$delay" = 0.3 ] ||
    echo "RouDi is gone again, $deaths times of late: every container starts anew in $delay s"
}
holder=
leave() {
  : > /tmp/.iceoryx-leaving
  [ -z "$holder" ] || kill "$holder"
  exit 0
}
trap leave TERM
rm -f /run/iceoryx/holding
hold() {
  exec 9< /run/iceoryx/alive
  read -r since _ < /proc/uptime
  rm -f /tmp/.iceoryx-leaving
  exec 8<> /tmp/.iceoryx-alive
  : > /run/iceoryx/holding
  echo 'RouDi is there: the apps of this node may use it'
  read -r _ <&9
  exec 8>&-
  rm -f /run/iceoryx/holding /run/iceoryx/started
  count_death /run/iceoryx/deaths "$since"
}
while :; do
  until [ -e /run/iceoryx/started ]; do
    sleep 0.1 &
    wait $!
  done
  hold &
  holder=$!
  wait "$holder" || exit 1
  holder=
  if [ "$1" != renew ]; then
    echo 'RouDi is gone: the apps have to leave until it is back'
    continue
  fi
  space_renewal /run/iceoryx/deaths
  if [ "$delay" != 0.3 ]; then
    sleep "$delay" &
    wait $!
  fi
  [ -e /run/iceoryx/started ] || break
  echo 'RouDi is back'
done
echo 'RouDi is gone: it starts anew'
exit 75
`;

/** domain-directories.sh */
export const domainDirectories = `set -e
umask 007
directory=$1
group=$2
type=
while read -r _ _ _ _ point rest; do
  [ "$point" != "$directory" ] || type=\${rest#* - }
done < /proc/self/mountinfo
case $type in
  tmpfs' '*) ;;
  *)
    echo "the domain's directory on this node is on \${type%% *}, not on a tmpfs: shared memory would be written to a disk; have the operator use another directory" >&2
    exit 1
    ;;
esac
chmod 0700 "$directory"
for name in shm tmp; do
  mkdir -p "$directory/$name"
  chgrp "$group" "$directory/$name"
  chmod 2770 "$directory/$name"
done
for name in alive members; do
  fifo=$directory/tmp/.iceoryx-$name
  [ -p "$fifo" ] || { rm -f "$fifo"; mkfifo "$fifo"; }
  chgrp "$group" "$fifo"
  chmod 0660 "$fifo"
done
`;

/** domain-leave.sh */
export const domainLeave = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case \${stat##*) } in Z*) return 1 ;; esac
}
end_apps() {
  seconds=$1
  ask=$2
  roudi=$3
  shift 3
  roudis=" $* "
  read -r now _ < /proc/uptime
  deadline=$((\${now%.*} + seconds))
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
      [ "\${now%.*}" -lt "$deadline" ] || kill -KILL "$pid"
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
: > /run/iceoryx/ending
end_apps "$1" "$2" ''
: > /run/iceoryx/gone
`;

/** domain-link-ready.sh */
export const domainLinkReady = `[ -e /run/iceoryx/following ] || {
  echo 'there is no RouDi on this node'
  exit 1
}
`;

/** domain-link-started.sh */
export const domainLinkStarted = `tries=15
until [ -e /run/iceoryx/following ]; do
  tries=$((tries - 1))
  if [ "$tries" -eq 0 ]; then
    echo 'there is no RouDi on this node'
    exit 1
  fi
  sleep 0.2
done
`;

/** domain-link.sh */
export const domainLink = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case \${stat##*) } in Z*) return 1 ;; esac
}
end_apps() {
  seconds=$1
  ask=$2
  roudi=$3
  shift 3
  roudis=" $* "
  read -r now _ < /proc/uptime
  deadline=$((\${now%.*} + seconds))
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
      [ "\${now%.*}" -lt "$deadline" ] || kill -KILL "$pid"
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
follow() {
  exec 9< /tmp/.iceoryx-alive
  exec 8<> /tmp/.iceoryx-members
  : > /run/iceoryx/following
  read -r _ <&9
  rm -f /run/iceoryx/following
  while [ -e /run/iceoryx/ending ]; do
    [ -e /run/iceoryx/gone ] && exit 0
    sleep 0.2
  done
  if [ -e /tmp/.iceoryx-leaving ]; then
    echo 'RouDi is about to be stopped: the apps are asked to leave'
    end_apps "$seconds" ask '' > /dev/null
  else
    echo 'RouDi is gone: every container must start anew'
    end_apps 1 ask ''
  fi
}
follow &
wait $! || exit 1
[ ! -e /run/iceoryx/gone ] || exit 0
exit 75
`;

/** domain-roudi-started.sh */
export const domainRoudiStarted = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
alive() {
  [ -S "$1" ] && locks "$1.lock" | read -r _
}
tries=30
until alive "$1"; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || exit 1
  sleep 0.1
done
: > /run/iceoryx/started
`;

/** domain-roudi.sh */
export const domainRoudi = `members_left() {
  rm -f /run/iceoryx/left
  (
    exec 7<> /tmp/.iceoryx-members 6< /tmp/.iceoryx-members 7>&-
    read -r _ <&6
    : > /run/iceoryx/left
  ) &
  waiting=$!
  read -r now _ < /proc/uptime
  deadline=$((\${now%.*} + $1))
  until [ -e /run/iceoryx/left ]; do
    read -r now _ < /proc/uptime
    if [ "\${now%.*}" -ge "$deadline" ]; then
      kill "$waiting"
      return 1
    fi
    sleep 0.1
  done
}
seconds=$1
shift
rm -f /run/iceoryx/started
[ -p /run/iceoryx/alive ] || mkfifo /run/iceoryx/alive || exit 1
members_left "$seconds" ||
  echo "apps of the RouDi before have not let go within $seconds s: RouDi starts beside them" >&2
read -r pid _ < /proc/self/stat
echo "$pid" > /run/iceoryx/roudi
exec 8<> /run/iceoryx/alive
exec "$@"
`;

/** domain-settle.sh */
export const domainSettle = `members_left() {
  rm -f /run/iceoryx/left
  (
    exec 7<> /tmp/.iceoryx-members 6< /tmp/.iceoryx-members 7>&-
    read -r _ <&6
    : > /run/iceoryx/left
  ) &
  waiting=$!
  read -r now _ < /proc/uptime
  deadline=$((\${now%.*} + $1))
  until [ -e /run/iceoryx/left ]; do
    read -r now _ < /proc/uptime
    if [ "\${now%.*}" -ge "$deadline" ]; then
      kill "$waiting"
      return 1
    fi
    sleep 0.1
  done
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
until_signals_are_handled() {
  tries=10
  while [ -d "/proc/$roudi" ] && ! handles_sigterm && [ "$tries" -gt 0 ]; do
    sleep 0.1
    tries=$((tries - 1))
  done
}
seconds=$1
need=$2
: > /tmp/.iceoryx-leaving
roudi=
[ ! -e /run/iceoryx/roudi ] || read -r roudi < /run/iceoryx/roudi
members_left "$seconds" ||
  echo "some apps of the domain have not left within $seconds s" >&2
tries=30
while [ "$need" = noticed ] && knows_apps && [ "$tries" -gt 0 ]; do
  sleep 0.1
  tries=$((tries - 1))
done
until_signals_are_handled
`;

/** link-ready.sh */
export const linkReady = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
alive() {
  [ -S "$1" ] && locks "$1.lock" | read -r _
}
if ! alive "$1"; then
  echo "there is no RouDi at $1"
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
esac
`;

/** link.sh */
export const link = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
alive() {
  [ -S "$1" ] && locks "$1.lock" | read -r _
}
count_death() {
  read -r now _ < /proc/uptime
  deaths=
  [ ! -e "$1" ] || read -r deaths < "$1"
  case $deaths in [1-7]) ;; *) deaths=0 ;; esac
  deaths=$((deaths - (\${now%.*} - \${2%.*}) / 100))
  [ "$deaths" -ge 0 ] || deaths=0
  [ "$deaths" -le 6 ] || deaths=6
  echo $((deaths + 1)) > "$1" || :
}
space_renewal() {
  deaths=
  [ ! -e "$1" ] || read -r deaths < "$1"
  case $deaths in
    2) delay=10 ;;
    3) delay=20 ;;
    4) delay=40 ;;
    5) delay=80 ;;
    6) delay=160 ;;
    7) delay=300 ;;
    *) delay=0.3 ;;
  esac
  [ "$delay" = 0.3 ] ||
    echo "RouDi is gone again, $deaths times of late: every container starts anew in $delay s"
}
trap 'exit 0' TERM
rm -f /tmp/.iceoryx-gone /tmp/.iceoryx-ending
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-link
if ! [ -p /tmp/.iceoryx-alive ]; then
  echo "/tmp/.iceoryx-alive is missing: RouDi's container makes it; is /tmp shared with it?" >&2
  exit 1
fi
follow() {
  exec 9< /tmp/.iceoryx-alive
  read -r since _ < /proc/uptime
  read -r _ <&9
  count_death /tmp/.iceoryx-deaths "$since"
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
  space_renewal /tmp/.iceoryx-deaths
  sleep "$delay" &
  wait $!
  stay_while_ending
  alive "$1" || break
  echo 'RouDi is back, and the apps with it'
done
echo 'RouDi is gone: every container must start anew'
exit 75
`;

/** roudi-started.sh */
export const roudiStarted = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
alive() {
  [ -S "$1" ] && locks "$1.lock" | read -r _
}
alive "$1"
`;

/** roudi.sh */
export const roudi = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
unused() {
  locks /tmp/*.lock | while read -r pid lock; do
    while read -r key size _; do
      if [ "$key" = RssShmem: ] && [ "$size" -gt 0 ]; then
        echo "the app that holds $lock, process $pid, still uses a RouDi that is gone: RouDi waits until it has left"
        exit 1
      fi
    done 2> /dev/null < "/proc/$pid/status" || :
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
  if [ -f "$lock" ] && ! [ -s "$lock" ] && ! locks "$lock" | read -r _; then
    ! [ -S "\${lock%.lock}" ] || rm -f "\${lock%.lock}"
    rm -f "$lock"
  fi
done
rm -f "$socket"
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-roudi
exec 8<> /tmp/.iceoryx-alive
exec "$@"
`;

/** settle.sh */
export const settle = `knows_apps() {
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
until_signals_are_handled() {
  tries=10
  while [ -d "/proc/$roudi" ] && ! handles_sigterm && [ "$tries" -gt 0 ]; do
    sleep 0.1
    tries=$((tries - 1))
  done
}
socket=$1
seconds=$2
need=$3
cut_off() {
  for lock in /tmp/*.lock; do
    app=\${lock%.lock}
    [ "$app" = "$socket" ] || ! [ -S "$app" ] || return 0
  done
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
until_signals_are_handled
`;

/** stop-apps.sh */
export const stopApps = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case \${stat##*) } in Z*) return 1 ;; esac
}
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
  set -- \${stat##*) }
  [ "$2" != 0 ] || continue
  [ "$(groups "$pid")" = "$own" ] || continue
  kill -s "$signal" "$pid" && apps="$apps $pid"
done
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
done
`;

/** terminate-apps.sh */
export const terminateApps = `device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
locks() {
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=\${where#*:}
      case $device in
        '' | "$((0x\${where%%:*})):$((0x\${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case \${stat##*) } in Z*) return 1 ;; esac
}
end_apps() {
  seconds=$1
  ask=$2
  roudi=$3
  shift 3
  roudis=" $* "
  read -r now _ < /proc/uptime
  deadline=$((\${now%.*} + seconds))
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
      [ "\${now%.*}" -lt "$deadline" ] || kill -KILL "$pid"
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
seconds=$1
ask=$2
shift 2
: > /tmp/.iceoryx-ending
read -r roudi < /tmp/.iceoryx-roudi
end_apps "$seconds" "$ask" "$roudi" "$@"
: > /tmp/.iceoryx-gone
`;
