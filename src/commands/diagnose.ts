import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { certaintyOf } from '../iceoryx/certainty.ts';
import { diagnose as diagnoseSymptoms, type Finding, stripColours, unknownErrors } from '../iceoryx/diagnose.ts';
import { PROVEN_RELEASES } from '../iceoryx/release.ts';
import { oneOf, parseOptions, wholeNumber } from './usage.ts';

const USAGE = `usage: npx node src/main.ts diagnose [-f FILE] [OPTION…]

Explains messages of RouDi or an app: their meaning, their cause and how to fix it. For example
  kubectl logs POD -c CONTAINER | npx node src/main.ts diagnose

Exit codes: 0 a known message was found, 1 none was.

  -f, --filename FILE  log to read (default: standard input)
      --release LINE   of iceoryx, ${PROVEN_RELEASES.map(({ id }) => id).join(' or ')} (default: all)
      --role WHO       program that wrote it, roudi or app (default: either)
      --exit-code N    exit code of the program, as Kubernetes reports it
`;

/** Explains a log that a user passes. */
export async function diagnose(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    filename: { type: 'string', short: 'f', default: '-' },
    release: { type: 'string' },
    role: { type: 'string' },
    'exit-code': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const known = PROVEN_RELEASES.map(({ id }) => id);
  const release = options.release === undefined ? undefined : { id: oneOf('release', options.release, known) };
  const role = options.role === undefined ? undefined : oneOf('role', options.role, ['roudi', 'app']);
  const code = options['exit-code'];
  const exitCode = code === undefined ? undefined : wholeNumber('exit-code', code, 0, 255);
  const output = options.filename === '-' ? await text(process.stdin) : readFileSync(options.filename, 'utf8');
  const symptoms = {
    output: stripColours(output),
    ...(role === undefined ? {} : { role }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(release === undefined ? {} : { release }),
  };
  const findings = diagnoseSymptoms(symptoms);
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
