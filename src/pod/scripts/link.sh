#!/bin/sh
# Main process of the link container: ends with 75 when RouDi is gone, with 0
# when the pod is ending and the apps have left. Arguments: the path of RouDi's
# socket, and "renew" where 75 makes all containers start anew, or "mark" where
# it only marks the pod, once for each RouDi.
. lib/alive.sh
. lib/spacing.sh
trap 'exit 0' TERM
rm -f /tmp/.iceoryx-gone /tmp/.iceoryx-ending
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-link
if ! [ -p /tmp/.iceoryx-alive ]; then
  echo "/tmp/.iceoryx-alive is missing: RouDi's container makes it; is /tmp shared with it?" >&2
  exit 1
fi
# Opening the FIFO blocks until a RouDi holds it, reading it until none does.
# Then RouDi's deaths are counted, as crash-loop.ts has it.
follow() {
  exec 9< /tmp/.iceoryx-alive
  read -r since _ < /proc/uptime
  read -r _ <&9
  count_death /tmp/.iceoryx-deaths "$since"
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
  space_renewal /tmp/.iceoryx-deaths
  sleep "$delay" &
  wait $!
  stay_while_ending
  # RouDi starts beside no app of the one before: if it is back, they have left.
  alive "$1" || break
  echo 'RouDi is back, and the apps with it'
done
echo 'RouDi is gone: every container must start anew'
exit 75
