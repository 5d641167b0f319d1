#!/bin/sh
# Main process of the link container: ends with 75 when RouDi is gone, with 0
# when the pod is ending and the apps have left.
# Opening the FIFO blocks until a RouDi holds it, reading it until none does.
trap 'exit 0' TERM
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
exit 75
