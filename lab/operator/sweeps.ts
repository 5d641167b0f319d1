import { spawn } from 'node:child_process';
import type { Finding, Report } from '../../src/sweep/report.ts';
import { Program } from '../host/program.ts';
import { bundledOperator } from './bundle.ts';

/** The report of a sweep, and its exit code. */
export interface Swept {
  readonly report: Report;
  readonly exitCode: number;
  /** The findings, by file name. */
  readonly finding: (name: string) => Finding | undefined;
  /** Names of the files that it has removed. */
  readonly removed: readonly string[];
}

/** The sweep command as a user would run it, without its arguments. */
export async function sweepCommand(): Promise<string[]> {
  return [process.execPath, await bundledOperator(), 'sweep-machine'];
}

/** Starts the sweep command as a user would. */
export async function startSweep(...args: readonly string[]): Promise<Program> {
  const [file = '', ...words] = await sweepCommand();
  return new Program(spawn(file, [...words, ...args]));
}

/** Runs a sweep of one root to its end, without a quiet period unless the arguments set one. */
export async function sweep(root: string, ...args: readonly string[]): Promise<Swept> {
  const program = await startSweep('--root', root, '--quiet-period', '0', '-o', 'json', ...args);
  const exitCode = await program.exitCode;
  if (program.stdout.length === 0) {
    throw new Error(`the sweep ended with ${exitCode}: ${program.stderr.join('\n')}`);
  }
  const report = JSON.parse(program.stdout.join('\n')) as Report;
  return {
    report,
    exitCode,
    finding: (name) => report.findings.find((finding) => finding.name === name),
    removed: report.findings
      .filter(({ outcome }) => outcome?.what === 'Removed')
      .map(({ name }) => name)
      .sort(),
  };
}
