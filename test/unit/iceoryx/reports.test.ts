/** Logs that people have sent: of one program or several, of a known or unknown release. */
import { readFileSync } from 'node:fs';
import test from 'ava';
import * as fc from 'fast-check';
import { diagnose } from '../../../src/iceoryx/diagnose.ts';
import { RELEASES } from '../../../src/iceoryx/release.ts';

const logOf = (name: string): string => readFileSync(new URL(`logs/${name}.log`, import.meta.url), 'utf8');

/** Expected findings, the most telling one first, and what their words must say. */
const REPORTS: Readonly<Record<string, { readonly ids: readonly string[]; readonly says: readonly RegExp[] }>> = {
  'pool-size-4gb': { ids: ['PoolSizeOutOfRange', 'ContractViolated'], says: [/is 0, or larger than the 4294967255/] },
  'slash-in-name-20': { ids: ['RuntimeNameRefused'], says: [/robot\/arm/, /has a slash/] },
  'slash-in-name-295': { ids: ['RuntimeNameRefused'], says: [/robot\/arm/, /has a slash/] },
  'owner-died-295': { ids: ['LockOwnerDied', 'AppReregistered'], says: [/was killed while it held a lock/] },
  'clock-set-back': {
    ids: ['LockBroken'],
    says: [/clock may have been set/, /may have had no CPU time/, /wall clock/, /iceoryx#2381/],
  },
  'out-of-servers': { ids: ['ServersUsedUp'], says: [/no server left/, /IOX_MAX_SERVERS/] },
  'held-in-parallel': { ids: ['TooManyChunksHeld'], says: [/256/] },
  'roudi-cannot-answer': {
    ids: ['AppSocketDenied'],
    says: [/app's socket, \/tmp\/iceoryx_rt_32497_1664696585452062357/, /runAsUser/],
  },
  'foreign-files-fill-shm': {
    ids: ['SharedMemoryTooSmall', 'BuiltInConfiguration'],
    says: [/Files of other programs/, /set spec\.sharedMemory\.sizeLimit to/, /149264720 bytes/],
  },
  'foreign-files-named': {
    ids: ['SharedMemoryTakenByOthers'],
    says: [
      /take 30\.0 MiB of its 218\.0 MiB: torch_77_123_0 \(30\.0 MiB\), cache \(4\.0 KiB\)\./,
      /set spec\.sharedMemory\.sizeLimit to/i,
    ],
  },
  s6: { ids: ['NeedsProcessOne'], says: [/share one PID namespace/, /Set command/] },
  'arbitrary-uid-app': { ids: ['NoWritableSegment', 'UserUnknown'], says: [/spec\.identity/, /runAsUser/] },
};

for (const [name, { ids, says }] of Object.entries(REPORTS)) {
  test(`${name}, whatever its release`, (t) => {
    const findings = diagnose({ output: logOf(name) });
    t.deepEqual(
      findings.map(({ id }) => id),
      ids,
    );
    const [first] = findings;
    for (const pattern of says) {
      t.regex(`${first?.meaning} ${first?.cause} ${first?.remedy}`, pattern);
    }
  });

  test(`${name}: the findings do not depend on the order of its lines`, (t) => {
    const lines = logOf(name).split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        t.deepEqual(
          diagnose({ output: shuffled.join('\n') }).map(({ id }) => id),
          ids,
        );
      }),
      { numRuns: 30 },
    );
  });
}

test('files of other programs in /dev/shm are no fault while RouDi has room', (t) => {
  const [said = ''] = logOf('foreign-files-named').split('\n');
  t.regex(said, /^Files in/);
  t.deepEqual(diagnose({ output: said, role: 'roudi' }), []);
});

test("a sample that fits no pool is the cause, and RouDi's report of the end of the app is not", (t) => {
  const app = [
    'The following mempools are available:  MemPool [ ChunkSize = 65576, ChunkPayloadSize = 65536, ChunkCount = 10 ]Could not find a fitting mempool for a chunk of size 98368',
    'ICEORYX error! MEPOO__MEMPOOL_GETCHUNK_CHUNK_IS_TOO_LARGE',
  ];
  const roudi = [
    'Application iceoryx_rt_68_1700000000 not responding (last response 1595 milliseconds ago) --> removing it',
  ];
  for (const lines of [
    [...app, ...roudi],
    [...roudi, ...app],
  ]) {
    const [first, second] = diagnose({ output: lines.join('\n'), release: RELEASES['2.0'], exitCode: 134 });
    t.like(first, { id: 'PayloadTooLarge', isConsequence: false });
    t.regex(first?.meaning ?? '', /98368 bytes/);
    t.like(second, { id: 'AppUnresponsive', isConsequence: true });
  }
});

test("a program's report about another does not hide that one's own messages, not even warnings", (t) => {
  const output = [
    'Received Keepalive from unknown process camera',
    'Error in sending keep alive',
    'ICEORYX error! POPO__CHUNK_LOCKING_ERROR',
  ].join('\n');
  t.deepEqual(
    diagnose({ output, release: RELEASES['2.0'] }).map(({ id }) => id),
    ['LockBroken', 'KeepAliveFailed', 'AppOutlivedRegistration'],
  );
});

test('the panic that ends every fatal error of 2.95 does not hide the error, whatever its origin', (t) => {
  const output = [
    '[Fatal]: Timeout registering at RouDi. Is RouDi running?',
    '[Fatal]: /src/iceoryx_posh/source/runtime/posh_runtime_impl.cpp:77 [Fatal Error] [IPC_INTERFACE__REG_ROUDI_NOT_AVAILABLE (code = 125)] in module [iceoryx_posh (id = 2)]',
    '[Fatal]: /src/iceoryx_posh/source/runtime/posh_runtime_impl.cpp:77 [PANIC]',
  ];
  const found = (lines: readonly string[]) =>
    diagnose({ output: lines.join('\n'), release: RELEASES['2.95'] }).map(({ id }) => id);
  t.deepEqual(found(output), ['RoudiNotAvailable']);
  t.deepEqual(found(output.slice(2)), ['Panicked']);
  t.deepEqual(found([...output, '[Fatal]: a.hpp:1 [PANIC] Invalid chunk to free']), [
    'RoudiNotAvailable',
    'ContractViolated',
  ]);
});

test('a long sentence of a program is cut between characters', (t) => {
  const [finding] = diagnose({ output: `Error in sending keep alive ${'🤖'.repeat(2_000)}` });
  t.true(finding?.line?.isWellFormed());
  t.true((finding?.line?.length ?? 0) <= 300);
});

test('a RouDi that is missing from its image is found, whichever program reports it', (t) => {
  for (const exitCode of [126, 127, 128]) {
    t.like(diagnose({ output: '', exitCode, role: 'roudi' })[0], { id: 'ExitNotStarted' });
  }
  t.deepEqual(diagnose({ output: '', exitCode: 127, role: 'app' }), []);
  t.deepEqual(diagnose({ output: 'roudi: line 40: /tmp/.iceoryx-roudi: Permission denied', role: 'roudi' }), []);
});
