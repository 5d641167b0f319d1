#!/bin/sh
# Installs what package-lock.json names, Node 24 included, if that is not what
# node_modules holds. Runs before every npm script that needs them, so that a
# fresh clone needs no command of its own for it.
set -eu
cd "$(dirname "$0")/.."
if cmp -s package-lock.json node_modules/.installed-lock.json; then
  exit 0
fi
echo "installing packages (once per change of package-lock.json) …" >&2
npm ci --no-audit --no-fund --loglevel=error >&2
cp package-lock.json node_modules/.installed-lock.json
