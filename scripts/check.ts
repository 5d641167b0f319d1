// `npm run check`: all checks of the code that need no test run.
import { spawnSync } from 'node:child_process';

const CHECKS: readonly (readonly string[])[] = [
  ['node', 'scripts/generate.ts', '--check'],
  ['node', 'scripts/check-layers.ts'],
  ['oxfmt', '--check', 'src', 'lab', 'test', 'scripts', 'demo', 'bench'],
  ['tsc', '--noEmit', '-p', '.'],
  ['oxlint', '--type-aware', '--deny-warnings', 'src', 'lab', 'test', 'scripts', 'demo', 'bench'],
];

const failed = CHECKS.filter(([command = '', ...args]) => {
  process.stdout.write(`$ ${command} ${args.join(' ')}\n`);
  return spawnSync(command, args, { stdio: 'inherit' }).status !== 0;
});
for (const command of failed) {
  process.stdout.write(`failed: ${command.join(' ')}\n`);
}
process.exitCode = failed.length === 0 ? 0 : 1;
