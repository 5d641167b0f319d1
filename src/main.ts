#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { program, runProgram, wordsOf } from './commands/program.ts';
import { UsageError } from './commands/usage.ts';
import { printableLines } from './text.ts';

// Half of the time of a short command is spent loading modules. If the cache cannot be written, nothing changes. It is
// the user's own: others could write programs into Node's default, below the directory of temporary files.
const { HOME, USERPROFILE = HOME, XDG_CACHE_HOME = USERPROFILE && join(USERPROFILE, '.cache') } = process.env;
if (XDG_CACHE_HOME) {
  enableCompileCache(join(XDG_CACHE_HOME, 'kubectl-iceoryx'));
}

async function main(): Promise<void> {
  // A reader that has seen enough, such as head(1), is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const words = wordsOf(process.argv);
  const root = program(words);
  try {
    await runProgram(root, words);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // The message may quote files and objects of others.
    process.stderr.write(`${root.name()}: ${printableLines(text)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

void main();
