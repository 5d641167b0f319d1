import test from 'ava';
import type { KubeClient } from '../../../src/kube/client.ts';
import { ApiError, ConnectionError } from '../../../src/kube/errors.ts';
import type { LogOptions } from '../../../src/kube/options.ts';
import { plain } from '../../../src/terminal/paint.ts';
import { stamped } from '../../../src/commands/kit/stamped.ts';
import {
  type ContainerRun,
  isShown,
  presentRuns,
  previousRuns,
  runsOf,
} from '../../../src/commands/logs/container-runs.ts';
import { ContainerTail } from '../../../src/commands/logs/container-tail.ts';
import { inJson } from '../../../src/commands/logs/json.ts';
import type { LogLine } from '../../../src/commands/logs/line.ts';
import { Marker } from '../../../src/commands/logs/marker.ts';
import { mergeWhole } from '../../../src/commands/logs/merge-whole.ts';
import { Merger } from '../../../src/commands/logs/merger.ts';
import { noticesOf } from '../../../src/commands/logs/notices.ts';
import { LineWriter, summary } from '../../../src/commands/logs/text.ts';
import { rawPod, T0 } from '../controllers/pods/pods.ts';
import { until } from '../../../lab/host/until.ts';

const PATIENCE = { delayMs: 200, openingMs: 3000, mostMs: 2000, mostLines: 100 };

const times = (lines: readonly { at: number }[]): number[] => lines.map((line) => line.at);

async function* slowly<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

test('whole logs are merged by time, and lines of one log keep their order', async (t) => {
  const merged: object[] = [];
  const first = [
    { at: 1, of: 'a' },
    { at: 5, of: 'a' },
    { at: 4, of: 'a, whose clock was set back' },
  ];
  for await (const line of mergeWhole([
    slowly(first),
    slowly([
      { at: 2, of: 'b' },
      { at: 6, of: 'b' },
    ]),
    slowly([]),
  ])) {
    merged.push(line);
  }
  t.deepEqual(merged, [first[0], { at: 2, of: 'b' }, first[1], first[2], { at: 6, of: 'b' }]);
});

test('a line that is followed waits for earlier ones of other logs, but not for long', (t) => {
  const merger = new Merger<{ at: number }>(PATIENCE);
  merger.open('a', 0);
  merger.open('b', 0);
  merger.push('a', { at: 10 }, 5);
  t.deepEqual(merger.take(100), [], 'b may have old lines yet');
  merger.push('b', { at: 7 }, 110);
  merger.push('b', { at: 12 }, 110);
  t.deepEqual(times(merger.take(120)), [7, 10], 'both have a line, so that the earlier one is known');
  t.deepEqual(merger.take(250), [], 'a may write a line before 12');
  t.deepEqual(times(merger.take(320)), [12]);
});

test('a log that is silent once it has begun holds up others no longer than the delay', (t) => {
  const merger = new Merger<{ at: number }>(PATIENCE);
  merger.open('silent', 0);
  merger.open('a', 0);
  merger.push('a', { at: 1 }, 50);
  t.deepEqual(merger.take(1000), []);
  merger.begun('silent', 1000);
  t.deepEqual(times(merger.take(1200)), [1]);
  merger.close('silent');
  merger.push('a', { at: 2 }, 1300);
  t.deepEqual(times(merger.take(1300)), [2], 'a log that has ended holds up nothing');
});

test('a node whose clock is behind does not hold up lines of others for ever, and memory is bounded', (t) => {
  const merger = new Merger<{ at: number }>(PATIENCE);
  merger.open('late', 0);
  merger.open('a', 0);
  merger.push('a', { at: 100_000 }, 0);
  for (let now = 0; now < 2000; now += 100) {
    merger.push('late', { at: now }, now);
    t.false(times(merger.take(now)).includes(100_000));
  }
  t.true(times(merger.take(2000)).includes(100_000));
  const flooded = new Merger<{ at: number }>(PATIENCE);
  flooded.open('a', 0);
  flooded.open('b', 0);
  Array.from({ length: 150 }, (_, index) => flooded.push('a', { at: index }, 1));
  t.is(flooded.take(1).length, 50);
  t.is(flooded.takeAll().length, 100);
});

