import test from 'ava';
import { gather } from '../../../src/sweep/gather.ts';
import type { Observation, SeenFile } from '../../../src/sweep/observe.ts';
import { type Finding, type Report, reportOf, type Totals } from '../../../src/sweep/report.ts';
import { parseSummary, type SweepSummary } from '../../../src/api/sweep-summary.ts';
import { summaryOf } from '../../../src/sweep/summary.ts';
import { age, size, tableOf } from '../../../src/sweep/table.ts';

const finding: Finding = {
  place: '/dev/shm',
  name: 'iox1_0_u_root',
  kind: 'DataSegment',
  release: '2.95',
  domain: '0',
  bytes: 149_395_040,
  allocatedBytes: 149_397_504,
  ageSeconds: 7200,
  holders: [],
  holderCount: 0,
  verdict: 'Orphan',
  reason: 'Abandoned',
  message: 'unused',
  isRemovable: true,
};
const live: Finding = {
  ...finding,
  name: 'iceoryx_mgmt',
  kind: 'ManagementSegment',
  verdict: 'Live',
  message: 'in use',
  isRemovable: false,
  holders: [{ pid: 812, command: 'iox-roudi', pod: 'default/robot', how: 'maps' }],
  holderCount: 3,
};
const none = { files: 0, bytes: 0 };
const totals: Totals = {
  Orphan: none,
  Unknown: none,
  Live: none,
  NotIceoryx: none,
  staying: none,
  removed: none,
  failed: none,
};

function report(findings: readonly Finding[], problems: readonly string[] = []): Report {
  return {
    dryRun: true,
    quietPeriodSeconds: 60,
    isComplete: problems.length === 0,
    problems,
    scanned: { directories: 2, processes: 100, otherFiles: 7 },
    totals: { ...totals, Orphan: { files: findings.length, bytes: 149_397_504 } },
    findings,
  };
}

const plain = { all: false, colour: false };

test('a row has name, bytes, age, holders, verdict and reason', (t) => {
  const table = tableOf(report([finding, live]), plain);
  t.regex(table, /^\/dev\/shm\nWHAT +BYTES +AGE +HELD BY +VERDICT +WHY\n/);
  t.regex(table, /iox1_0_u_root \(data segment, 2\.95, domain 0\) +142 MiB +2h +orphan +unused\n/);
  t.regex(table, /iceoryx_mgmt .* iox-roudi\[812\] in default\/robot, 2 more +live +in use\n/);
  t.regex(table, /100 processes, 2 directories; dry run, nothing was removed\n$/);
});

test('many similar files are counted, and listed in full on request', (t) => {
  const pile = Array.from({ length: 5000 }, (_, index) => ({ ...finding, name: `iceoryx_rt_${index}_1` }));
  const table = tableOf(report(pile), plain);
  t.true(table.split('\n').length < 15);
  t.regex(table, /… 4995 more of data segment/);
  t.true(tableOf(report(pile), { ...plain, all: true }).split('\n').length > 5000);
});

test('files that are not iceoryx’s are listed on request only, unseen ones always', (t) => {
  const foreign: Finding = { ...finding, name: 'PostgreSQL.1', verdict: 'NotIceoryx', isRemovable: false };
  const unseen = report([foreign], ['process 7: EACCES']);
  t.false(tableOf(unseen, plain).includes('PostgreSQL'));
  t.true(tableOf(unseen, { ...plain, all: true }).includes('PostgreSQL'));
  t.regex(tableOf(unseen, plain), /not seen: process 7: EACCES/);
});

test('the outcome for an orphan replaces its verdict', (t) => {
  const outcomes = [{ what: 'Removed' } as const, { what: 'Failed', why: 'EROFS' } as const];
  const table = tableOf(report(outcomes.map((outcome) => ({ ...finding, outcome }))), plain);
  t.regex(table, /removed +unused\n.* failed +EROFS\n/);
});

test('a summary fits into a termination message, whatever it has to report', (t) => {
  const name = 'ü"\\'.repeat(30);
  const many = Array.from({ length: 10_000 }, () => ({ ...finding, name, place: name }));
  const problems = Array.from({ length: 50 }, (_, index) => `process ${index}: ${'x'.repeat(1000)}`);
  const text = summaryOf(report(many, problems));
  t.true(Buffer.byteLength(text) <= 4096);
  const summary = JSON.parse(text) as SweepSummary;
  t.deepEqual(parseSummary(text), summary, 'the operator reads what the sweeper writes');
  t.is(summary.totals.Orphan.files, 10_000);
  t.true(summary.largest.length + summary.problems.length > 3);
  t.is(summary.omitted.findings + summary.largest.length, 10_000);
  t.is(summary.omitted.problems + summary.problems.length, 50);
});

