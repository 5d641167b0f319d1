import { enableCompileCache } from 'node:module';
import { UsageError } from './commands/usage.ts';

const USAGE = `usage: node src/main.ts COMMAND [OPTION…]

Commands:
  run      watch IceoryxDeployments and run them
  render   print what would be made of a file, without a cluster
  help     show this text

COMMAND --help tells its options.
`;

/** Loaded when called: what one needs is not to slow the others. */
const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  run: async (args) => (await import('./commands/run.ts')).run(args),
  render: async (args) => (await import('./commands/render.ts')).render(args),
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
  process.stderr.write(`iceoryx-operator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
