# Whether a process has not ended; one that its parent has not yet asked about has.
lives() {
  read -r stat 2> /dev/null < "/proc/$1/stat" || return 1
  case ${stat##*) } in Z*) return 1 ;; esac
}