test('times of the kubelet are read to the microsecond in any time zone, and lines without one are kept', (t) => {
  const line = stamped('2026-01-01T14:00:00.123456789+02:00 a  b');
  t.is(line.text, 'a  b');
  t.true(Math.abs((line.at ?? 0) - (T0 + 123.456789)) < 0.001);
  t.is(stamped('2026-01-01T12:00:00Z').text, '', 'an empty line');
  t.deepEqual(stamped('unable to retrieve container logs'), {
    at: undefined,
    stamp: '',
    text: 'unable to retrieve container logs',
  });
});

const line = (text: string, more: Partial<LogLine> = {}): LogLine => ({
  at: T0,
  stamp: '2026-01-01T12:00:00.000000000Z',
  text,
  namespace: 'default',
  pod: 'robot-1-a',
  container: 'app',
  role: 'app',
  ...more,
});
const DENIED = 'permission to create unix domain socket denied "/tmp/roudi"';
const reader = { paint: plain, width: undefined };

test('a known line is explained once for each container, and counted after that', (t) => {
  const marker = new Marker(() => undefined);
  const writer = new LineWriter({ reader, hasPods: true }, '2026-01-01');
  const show = (...of: Parameters<typeof line>): string => writer.write(marker.mark(line(...of)));
  t.is(show('all is well'), '12:00:00.000 robot-1-a app all is well\n');
  t.regex(
    show(DENIED),
    /^12:00:00\.000 robot-1-a app permission to create .*\n +\^ Error RoudiSocketDenied: \S.*\n +What to do: \S.*\n$/,
  );
  t.is(show(DENIED), `12:00:00.000 robot-1-a app ${DENIED} (RoudiSocketDenied, 2 times)\n`);
  t.regex(show(DENIED, { container: 'other' }), /What to do/, 'another container has an explanation of its own');
  t.regex(
    summary(marker.totals, 4, reader),
    /^Known messages in 4 lines:\n {2}Error RoudiSocketDenied: 2 times, from 12:00:00 to 12:00:00, in container app of pod robot-1-a\n {2}Error RoudiSocketDenied: once, .* other/,
  );
  t.is(summary([], 1, reader), 'No known message was found in 1 line.\n');
});

test('only what RouDi and apps say is taken for a message, and each only for its own', (t) => {
  const marker = new Marker(() => undefined);
  const found = (text: string, role: LogLine['role']): string[] =>
    marker.mark(line(text, { role, container: role })).findings.map(({ id }) => id);
  t.deepEqual(found(DENIED, 'agent'), []);
  t.deepEqual(found(DENIED, 'other'), []);
  const roudis = "Couldn't parse config file. Error: INVALID_STATE";
  t.deepEqual([found(roudis, 'app'), found(roudis, 'roudi')], [[], ['ConfigurationRefused']]);
});

test('nothing that a program writes reaches the terminal as a command, and other days are named', (t) => {
  const marker = new Marker(() => undefined);
  const writer = new LineWriter({ reader, hasPods: false }, '2026-01-02');
  const shown = writer.write(marker.mark(line('\u001B[31mred\u001B[0m\ttab \u001B[2J\r')));
  t.is(shown, '--- 2026-01-01, UTC ---\n12:00:00.000 app red tab \\u{1b}[2J\n');
  const object = JSON.parse(inJson(marker.mark(line(`${DENIED}\u202E`)))) as Record<string, unknown>;
  t.is(object['line'], `${DENIED}\u202E`);
  t.like(object, { pod: 'robot-1-a', findings: [{ id: 'RoudiSocketDenied', count: 1 }] });
  t.false(inJson(marker.mark(line('\u202E'))).includes('\u202E'));
});

const ROUDI = 'iceoryx-roudi';
const AGENT = 'iceoryx-agent';
const RENEWED = 'RestartingAllContainers';

