# What is seen of RouDi, the process $roudi, in its own container.
# shellcheck disable=SC2154 # $roudi
# RouDi has its own socket and one to each app that it believes to be there.
knows_apps() {
  files=$(ls -l "/proc/$roudi/fd" 2> /dev/null) || return 1
  sockets=$(echo "$files" | while read -r line; do
    case $line in *' '[012]' -> '*) ;; *' -> socket:'*) echo "${line##* }" ;; esac
  done)
  case $sockets in *socket*socket*) return 0 ;; esac
  return 1
}
# SIGTERM is bit 14 of what is caught.
handles_sigterm() {
  while read -r key value; do
    case $key$value in SigCgt:*[4567cdef]???) return 0 ;; esac
  done 2> /dev/null < "/proc/$roudi/status"
  return 1
}
# RouDi 2.95 lets apps in before it handles signals.
until_signals_are_handled() {
  tries=10
  while [ -d "/proc/$roudi" ] && ! handles_sigterm && [ "$tries" -gt 0 ]; do
    sleep 0.1
    tries=$((tries - 1))
  done
}
