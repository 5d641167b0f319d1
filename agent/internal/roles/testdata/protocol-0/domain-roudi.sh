#!/bin/sh
# Main process of the RouDi container of a domain: becomes RouDi. Arguments: how many
# seconds to wait at most for the apps of the RouDi before, then RouDi's command.
# Descriptor 8 stays open across exec, so the kernel tells the companion when RouDi
# is gone, whatever killed it.
# Whether nobody uses the domain on this node any more, within so many seconds. The
# link of each pod that uses it holds a FIFO open for writing, so the kernel tells a
# reader when the last of them is gone, whatever process namespace it is in.
# Argument: the seconds.
members_left() {
  rm -f /run/iceoryx/left
  # Opening for reading alone would wait for the first of them.
  (
    # shellcheck disable=SC2094 # nothing is read or written
    exec 7<> /tmp/.iceoryx-members 6< /tmp/.iceoryx-members 7>&-
    read -r _ <&6
    : > /run/iceoryx/left
  ) &
  waiting=$!
  read -r now _ < /proc/uptime
  deadline=$((${now%.*} + $1))
  until [ -e /run/iceoryx/left ]; do
    read -r now _ < /proc/uptime
    if [ "${now%.*}" -ge "$deadline" ]; then
      kill "$waiting"
      return 1
    fi
    sleep 0.1
  done
}
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
