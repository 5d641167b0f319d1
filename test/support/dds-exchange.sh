#!/bin/bash
# Samples of 67,728 bytes (ddsperf's S32k) from one network namespace to another, as between two pods of a node. Run in
# mount, network and process namespaces of its own, of which nothing is left afterwards. Says, a line each, how many
# samples were received, how many bytes crossed the network, and what the publisher said.
#
#   dds-exchange.sh POOL-BYTES ROUDIS PUBLISHER-NETWORK PUBLISHER-CONFIGURATION SUBSCRIBER-CONFIGURATION [OPTION...]
#
# ROUDIS is 1, or 2 for one RouDi on each side; PUBLISHER-NETWORK is own, or shared for one network of both sides;
# options are ddsperf's.
set -euo pipefail
pool=$1 roudis=$2 network=$3 publisher=$4 subscriber=$5
shift 5

mount --make-rprivate /
private() {
  mount -t tmpfs -o mode=1777 tmpfs /dev/shm
  mount -t tmpfs -o mode=1777 tmpfs /tmp
}
private
results=$(mktemp -d)

roudi() {
  printf '[general]\nversion = 1\n[[segment]]\n[[segment.mempool]]\nsize = 1024\ncount = 100\n' >/tmp/roudi.toml
  printf '[[segment.mempool]]\nsize = %d\ncount = 100\n' "$pool" >>/tmp/roudi.toml
  iox-roudi -m off -c /tmp/roudi.toml >/tmp/roudi.log 2>&1 &
  local pid=$!
  until grep -q 'RouDi is ready for clients' /tmp/roudi.log 2>/dev/null; do
    kill -0 "$pid" || { cat /tmp/roudi.log >&2; exit 1; }
    sleep 0.05
  done
}
export -f private roudi
export pool results

unshare --net sleep infinity &
other=$!
until [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link set lo up
ip link add name here type veth peer name there
ip link set there netns "$other"
ip addr add 10.9.0.1/24 dev here
ip link set here up
nsenter --net --target "$other" sh -c 'ip link set lo up; ip addr add 10.9.0.2/24 dev there; ip link set there up'

there=(nsenter --net --target "$other")
if [ "$network" = shared ]; then there=(); fi
sent() { awk '/here:|lo:/ { bytes += $10 } END { print bytes }' /proc/net/dev; }

roudi
before=$(sent)
# Its files are those of this side but for /dev/shm and /tmp, where it has a RouDi of its own.
receive='exec ddsperf -D 6 "$@" sub >"$results/received" 2>&1'
# The descriptor stays open across the new /tmp.
exec 8<"$results"
results=/proc/self/fd/8
if [ "$roudis" = 2 ]; then receive="private; roudi; $receive"; fi
CYCLONEDDS_URI=$subscriber "${there[@]}" unshare --mount bash -euc "$receive" bash "$@" &
subscriber=$!
CYCLONEDDS_URI=$publisher ddsperf -Q minmatch:1 -Q initwait:10 -D 4 "$@" pub 100Hz >"$results/sent" 2>&1 || true
after=$(sent)
wait "$subscriber" || true
awk '/ total / { for (i = 1; i < NF; i++) if ($i == "total") total = $(i + 1) } END { print "received " total + 0 }' "$results/received"
echo "bytes $((after - before))"
sed 's/^/said /' "$results/sent"
