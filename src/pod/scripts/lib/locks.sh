device=
while read -r _ _ major_minor _ point _; do
  [ "$point" != /tmp ] || device=$major_minor
done < /proc/self/mountinfo
# Prints "PID FILE" for each of these lock files that a living process holds, in
# whatever container of the pod. A runtime of iceoryx, RouDi too, holds the lock
# /tmp/NAME.lock as long as it lives, and /proc/locks shows it to everybody in the
# pod, unlike sockets, which are the node's where the pod has hostNetwork, and
# unlike what a process maps, which is only for those with its user, its group and
# no fewer capabilities. Volumes may use the same inode numbers.
locks() {
  # shellcheck disable=SC2012 # only the number is read, whatever the name
  ls -id "$@" 2> /dev/null | while read -r inode file; do
    while read -r _ kind _ _ pid where _; do
      case $kind$where in FLOCK*":$inode") ;; *) continue ;; esac
      minor=${where#*:}
      case $device in
        # Where /tmp leads elsewhere, it is not among the mounts.
        '' | "$((0x${where%%:*})):$((0x${minor%:*}))") echo "$pid $file" ;;
      esac
    done < /proc/locks
  done
}