test('a summary leaves out live files', (t) => {
  const summary = JSON.parse(summaryOf(report([finding, live]))) as SweepSummary;
  t.deepEqual(
    summary.largest.map(({ name, bytes }) => ({ name, bytes })),
    [{ name: 'iox1_0_u_root', bytes: 149_397_504 }],
  );
});

test('the operator accepts no escape sequences from a node, and nothing that no status holds', (t) => {
  const evil = `\u001B[2J\uD83D${'🤖'.repeat(400)}`;
  const text = summaryOf(report([finding]));
  const forged = JSON.stringify({
    ...(JSON.parse(text) as SweepSummary),
    problems: [evil],
    largest: [{ ...finding, place: evil, name: evil, kind: evil, verdict: evil, reason: evil }],
  });
  const { problems = [], largest = [] } = parseSummary(forged) ?? {};
  const [one] = largest;
  for (const words of [problems[0], one?.place, one?.name, one?.kind, one?.verdict, one?.reason]) {
    t.regex(words ?? '', /^\\u\{1b\}\[2J/);
    t.notRegex(words ?? '', /\p{C}/u);
    t.true((words ?? '').length <= 512);
  }
});

test('sizes and ages are formatted', (t) => {
  t.deepEqual([0, 1023, 1024, 149_395_040, 2 ** 40].map(size), ['0 B', '1023 B', '1.0 KiB', '142 MiB', '1.0 TiB']);
  t.deepEqual([0, 119, 120, 7200, 86_400 * 12].map(age), ['0s', '119s', '2m', '2h', '12d']);
});

test('a summary is cut between characters, and one endless name leaves room for others', (t) => {
  const robots = '🤖'.repeat(400);
  const summary = JSON.parse(
    summaryOf(report([{ ...finding, name: robots }, finding], [`x${robots}`])),
  ) as SweepSummary;
  t.true(summary.problems[0]?.isWellFormed());
  t.true(summary.largest[0]?.name.isWellFormed());
  t.is(summary.largest.length, 2);
});

test('whatever files and problems say, no report of them controls a terminal', (t) => {
  const evil = '\u001B[2J\u0007\u202E\u{E0001}';
  const file = (name: string): SeenFile => ({
    place: {
      inode: 'shm',
      roles: new Set(['shm']),
      ways: [],
      partners: new Set(['shm']),
      origin: 'Process',
      title: `/dev/shm of ${evil}`,
    },
    fileClass: { kind: 'DataSegment', family: { release: '2.95', domain: '0' } },
    facts: {
      name,
      type: 'File',
      inode: '0:1:2',
      mode: 0o660,
      uid: 0,
      gid: 0,
      bytes: 4096,
      allocatedBytes: 4096,
      links: 1,
      changed: 1n,
      modified: 1n,
    },
    holds: [],
    lockers: [],
  });
  const seen = file(Buffer.from(`iox1_0_u_${evil}`).toString('latin1'));
  const observation: Observation = {
    at: 0,
    places: [seen.place],
    unreadable: new Set(),
    files: [seen],
    others: 0,
    processes: 1,
    blindSpots: [`process 7: ${evil}`],
    problems: Array.from({ length: 200 }, () => `${evil}: EACCES`),
    pods: new Map(),
  };
  const cases = gather(undefined, observation, { quietSeconds: 0, roudiReturns: () => false });
  const outcomes = new Map([[seen, { what: 'Failed', why: evil } as const]]);
  const made = reportOf(cases, observation, { dryRun: false, quietPeriodSeconds: 0, outcomes }, 0);
  t.is(made.problems.length, 101);
  t.is(made.problems.at(-1), 'and 101 more');
  const table = tableOf(made, { ...plain, all: true }).replaceAll('\n', '');
  for (const text of [table, summaryOf(made), JSON.stringify(made)]) {
    t.true(text.includes(String.raw`u{1b}[2J`));
    t.notRegex(text, /\p{C}/u);
  }
});
