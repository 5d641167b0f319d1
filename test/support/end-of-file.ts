// Loaded by ava before each file. Ends the process of a file once its tests are done, even if a failed test has left
// something open: a running program or a connection would keep the process, and the whole run, alive forever.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { registerCompletionHandler } from 'ava';
import { FILE_SECONDS_DIRECTORY } from '../runner/file-seconds.ts';

const directory = process.env[FILE_SECONDS_DIRECTORY];

registerCompletionHandler(() => {
  if (directory !== undefined) {
    const file = relative(process.cwd(), fileURLToPath(test.meta.file));
    const record = JSON.stringify({ file, seconds: performance.now() / 1000 });
    writeFileSync(`${directory}/${file.replaceAll('/', '-')}.json`, record);
  }
  process.exit();
});
