import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { diagnose } from '../../../src/iceoryx/diagnose.ts';
import { fill, stripColours } from '../../../src/iceoryx/messages.ts';
import type { Symptoms } from '../../../src/iceoryx/diagnose.ts';
import { EXIT_CODES, SIGNATURES } from '../../../src/iceoryx/signatures.ts';
import { RELEASES } from '../../../src/iceoryx/release.ts';
import { ANY_CHARACTER } from '../../support/arbitraries.ts';

const OLD = RELEASES['2.0'];
const NEW = RELEASES['2.95'];
const ids = (symptoms: Symptoms) => diagnose(symptoms).map(({ id }) => id);

test('colours do not hide a message, as RouDi 2.0 prints them', (t) => {
  const output =
    '\u001B[0;90m2026-11-23 04:40:51.526 \u001B[0;1;31;103m[ Error ]\u001B[m: ICEORYX error! POSH__SHM_APP_\u001B[0mMAPP_ERR';
  t.is(stripColours(output), '2026-11-23 04:40:51.526 [ Error ]: ICEORYX error! POSH__SHM_APP_MAPP_ERR');
  const [finding] = diagnose({ output, release: OLD });
  t.is(finding?.id, 'ManagementSegmentNotMapped');
  t.is(finding?.line, '2026-11-23 04:40:51.526 [ Error ]: ICEORYX error! POSH__SHM_APP_MAPP_ERR');
});

test('causes come before consequences, errors before warnings, the exit code last', (t) => {
  const output = [
    '[Warning]: IPC channel still there, doing an unlink of roudi',
    "Error: Could not find group with id '1000'.",
    '[ Error ]: ICEORYX error! MEPOO__SEGMENT_UNABLE_TO_CREATE_SHARED_MEMORY_OBJECT',
    'No shared memory name specified!',
  ].join('\n');
  t.deepEqual(ids({ output, exitCode: 134, release: OLD }), [
    'SegmentWithoutName',
    'DataSegmentNotCreated',
    'GroupUnknown',
    'LeftoverChannel',
    'ExitAborted',
  ]);
});

test('lines are counted, and names in them reach the reader', (t) => {
  const crash = (app: string) => `Application ${app} crashed. Re-registering application\n`;
  const output = crash('lidar').repeat(3) + crash('camera') + [1, 2, 3, 4, 5, 6].map((n) => crash(`app${n}`)).join('');
  const [finding] = diagnose({ output, release: OLD, role: 'roudi' });
  t.like(finding, { id: 'AppReregistered', count: 10, line: 'Application lidar crashed. Re-registering application' });
  t.deepEqual(finding?.names, { app: ['lidar', 'camera', 'app1', 'app2', 'app3'] });
  t.regex(finding?.meaning ?? '', /^lidar, camera, app1, app2, app3 came back/);
});

test('the text is complete without names too', (t) => {
  t.is(fill('{app|An app} lives'), 'An app lives');
  t.is(fill('Group {group|of it}', { group: [''] }), "Group ''");
  for (const { meaning, cause, remedy } of [...SIGNATURES, ...EXIT_CODES]) {
    for (const text of [meaning, cause, remedy].map((text) => fill(text))) {
      t.notRegex(text, /[{}|]| {2}|\s[,.:;]/);
      t.regex(text, /\.$/);
    }
  }
});

test('remedies name fields of the IceoryxDeployment that exist', async (t) => {
  const file = join(import.meta.dirname, '../../../crds/iceoryxdeployments.iceoryx.io.yaml');
  const crd = parse(await readFile(file, 'utf8'));
  const schema = crd.spec.versions[0].schema.openAPIV3Schema;
  const exists = (path: string) =>
    path.split('.').reduce((node, key) => {
      const next = node?.properties?.[key.replace('[]', '')];
      return key.endsWith('[]') ? next?.items : (next ?? node?.additionalProperties);
    }, schema) !== undefined;
  const texts = [...SIGNATURES, ...EXIT_CODES].flatMap(({ meaning, cause, remedy }) => [meaning, cause, remedy]);
  const paths = new Set(texts.flatMap((text) => text.match(/\b(?:spec|status)\.[\w.[\]]*\w/g) ?? []));
  t.true(paths.size > 10);
  t.deepEqual(
    [...paths].filter((path) => !exists(path)),
    [],
  );
});

