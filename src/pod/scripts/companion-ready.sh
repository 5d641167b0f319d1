#!/bin/sh
# Readiness probe of the companion.
[ -e /run/iceoryx/holding ] || {
  echo 'there is no RouDi'
  exit 1
}
