#!/bin/sh
# Main process of the RouDi container of a domain: becomes RouDi. Arguments: how many
# seconds to wait at most for the apps of the RouDi before, then RouDi's command.
# Descriptor 8 stays open across exec, so the kernel tells the companion when RouDi
# is gone, whatever killed it.
. lib/members.sh
seconds=$1
shift
rm -f /run/iceoryx/started
[ -p /run/iceoryx/alive ] || mkfifo /run/iceoryx/alive || exit 1
# What they have mapped is charged to this pod, which has room for it once.
members_left "$seconds" ||
  echo "apps of the RouDi before have not let go within $seconds s: RouDi starts beside them" >&2
read -r pid _ < /proc/self/stat
echo "$pid" > /run/iceoryx/roudi
exec 8<> /run/iceoryx/alive
exec "$@"
