import { readFileSync } from 'node:fs';
import { certaintyOf } from '../../iceoryx/certainty.ts';
import type { ReleaseId } from '../../iceoryx/release.ts';
import { diagnose, unknownErrors } from '../../iceoryx/diagnose.ts';
import { type Finding, stripColours } from '../../iceoryx/messages.ts';
import { objectIn } from '../kit/object.ts';
import { reader, type Reader } from '../kit/output.ts';
import { standardInput } from '../kit/standard-input.ts';
import { unknownInWords } from './unknown.ts';
import { explained, TONES } from './words.ts';

export interface LogOptions {
  /** `-` for standard input. */
  readonly filename: string;
  readonly release?: ReleaseId | undefined;
  readonly role?: 'app' | 'roudi' | undefined;
  readonly exitCode?: number | undefined;
  readonly output?: 'json' | 'text' | undefined;
}

/** Explains a log that a user passes. */
export async function diagnoseLog({ filename, release, role, exitCode, output }: LogOptions): Promise<void> {
  const log = filename === '-' ? await standardInput() : readFileSync(filename, 'utf8');
  const symptoms = {
    output: stripColours(log),
    ...(role === undefined ? {} : { role }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(release === undefined ? {} : { release: { id: release } }),
  };
  const findings = diagnose(symptoms);
  const unknown = unknownErrors(symptoms.output);
  process.exitCode = findings.length === 0 ? 1 : 0;
  process.stdout.write(
    output === 'json'
      ? objectIn('json', { findings: findings.map(logFinding), unknown })
      : inWords(findings, unknown, reader()),
  );
}

/** A finding as `-o json` prints it. */
function logFinding(finding: Finding) {
  const { id, severity, isConsequence, line, count, meaning, cause, remedy } = finding;
  const said = line === undefined ? {} : { said: line };
  return { id, severity, isConsequence, ...said, count, meaning, cause, remedy, certainty: certaintyOf(finding) };
}

function inWords(findings: readonly Finding[], unknown: readonly string[], to: Reader): string {
  const sections = [
    ...(findings.length === 0
      ? ['No known message was found. See docs/troubleshooting.md for other places to look.\n']
      : findings.map((finding) => findingInWords(finding, to))),
    ...(unknown.length === 0 ? [] : [unknownInWords(unknown)]),
  ];
  return sections.join('\n');
}

function findingInWords(finding: Finding, to: Reader): string {
  const { id, severity, line, count, meaning, cause, remedy } = finding;
  const times = count > 1 ? ` (${count} times)` : '';
  const head = `${to.paint(TONES[severity], severity)} ${to.paint('bold', id)}${times}\n`;
  return head + explained({ said: line, meaning, cause, remedy, certainty: certaintyOf(finding) }, to);
}
