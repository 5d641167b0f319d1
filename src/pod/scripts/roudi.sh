#!/bin/sh
# Main process of the RouDi container: becomes RouDi. Arguments: the path of
# RouDi's socket, then RouDi's command.
# Descriptor 8 stays open across exec, so the kernel tells every reader of the
# FIFO when RouDi is gone, whatever killed it.
. lib/locks.sh
# An app that has shared memory while there is no RouDi has it of a RouDi that is
# gone; one that waits for RouDi has none.
unused() {
  locks /tmp/*.lock | while read -r pid lock; do
    while read -r key size _; do
      if [ "$key" = RssShmem: ] && [ "$size" -gt 0 ]; then
        echo "the app that holds $lock, process $pid, still uses a RouDi that is gone: RouDi waits until it has left"
        exit 1
      fi
    done 2> /dev/null < "/proc/$pid/status" || :
  done
}
socket=$1
shift
[ -p /tmp/.iceoryx-alive ] || mkfifo /tmp/.iceoryx-alive || exit 1
# No release reconnects, and beside what the dead RouDi's apps hold there is no
# room for another one. A link that was not there when RouDi died learns of it
# from a FIFO that is opened and let go.
if ! unused; then
  until unused > /dev/null; do
    : 8<> /tmp/.iceoryx-alive
    sleep 1
  done
  exit 0
fi
# What the dead have left. A lock of iceoryx is an empty file; who writes his
# number into his means something else by it.
for lock in /tmp/*.lock; do
  if [ -f "$lock" ] && ! [ -s "$lock" ] && ! locks "$lock" | read -r _; then
    ! [ -S "${lock%.lock}" ] || rm -f "${lock%.lock}"
    rm -f "$lock"
  fi
done
rm -f "$socket"
# Not the shell's own word for it, two dollar signs, of which Kubernetes leaves one.
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-roudi
exec 8<> /tmp/.iceoryx-alive
exec "$@"
