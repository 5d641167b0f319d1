#!/bin/sh
# Init container of a domain's RouDi: readies the domain's directories on the node,
# as root without capabilities: the kubelet has made the one they are in, as root's.
# Arguments: that directory, and RouDi's group.
set -e
umask 007
directory=$1
group=$2
type=
while read -r _ _ _ _ point rest; do
  [ "$point" != "$directory" ] || type=${rest#* - }
done < /proc/self/mountinfo
case $type in
  tmpfs' '*) ;;
  *)
    echo "the domain's directory on this node is on ${type%% *}, not on a tmpfs: shared memory would be written to a disk; have the operator use another directory" >&2
    exit 1
    ;;
esac
chmod 0700 "$directory"
for name in shm tmp; do
  mkdir -p "$directory/$name"
  # Everything in them belongs to the group, whoever makes it.
  chgrp "$group" "$directory/$name"
  chmod 2770 "$directory/$name"
done
for name in alive members; do
  fifo=$directory/tmp/.iceoryx-$name
  [ -p "$fifo" ] || { rm -f "$fifo"; mkfifo "$fifo"; }
  chgrp "$group" "$fifo"
  chmod 0660 "$fifo"
done
