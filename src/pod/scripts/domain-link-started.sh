#!/bin/sh
# Startup probe of the link container of a pod that uses its node's RouDi.
# Rather than be asked again a second later, which the apps would wait for.
tries=15
until [ -e /run/iceoryx/following ]; do
  tries=$((tries - 1))
  if [ "$tries" -eq 0 ]; then
    echo 'there is no RouDi on this node'
    exit 1
  fi
  sleep 0.2
done
