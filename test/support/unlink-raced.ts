/**
 * Removes the entry NAME of DIRECTORY as the sweeper does, while a live socket of that name replaces it at the last
 * moment, owned by another user. Prints the result. The caller binds the socket: LIVE is moved to NAME.
 */
import { renameSync } from 'node:fs';
import { Directory } from '../../src/sweep/directory.ts';
import { unlinkSeen } from '../../src/sweep/unlink.ts';

const [path = '', name = '', live = ''] = process.argv.slice(2);
using directory = Directory.openTrusted(path);
const seen = directory.facts(name);
if (seen === undefined) {
  throw new Error(`${name} is not there`);
}
let isReplaced = false;
const raced = {
  facts: (entry: string) => directory.facts(entry),
  path: (entry: string) => {
    if (entry === name && !isReplaced) {
      isReplaced = true;
      renameSync(`${path}/${live}`, `${path}/${name}`);
    }
    return directory.path(entry);
  },
} as Directory;
process.stdout.write(`${unlinkSeen(raced, seen)}\n`);