for (const [what, symptoms, expected] of [
  ['out of memory', { exitCode: 137, reason: 'OOMKilled' }, 'ExitOutOfMemory'],
  ['killed', { exitCode: 137, reason: 'Error' }, 'ExitKilled'],
  ['RouDi killed, which has other reasons', { exitCode: 137, reason: 'Error', role: 'roudi' }, 'RoudiKilled'],
  ['RouDi ended by SIGTERM, of which no app is to blame', { exitCode: 143, role: 'roudi' }, 'RoudiTerminated'],
  ['killed, nothing else known', { exitCode: 137 }, 'ExitKilled'],
  ['restarted with all others', { exitCode: 137, reason: 'RestartingAllContainers' }, 'ExitRestartedWithOthers'],
  ['abort', { exitCode: 134 }, 'ExitAborted'],
  ['abort of process 1', { exitCode: 139 }, 'ExitAborted'],
  ['bus error', { exitCode: 135, role: 'app' }, 'ExitBusError'],
  ['SIGTERM without a handler', { exitCode: 143, role: 'app' }, 'ExitTerminated'],
  ['refused', { exitCode: 1, role: 'roudi' }, 'ExitRefused'],
  ["an app's own exit code", { exitCode: 1, role: 'app' }, undefined],
  [
    '0 without having started',
    { exitCode: 0, role: 'roudi', output: 'abc is not an unsigned integer' },
    'ExitWithoutStart',
  ],
  ['0 and no output to judge by', { exitCode: 0, role: 'roudi' }, undefined],
  ['0 and only the end of the output', { exitCode: 0, role: 'roudi', output: 'x\n'.repeat(1_000) }, undefined],
  ['0 after having started', { exitCode: 0, role: 'roudi', output: 'RouDi is ready for clients\n' }, undefined],
  ['0 of a release that says 1 then', { exitCode: 0, role: 'roudi', output: 'abc', release: NEW }, undefined],
  ['0 of an app', { exitCode: 0, role: 'app', output: 'abc' }, undefined],
  ['still running', {}, undefined],
] as const) {
  test(`exit code: ${what}`, (t) => {
    t.deepEqual(ids({ output: '', release: OLD, ...symptoms }), expected === undefined ? [] : [expected]);
  });
}

test('lines of another release or of the other program are not taken for a message', (t) => {
  const output = "No config file provided. Using '/etc/iceoryx/roudi_config.toml'";
  t.deepEqual(ids({ output, release: OLD }), ['ConfigurationPathIgnored']);
  t.deepEqual(ids({ output, release: NEW }), [], 'from 2.95 on it is a message');
  t.deepEqual(ids({ output, release: OLD, role: 'app' }), []);
});

test('an error with an explanation is not reported as unknown too', (t) => {
  const known = 'ICEORYX error! POSH__SHM_APP_MAPP_ERR';
  t.deepEqual(ids({ output: `${known}\nICEORYX error! POPO__SOMETHING_ELSE\r\n`, release: OLD }), [
    'ManagementSegmentNotMapped',
    'OtherError',
  ]);
  const [, other] = diagnose({ output: `${known}\nICEORYX error! POPO__SOMETHING_ELSE\r\n`, release: OLD });
  t.deepEqual(other?.names, { error: ['POPO__SOMETHING_ELSE'] });
});

test('diagnosis never throws, and its output is bounded and printable', (t) => {
  const pieces = [
    ...SIGNATURES.flatMap(({ says }) => says),
    '\u001B[',
    '\u0000',
    '\r',
    '\n',
    "'",
    '[',
    ':::  [ 107 ]',
    '…',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: ANY_CHARACTER })))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(
      text,
      fc.option(fc.integer(), { nil: undefined }),
      fc.constantFrom(OLD, NEW),
      (output, exitCode, release) => {
        for (const finding of diagnose({ output, release, ...(exitCode === undefined ? {} : { exitCode }) })) {
          const given = JSON.stringify([finding.line, finding.names]);
          t.true((finding.line ?? '').length <= 300);
          t.true(given.length < 8_000);
          t.notRegex(`${finding.line}${Object.values(finding.names).flat().join('')}`, /\p{Cc}/u);
        }
      },
    ),
  );
});

/** Text that costs a careless expression quadratic or exponential time, 10 MB of each. */
const TEN_MB = 10_000_000;
const HOSTILE: Readonly<Record<string, string>> = {
  'one endless line': 'x'.repeat(TEN_MB),
  'empty lines': '\n'.repeat(TEN_MB),
  'escapes that do not end': '\u001B[0;1;31'.repeat(TEN_MB / 9),
  'digits in an escape': `\u001B[${'1;'.repeat(TEN_MB / 2)}`,
  'beginnings without an end': SIGNATURES.map(({ says }) => says[0]?.split('…')[0])
    .join('')
    .repeat(3_000)
    .slice(0, TEN_MB),
  'beginnings in lines': `${"Application '".repeat(140)}\n`.repeat(6_000).slice(0, TEN_MB),
  'a flood of one message': '[Warning]: Error in sending keep alive\n'.repeat(TEN_MB / 39),
  'range without an end': `${'::range(T) '.repeat(180)}\n`.repeat(5_000).slice(0, TEN_MB),
};

for (const [what, output] of Object.entries(HOSTILE)) {
  test.serial(`10 MB in seconds: ${what}`, (t) => {
    const begin = performance.now();
    diagnose({ output, release: OLD });
    const took = performance.now() - begin;
    t.log(`${Math.round(took)} ms`);
    t.true(took < 10_000, `${Math.round(took)} ms`);
  });
}

test.serial('no expression exceeds its share of time on the longest possible line', (t) => {
  const texts = SIGNATURES.flatMap(({ says }) => says.map((said) => said.replaceAll('…', 'a')));
  const beginnings = new Set(
    texts.flatMap((text) => Array.from({ length: Math.floor(text.length / 4) }, (_, n) => text.slice(0, 4 * (n + 1)))),
  );
  for (const beginning of beginnings) {
    const line = beginning.repeat(2_000).slice(0, 2_000);
    for (const { id, pattern } of SIGNATURES) {
      t.true(
        isFast(() => pattern.exec(line), 50),
        `${id}: ${beginning}`,
      );
    }
  }
});

/** Whether one of three runs takes less: a busy machine slows one or two down, a bad expression all of them. */
function isFast(run: () => unknown, ms: number): boolean {
  return [1, 2, 3].some(() => {
    const begin = performance.now();
    run();
    return performance.now() - begin < ms;
  });
}
