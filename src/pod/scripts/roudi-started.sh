#!/bin/sh
# Startup probe of the RouDi container. Argument: the path of RouDi's socket.
. lib/alive.sh
alive "$1"
