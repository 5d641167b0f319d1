#!/bin/sh
# A machine in small, in a PID and mount namespace that it needs for itself: a /dev/shm and a /tmp of its own, a pod
# with volumes, a container without a pod. Arguments: the checkout, and a configuration for RouDi; then the command
# that is run on it, in the checkout, which is at /mnt there.
set -eu
checkout=$1
configuration=$2
shift 2
mount -t proc proc /proc
mount --bind "$checkout" /mnt
toml=$(cat "$configuration")
for place in /dev/shm /tmp /var/lib /var/log; do
  mount -t tmpfs -o mode=1777 tmpfs "$place"
done
pod=/var/lib/kubelet/pods/11111111-2222-3333-4444-555555555555/volumes/kubernetes.io~empty-dir
mkdir -p "$pod/iceoryx-shm" "$pod/iceoryx-tmp" "$pod/cache"
mkdir -p /var/log/pods/default_perception_11111111-2222-3333-4444-555555555555
mount -t tmpfs tmpfs "$pod/iceoryx-shm"
echo keep > "$pod/cache/root"

# $1: how /dev/shm and /tmp come to be, $2: what becomes of RouDi
container() {
  # shellcheck disable=SC2016 # the shell inside has the arguments
  unshare --mount sh -euc '
    eval "$1"
    echo "$2" > /tmp/roudi.toml
    iox-roudi -c /tmp/roudi.toml > /tmp/roudi.log 2>&1 &
    until grep -q "ready for clients" /tmp/roudi.log; do sleep 0.05; done
    case $3 in
      dead) kill -KILL $!; wait $! || :; (sleep 600) ;;
      gone) kill -KILL $! ;;
      live) wait $! ;;
    esac' sh "$1" "$toml" "$2" &
}
own='mount -t tmpfs tmpfs /dev/shm; mount -t tmpfs tmpfs /tmp'
volumes="mount --bind $pod/iceoryx-shm /dev/shm; mount --bind $pod/iceoryx-tmp /tmp"
container "$own" live
live=$!
container "$own" dead
dead=$!
container "$volumes" gone
gone=$!
container : gone
wait $!
wait $gone
for pid in $live $dead; do
  until [ -S "/proc/$pid/root/tmp/roudi" ]; do sleep 0.05; done
done
# The dead one is dead once its lock is free.
until flock -n "/proc/$dead/root/tmp/roudi.lock" true 2> /dev/null; do sleep 0.05; done

cd /mnt
"$@" >&2
status=$?
show() {
  # shellcheck disable=SC2012 # names here are plain
  echo "$1: $(cd "$2" && ls | tr '\n' ' ')"
}
show machine /dev/shm
show live "/proc/$live/root/dev/shm"
show dead "/proc/$dead/root/dev/shm"
show pod "$pod/iceoryx-shm"
show cache "$pod/cache"
exit "$status"
