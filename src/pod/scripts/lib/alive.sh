. lib/locks.sh
# Whether there is a runtime with this socket. The socket alone proves nothing: it
# survives its maker.
alive() {
  [ -S "$1" ] && locks "$1.lock" | read -r _
}
