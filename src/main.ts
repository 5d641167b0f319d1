import { enableCompileCache } from 'node:module';
import { UsageError } from './commands/usage.ts';
import { printableLines } from './text.ts';

const USAGE = `usage: node src/main.ts COMMAND [OPTION…]

Commands:
  run      watch IceoryxDeployments and run them
  render   print what would be made of a file, without a cluster
  diagnose tell what messages of RouDi and apps mean, and what to do
  sweep    find, and remove, what iceoryx has left on this machine
  uninstall-check
           tell what would be left without its operator if that were uninstalled now
  help     show this text

COMMAND --help tells its options.
`;

/** Loaded when called: what one needs is not to slow the others. */
const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  run: async (args) => (await import('./commands/run.ts')).run(args),
  render: async (args) => (await import('./commands/render.ts')).render(args),
  diagnose: async (args) => (await import('./commands/diagnose.ts')).diagnose(args),
  sweep: async (args) => (await import('./commands/sweep.ts')).sweep(args),
  'uninstall-check': async (args) => (await import('./commands/uninstall-check.ts')).uninstallCheck(args),
  help: async () => {
    process.stdout.write(USAGE);
  },
};

// Half of the time of a short command is reading modules; where nothing can be written, it is as before.
enableCompileCache();

async function main([name = 'help', ...args]: string[]): Promise<void> {
  const command = COMMANDS[name.replace(/^(?:--help|-h)$/, 'help')];
  if (command === undefined) {
    throw new UsageError(`no command '${name}'; there are: ${Object.keys(COMMANDS).join(', ')}`);
  }
  await command(args);
}

// A reader that has seen enough, such as head(1), is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  await main(process.argv.slice(2));
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  // It may quote files and objects of others.
  process.stderr.write(`iceoryx-operator: ${printableLines(words)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
