#!/bin/sh
# Readiness probe of the link container of a pod that uses its node's RouDi.
[ -e /run/iceoryx/following ] || {
  echo 'there is no RouDi on this node'
  exit 1
}