test('of each container the present run is shown, or the one that ended last, and init containers only if they fail', (t) => {
  const pod = rawPod(
    'robot-1-a',
    [
      { name: 'iceoryx-install', end: { code: 0, from: 0, to: 1 } },
      { name: ROUDI, ready: true, since: 2 },
      { name: 'app', waiting: { reason: 'CrashLoopBackOff' }, lastEnd: { code: 1, from: 3, to: 4 } },
      { name: 'other', ready: true, since: 3, lastEnd: { code: 1, from: 1, to: 2 } },
    ],
    { strangers: ['other'] },
  );
  const shown = (runs: readonly ContainerRun[], ...named: string[]): string[] =>
    runs
      .filter((run) => isShown(run, named))
      .map(({ container, previous }) => `${container}${previous ? ' --previous' : ''}`);
  t.deepEqual(shown(presentRuns(runsOf(pod))), [ROUDI, 'app --previous']);
  t.deepEqual(shown(previousRuns(runsOf(pod)), 'other'), ['other --previous']);
  const failed = rawPod('robot-1-a', [{ name: 'iceoryx-install', end: { code: 1, from: 0, to: 1 } }]);
  t.deepEqual(shown(presentRuns(runsOf(failed))), ['iceoryx-install']);
});

test('a restart of all containers in place is told as such, and has no runs of its own', (t) => {
  const before = runsOf(
    rawPod('robot-1-a', [
      { name: AGENT, since: 1, id: 'a1' },
      { name: 'app', since: 2, id: 'b1' },
    ]),
  );
  const lastEnd = { code: 137, reason: RENEWED };
  const after = runsOf(
    rawPod('robot-1-a', [
      { name: AGENT, since: 11, id: 'a2', restarts: 1, lastEnd },
      { name: 'app', waiting: { reason: 'PodInitializing' }, restarts: 1, lastEnd },
    ]),
  );
  t.deepEqual(
    after.map(({ id, previous }) => ({ id, previous })),
    [{ id: 'containerd://a2', previous: false }],
  );
  const texts = (...of: Parameters<typeof noticesOf>): string[] => noticesOf(...of).map(({ text }) => text);
  t.deepEqual(texts('p', undefined, before), [`+ p with ${AGENT}, app`]);
  t.deepEqual(texts('p', before, after), [
    `- p ${AGENT} ended with all containers of the pod`,
    '- p app ended with all containers of the pod',
    `+ p ${AGENT} started`,
  ]);
});

test('the end of a container is told once, with what its exit code means', (t) => {
  const runs = runsOf(rawPod('robot-1-a', [{ name: ROUDI, since: 1, id: 'r1' }]));
  const killed = { code: 137, reason: 'Error', from: 1, to: 9 };
  const ended = runsOf(rawPod('robot-1-a', [{ name: ROUDI, end: killed }])).map((run) => ({
    ...run,
    id: runs[0]?.id ?? '',
  }));
  const [notice, ...more] = noticesOf('p', runs, ended);
  t.regex(notice?.text ?? '', /^- p iceoryx-roudi ended with 137: RoudiKilled, SIGKILL ended RouDi/);
  t.is(notice?.ended?.finding.id, 'RoudiKilled');
  t.deepEqual([more, noticesOf('p', ended, ended)], [[], []]);
});

/** A clock by which every pause is over at once. */
const HASTE = {
  now: () => 0,
  date: () => new Date(T0),
  schedule: (_: number, task: () => void) => {
    const soon = setImmediate(task);
    return () => clearImmediate(soon);
  },
};

