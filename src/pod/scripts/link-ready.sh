#!/bin/sh
# Readiness probe of the link container. Arguments: the paths of RouDi's socket
# and of the management segment. Not ready while RouDi is gone, or while a
# process still maps a segment of a RouDi that is gone: no sample reaches it.
bound=
while read -r line; do
  case $line in *" $1") bound=yes && break ;; esac
done < /proc/net/unix
if [ -z "$bound" ]; then
  echo "no RouDi listens on $1"
  exit 1
fi
if grep -qs " $2 (deleted)\$" /proc/[0-9]*/maps; then
  echo "a process still maps $2 of a RouDi that is gone: $(grep -ls " $2 (deleted)\$" /proc/[0-9]*/maps)"
  exit 1
fi
