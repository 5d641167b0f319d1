# The kubelet puts off no renewal: one after another would be all that a pod does.
# So it is put off here, as crash-loop.ts has it.
# Counts a death of RouDi in a file; each 100 s that it lived make up for one.
# Arguments: the file, and the seconds of /proc/uptime at which RouDi was there.
count_death() {
  read -r now _ < /proc/uptime
  deaths=
  [ ! -e "$1" ] || read -r deaths < "$1"
  case $deaths in [1-7]) ;; *) deaths=0 ;; esac
  deaths=$((deaths - (${now%.*} - ${2%.*}) / 100))
  [ "$deaths" -ge 0 ] || deaths=0
  [ "$deaths" -le 6 ] || deaths=6
  # A full disk is no reason not to renew.
  echo $((deaths + 1)) > "$1" || :
}
# Sets deaths, those counted in a file, and delay, the seconds until a renewal; the
# first is put off only for what a hook may need to begin if the pod is being deleted.
space_renewal() {
  deaths=
  [ ! -e "$1" ] || read -r deaths < "$1"
  case $deaths in
    2) delay=10 ;;
    3) delay=20 ;;
    4) delay=40 ;;
    5) delay=80 ;;
    6) delay=160 ;;
    7) delay=300 ;;
    *) delay=0.3 ;;
  esac
  [ "$delay" = 0.3 ] ||
    echo "RouDi is gone again, $deaths times of late: every container starts anew in $delay s"
}
