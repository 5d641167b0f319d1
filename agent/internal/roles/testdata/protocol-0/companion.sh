#!/bin/sh
# Main process of the companion of a domain's RouDi: holds the FIFO that the links of
# the domain's pods follow, as long as RouDi is there and stays. Ends with 75 when
# RouDi is gone, so that its pod starts anew without the kubelet's growing pauses.
# Argument: "renew" where 75 makes all containers start anew.
# The kubelet puts off no renewal: one after another would be all that a pod does.
# So it is put off here, as crash-loop.ts has it.
# Counts a death of RouDi in a file; each 100 s that it lived make up for one.
# Arguments: the file, and the seconds of /proc/uptime at which RouDi was there.
count_death() {
  read -r now _ < /proc/uptime
  deaths=
  [ ! -e "$1" ] || read -r deaths < "$1"
  case $deaths in [1-7]) ;; *) deaths=0 ;; esac
  deaths=$((deaths - (${now%.*} - ${2%.*}) / 100))
  [ "$deaths" -ge 0 ] || deaths=0
  [ "$deaths" -le 6 ] || deaths=6
  # A full disk is no reason not to renew.
  echo $((deaths + 1)) > "$1" || :
}
# Sets deaths, those counted in a file, and delay, the seconds until a renewal; the
# first is put off only for what a hook may need to begin if the pod is being deleted.
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
# The apps are asked to leave before RouDi is stopped: the kubelet stops it only
# after this container.
# shellcheck disable=SC2317 # the trap calls it
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
  # A shell serves a signal at once only while it waits.
  hold &
  holder=$!
  wait "$holder" || exit 1
  holder=
  if [ "$1" != renew ]; then
    echo 'RouDi is gone: the apps have to leave until it is back'
    continue
  fi
  space_renewal /run/iceoryx/deaths
  # There is no hook that may need the shortest of them to begin.
  if [ "$delay" != 0.3 ]; then
    sleep "$delay" &
    wait $!
  fi
  # The kubelet may have been sooner.
  [ -e /run/iceoryx/started ] || break
  echo 'RouDi is back'
done
echo 'RouDi is gone: it starts anew'
exit 75