/** A container whose log the test writes. */
function followed(part = {}) {
  const asked: LogOptions[] = [];
  const lines: string[] = [];
  const events: string[] = [];
  const open: ReturnType<typeof Promise.withResolvers<string[] | Error>>[] = [];
  const client: Pick<KubeClient, 'log'> = {
    async *log(_: string, { signal, onOpen, ...options }: LogOptions = {}) {
      asked.push(options);
      const answer = Promise.withResolvers<string[] | Error>();
      open.push(answer);
      signal?.addEventListener('abort', () => answer.resolve(signal.reason as Error));
      onOpen?.();
      const said = await answer.promise;
      if (said instanceof Error) {
        throw said;
      }
      for (const each of said.filter((one) => one !== 'cut')) {
        yield each;
      }
      if (said.includes('cut')) {
        throw new ConnectionError({ method: 'GET', path: '/log' }, 'server', 'ECONNRESET');
      }
    },
  };
  const end = new AbortController();
  const sink = {
    open: () => events.push('open'),
    begun: () => events.push('begun'),
    line: ({ text }: LogLine) => lines.push(text),
    closed: () => events.push('closed'),
    remark: (text: string) => events.push(text),
  };
  const tail = (runs: readonly ContainerRun[]): ContainerTail =>
    new ContainerTail(
      { client, pod: { metadata: { name: 'p', namespace: 'n' } }, part, sink, signal: end.signal, clock: HASTE },
      runs,
    );
  const next = async (): Promise<LogOptions> => {
    const count = answered + 1;
    await until(`log ${count} is asked for`, () => asked.length >= count);
    return asked[count - 1] ?? {};
  };
  let answered = 0;
  const answer = (said: string[] | Error): void => open[answered++]?.resolve(said);
  return { tail, asked, lines, events, end, next, answer };
}

const runAt = (id: string, more: Partial<ContainerRun> = {}): ContainerRun => ({
  container: 'app',
  role: 'app',
  id,
  previous: false,
  ...more,
});
const END = { exitCode: 1, reason: 'Error', message: '', at: 0 };
const second = (number: number, text: string): string => `2026-01-01T12:00:0${number}.5Z ${text}`;

test('a container is followed from run to run, each line once, also of a run that was over before it was seen', async (t) => {
  const { tail, lines, next, answer, events } = followed({ tailLines: 1 });
  const following = tail([runAt('zero', { end: END, previous: true }), runAt('one')]);
  const ended = following.follow();
  t.like(await next(), { follow: true, previous: false, tailLines: 1, timestamps: true });
  following.update([runAt('two', { end: END, previous: true }), runAt('three')], false);
  answer([second(1, 'first')]);
  t.like(await next(), { follow: false, previous: true, sinceTime: '2026-01-01T12:00:01.000Z' });
  answer([second(1, 'first'), second(2, 'second')]);
  t.like(await next(), { follow: true, previous: false });
  following.update([runAt('three', { end: END })], true);
  answer([second(3, 'third')]);
  await ended;
  t.deepEqual(lines, ['first', 'second', 'third']);
  t.deepEqual(events, ['open', 'begun', 'closed', 'open', 'begun', 'closed', 'open', 'begun', 'closed']);
});

test('a log that breaks off is read from where it was, without a line twice or a line lost', async (t) => {
  const { tail, lines, next, answer, end } = followed({ tailLines: 10 });
  const ended = tail([runAt('one')]).follow();
  await next();
  answer([second(1, 'a'), second(2, 'b'), 'cut']);
  const again = await next();
  t.is(again.sinceTime, '2026-01-01T12:00:02.000Z');
  t.is(again.tailLines, undefined, 'what was written meanwhile may be more');
  answer([second(2, 'b'), second(3, 'c'), 'cut']);
  await next();
  end.abort();
  await ended;
  t.deepEqual(lines, ['a', 'b', 'c']);
});

test('a log that is gone ends its run, and a missing right ends all', async (t) => {
  const refusal = (status: number): ApiError => new ApiError({ method: 'GET', path: '/log' }, status, {});
  const { tail, next, answer } = followed();
  const following = tail([runAt('one', { end: END })]);
  following.update([runAt('one', { end: END })], true);
  const ended = following.follow();
  await next();
  answer(refusal(400));
  await t.notThrowsAsync(ended);
  const lost = followed();
  const losing = lost.tail([runAt('one')]);
  const lostEnded = losing.follow();
  await lost.next();
  losing.update([], true);
  lost.answer([second(1, 'a'), 'rpc error: code = NotFound desc = an error occurred when try to find container']);
  await t.notThrowsAsync(lostEnded);
  t.deepEqual([lost.lines, lost.events], [['a'], ['open', 'begun', 'closed']], 'words of the kubelet are no line');
  const other = followed();
  const refused = other.tail([runAt('one')]).follow();
  await other.next();
  other.answer(refusal(403));
  const { status } = await t.throwsAsync(refused, { instanceOf: ApiError });
  t.is(status, 403);
});
