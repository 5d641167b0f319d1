#!/usr/bin/env node
// Any Node can read this file. The program itself needs a newer one, and what an older one says of it helps nobody.
const needed = '0.0';
const isOlder = process.versions.node.localeCompare(needed, 'en', { numeric: true }) < 0;

if (isOlder) {
  process.stderr.write(
    `kubectl iceoryx: Node ${needed} or newer is needed, and this is ${process.versions.node}; install a newer one, or use the single file, which needs none\n`,
  );
  process.exitCode = 1;
} else {
  void import('../lib/main.mjs');
}
