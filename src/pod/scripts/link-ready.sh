#!/bin/sh
# Readiness probe of the link container. Argument: the path of RouDi's socket.
# Not ready while RouDi is gone, or while an app is older than RouDi: it maps the
# segments of one that is gone, and no sample reaches it. Who holds a lock and
# when a process began is for everybody to read, what it maps is not.
began() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  # shellcheck disable=SC2086 # words are what is wanted
  set -- ${stat##*) }
  echo "${20}"
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
# shellcheck disable=SC2012 # only the number is read, whatever the name
ls -i /tmp/*.lock 2> /dev/null | while read -r inode lock; do
  while read -r _ _ _ _ pid file _; do
    case $file in *":$inode") ;; *) continue ;; esac
    start=$(began "$pid") || continue
    if [ "$start" -lt "$since" ]; then
      echo "the app that holds $lock, process $pid, still uses a RouDi that is gone"
      exit 1
    fi
  done < /proc/locks || exit 1
done
