import { enableCompileCache } from 'node:module';
import { runProgram } from './commands/program.ts';
import { UsageError } from './commands/usage.ts';
import { printableLines } from './text.ts';

// Half of the time of a short command is spent loading modules. If the cache cannot be written, nothing changes.
enableCompileCache();

async function main(): Promise<void> {
  // A reader that has seen enough, such as head(1), is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await runProgram(process.argv.slice(2));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    // The message may quote files and objects of others.
    process.stderr.write(`iceoryx-operator: ${printableLines(words)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

void main();
