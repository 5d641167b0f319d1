#!/bin/sh
# Main process of the companion of a domain's RouDi: holds the FIFO that the links of
# the domain's pods follow, as long as RouDi is there and stays. Ends with 75 when
# RouDi is gone, so that its pod starts anew without the kubelet's growing pauses.
# Argument: "renew" where 75 makes all containers start anew.
. lib/spacing.sh
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
