#!/bin/sh
# Main process of the RouDi container: becomes RouDi. Arguments: the path of
# RouDi's socket, then RouDi's command.
# Descriptor 8 stays open across exec, so the kernel tells every reader of the
# FIFO when RouDi is gone, whatever killed it.
bound() {
  while read -r line; do
    case $line in *" $1") return 0 ;; esac
  done < /proc/net/unix
  return 1
}
socket=$1
shift
for lock in /tmp/*.lock; do
  dead=${lock%.lock}
  if [ -S "$dead" ] && [ "$dead" != "$socket" ] && ! bound "$dead"; then
    rm -f "$dead" "$lock"
  fi
done
rm -f "$socket"
[ -p /tmp/.iceoryx-alive ] || mkfifo /tmp/.iceoryx-alive || exit 1
# Not the shell's own word for it, two dollar signs, of which Kubernetes leaves one.
read -r pid _ < /proc/self/stat
echo "$pid" > /tmp/.iceoryx-roudi
exec 8<> /tmp/.iceoryx-alive
exec "$@"
