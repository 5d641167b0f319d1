import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { certaintyOf } from '../../iceoryx/certainty.ts';
import type { ReleaseId } from '../../iceoryx/release.ts';
import { diagnose, unknownErrors } from '../../iceoryx/diagnose.ts';
import { type Finding, stripColours } from '../../iceoryx/messages.ts';

export interface LogOptions {
  /** `-` for standard input. */
  readonly filename: string;
  readonly release?: ReleaseId | undefined;
  readonly role?: 'app' | 'roudi' | undefined;
  readonly exitCode?: number | undefined;
}

/** Explains a log that a user passes. */
export async function diagnoseLog({ filename, release, role, exitCode }: LogOptions): Promise<void> {
  const output = filename === '-' ? await text(process.stdin) : readFileSync(filename, 'utf8');
  const symptoms = {
    output: stripColours(output),
    ...(role === undefined ? {} : { role }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(release === undefined ? {} : { release: { id: release } }),
  };
  const findings = diagnose(symptoms);
  const unknown = unknownErrors(symptoms.output);
  if (findings.length === 0) {
    process.stdout.write('No known message was found. See docs/troubleshooting.md for other places to look.\n');
    process.exitCode = 1;
  }
  process.stdout.write(findings.map(inWords).join('\n'));
  if (unknown.length > 0) {
    process.stdout.write(`${findings.length > 0 ? '\n' : ''}${unknownInWords(unknown)}`);
  }
}

function unknownInWords(lines: readonly string[]): string {
  return [
    'Not known: these lines are errors of iceoryx, and nothing here explains them.',
    ...lines.map((line) => `  ${line}`),
    'Search the issues of eclipse-iceoryx/iceoryx for them. If there is none, report it there with these lines, the version of',
    'iceoryx, how the images of RouDi and the app were built, and the output of kubectl describe ioxd NAME.',
    '',
  ].join('\n');
}

function inWords(finding: Finding): string {
  const { id, severity, line, count, meaning, cause, remedy } = finding;
  const { level, because, surer } = certaintyOf(finding);
  const times = count > 1 ? ` (${count} times)` : '';
  return [
    `${severity} ${id}${times}`,
    ...(line === undefined ? [] : [`  said:    ${line}`]),
    `  meaning: ${meaning}`,
    `  cause:   ${cause}`,
    `  remedy:  ${remedy}`,
    `  certain: ${level}, ${because}`,
    ...(surer === undefined ? [] : [`  surer:   ${surer}`]),
    '',
  ].join('\n');
}
