#!/bin/sh
# preStop hook of the link container of a pod that uses its node's RouDi: returns when
# no app of the pod is left. Arguments: seconds until apps that have not stopped are
# killed, and "ask" to send all of them SIGTERM at once or "wait" to leave that to the
# hooks of their containers and to the kubelet.
. lib/end-apps.sh
: > /run/iceoryx/ending
end_apps "$1" "$2" ''
: > /run/iceoryx/gone
