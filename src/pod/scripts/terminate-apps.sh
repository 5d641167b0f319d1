#!/bin/sh
# preStop hook of the link container: returns when no app is left. Arguments:
# seconds until apps that have not stopped are killed, so that RouDi keeps its
# time, "ask" to send all of them SIGTERM at once or "wait" to leave that to the
# hooks of their containers and to the kubelet, and the paths of RouDi's locks.
. lib/end-apps.sh
seconds=$1
ask=$2
shift 2
: > /tmp/.iceoryx-ending
read -r roudi < /tmp/.iceoryx-roudi
end_apps "$seconds" "$ask" "$roudi" "$@"
: > /tmp/.iceoryx-gone
