#!/bin/sh
# Main process of the link container: ends with 75 when RouDi is gone, with 0
# when the pod is ending and the apps have left. Arguments: the path of RouDi's
# socket, and "renew" where 75 makes all containers start anew, or "mark" where
# it only marks the pod, once for each RouDi.
trap 'exit 0' TERM
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
# Opening the FIFO blocks until a RouDi holds it, reading it until none does.
# Then RouDi's deaths are counted; each 100 s that it lived make up for one.
follow() {
  exec 9< /tmp/.iceoryx-alive
  read -r since _ < /proc/uptime
  read -r _ <&9
  read -r now _ < /proc/uptime
  deaths=
  [ ! -e /tmp/.iceoryx-deaths ] || read -r deaths < /tmp/.iceoryx-deaths
  case $deaths in '' | *[!0-9]*) deaths=0 ;; esac
  deaths=$((deaths - (${now%.*} - ${since%.*}) / 100))
  [ "$deaths" -ge 0 ] || deaths=0
  [ "$deaths" -le 7 ] || deaths=7
  # A full disk is no reason not to renew.
  echo $((deaths + 1)) > /tmp/.iceoryx-deaths || :
}
# The hook that asks the apps to stop ends with the container it runs in.
stay_while_ending() {
  while [ -e /tmp/.iceoryx-ending ]; do
    [ -e /tmp/.iceoryx-gone ] && exit 0
    sleep 0.2 &
    wait $!
  done
}
while :; do
  # A shell serves a signal at once only while it waits.
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
  # The kubelet puts off no renewal: one after another would be all that the
  # pod does. So at most 6 in 5 minutes; its own backoff allows about as many.
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
  echo "RouDi is gone for the ${deaths}th time lately: every container starts anew in $delay s"
  sleep "$delay" &
  wait $!
  stay_while_ending
  # RouDi starts beside no app of the one before: if it is back, they have left.
  bound "$1" || break
  echo 'RouDi is back, and the apps with it'
done
echo 'RouDi is gone: every container must start anew'
exit 75
