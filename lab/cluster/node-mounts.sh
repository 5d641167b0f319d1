#!/bin/sh
# Gives the mount namespace it runs in what makes a machine of its own for the
# kubelet and its pods: /run, /tmp and /dev/shm in memory, /var/lib and /var/log
# on the cluster's disk. Everything else is the machine's. Then keeps the
# namespace open until its standard input closes.
#   node-mounts.sh NODE STATE_DIRECTORY BINARIES_DIRECTORY
set -eu
node=$1 state=$2 binaries=$3
here=$state/$node
mkdir -p "$here/run" "$here/lib" "$here/log"
mount -t tmpfs -o mode=755 tmpfs "$here/run"
mkdir "$here/run/cluster" "$here/run/binaries"
mount --bind "$state" "$here/run/cluster"
mount --bind "$binaries" "$here/run/binaries"
mount --bind "$here/log" /var/log
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount --rbind "$here/run" /run
mount -t tmpfs -o mode=1777 tmpfs /tmp
mount --bind "/run/cluster/$node/lib" /var/lib
mkdir -p /run/containerd /run/lock /var/lib/kubelet /var/lib/containerd /var/log/pods /var/log/containers
# Pods ask for mounts that travel between them and the node.
mount --make-rshared /
echo mounted
read -r _ || exit 0
