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
