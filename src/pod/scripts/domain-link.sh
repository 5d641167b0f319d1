#!/bin/sh
# Main process of the link container of a pod that uses its node's RouDi: ends with 75
# when that RouDi is gone, or about to be stopped, and the pod's apps have left.
# Arguments: for how many seconds apps may go on once they are asked to stop.
. lib/end-apps.sh
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
# Opening the first FIFO blocks until a RouDi is there to stay, reading it until it is
# not; the second one is held for as long as the apps may use that RouDi.
follow() {
  exec 9< /tmp/.iceoryx-alive
  exec 8<> /tmp/.iceoryx-members
  : > /run/iceoryx/following
  read -r _ <&9
  rm -f /run/iceoryx/following
  # The hook that has the apps stop ends with the container it runs in.
  while [ -e /run/iceoryx/ending ]; do
    [ -e /run/iceoryx/gone ] && exit 0
    sleep 0.2
  done
  if [ -e /tmp/.iceoryx-leaving ]; then
    echo 'RouDi is about to be stopped: the apps are asked to leave'
    end_apps "$seconds" ask '' > /dev/null
  else
    echo 'RouDi is gone: every container must start anew'
    # There is nothing left that they could end in order.
    end_apps 1 ask ''
  fi
}
# A shell serves a signal at once only while it waits.
follow &
wait $! || exit 1
[ ! -e /run/iceoryx/gone ] || exit 0
exit 75
