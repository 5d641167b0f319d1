import { enableCompileCache } from 'node:module';
import { UsageError } from './commands/usage.ts';
import { printableLines } from './text.ts';

const USAGE = `usage: npx node src/main.ts COMMAND [OPTION…]

Commands:
  run      run the operator
  render   print the Deployments that the operator would make from files, without a cluster
  inject   add RouDi to the workloads of files whose pods ask for it, without a cluster
  diagnose explain messages of RouDi and apps, and how to fix their cause
  sweep    find and remove files that iceoryx has left on this machine
  uninstall-check
           list the objects that still need the operator, before it is uninstalled
  version  print the version
  help     show this text

COMMAND --help shows the options of a command.
`;

/** Loaded on demand: the modules of one command must not slow down the others. */
const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  run: async (args) => (await import('./commands/run.ts')).run(args),
  render: async (args) => (await import('./commands/render.ts')).render(args),
  inject: async (args) => (await import('./commands/inject.ts')).inject(args),
  diagnose: async (args) => (await import('./commands/diagnose.ts')).diagnose(args),
  sweep: async (args) => (await import('./commands/sweep.ts')).sweep(args),
  'uninstall-check': async (args) => (await import('./commands/uninstall-check.ts')).uninstallCheck(args),
  version: async () => (await import('./commands/version.ts')).version(),
  help: async () => {
    process.stdout.write(USAGE);
  },
};

// Half of the time of a short command is spent loading modules. If the cache cannot be written, nothing changes.
enableCompileCache();

async function main([name = 'help', ...args]: string[]): Promise<void> {
  const command = COMMANDS[name.replace(/^(?:--help|-h)$/, 'help').replace(/^--version$/, 'version')];
  if (command === undefined) {
    throw new UsageError(`no command '${name}'; there are: ${Object.keys(COMMANDS).join(', ')}`);
  }
  await command(args);
}

// A reader that has seen enough, such as head(1), is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  await main(process.argv.slice(2));
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  // The message may quote files and objects of others.
  process.stderr.write(`iceoryx-operator: ${printableLines(words)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
