import test from 'ava';
import { ApiError, ConnectionError } from '../../../src/kube/errors.ts';
import { eventOf } from '../../../src/kube/event.ts';
import { type EventOutcome, EventRecorder, type EventRecord } from '../../../src/kube/events.ts';
import type { RequestOptions } from '../../../src/kube/client.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { orAborted } from '../../../src/runtime/clock.ts';
import { FakeClock } from '../runtime/fake-clock.ts';
import { testLog } from '../test-log.ts';
import { until } from '../../../lab/host/until.ts';

const robot = (name = 'robot'): KubeObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Robot',
  metadata: { name, namespace: 'lab', uid: `uid-of-${name}`, resourceVersion: '7' },
});
const eventRecord = (note = 'a wheel is off', reason = 'WheelOff'): EventRecord => ({
  type: 'Warning',
  reason,
  action: 'Drive',
  note,
});
const exchange = { method: 'POST', path: '/events' } as const;

interface Sent {
  verb: 'create' | 'patch';
  name: string;
  note: unknown;
  series: { count: number; lastObservedTime: string } | undefined;
}

/** An API server that stores what it is sent, and fails on request. */
function recorder(fail: (sent: Sent, signal: AbortSignal) => Promise<void> | void = () => {}) {
  const sent: Sent[] = [];
  const outcomes: EventOutcome[] = [];
  const clock = new FakeClock();
  const log = testLog();
  const take = async (
    verb: Sent['verb'],
    name: string,
    body: object,
    { signal = AbortSignal.abort() }: RequestOptions = {},
  ): Promise<never> => {
    const { note, series } = body as unknown as Sent;
    const each = { verb, name, note, series };
    await fail(each, signal);
    sent.push(each);
    return body as never;
  };
  const client = {
    create: (_: unknown, object: KubeObject, options?: RequestOptions) =>
      take('create', `lab/${object.metadata.name}`, object, options),
    patch: (_: unknown, key: string, patch: object, options?: RequestOptions) => take('patch', key, patch, options),
  };
  const events = new EventRecorder({
    client,
    clock,
    log,
    reporter: { controller: 'example.com/operator', instance: 'pod-1' },
    observer: (outcome) => outcomes.push(outcome),
  });
  const stop = new AbortController();
  return {
    events,
    sent,
    outcomes,
    clock,
    log,
    stop: () => stop.abort(),
    run: () => events.run(stop.signal),
    /** Waits for this many requests while time passes. */
    requests: (count: number) =>
      until(`${count} requests were sent, so far ${JSON.stringify(sent)}`, () => {
        clock.advance(200);
        return sent.length >= count;
      }),
  };
}

test('a repeated Event is counted: sent at once the second time, then once a minute', async (t) => {
  const { events, sent, clock, run, requests, stop } = recorder();
  const done = run();
  events.record(robot(), eventRecord());
  await requests(1);
  events.record(robot(), eventRecord());
  await requests(2);
  for (let count = 3; count <= 10; count += 1) {
    events.record(robot(), eventRecord());
  }
  clock.advance(60_000);
  await requests(3);
  t.deepEqual(
    sent.map(({ verb, series }) => [verb, series?.count]),
    [
      ['create', undefined],
      ['patch', 2],
      ['patch', 10],
    ],
  );
  t.is(new Set(sent.map(({ name }) => name)).size, 1);
  t.regex(sent[2]?.series?.lastObservedTime ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  stop();
  await done;
});

test('after some minutes without it, it is a new Event', async (t) => {
  const { events, sent, clock, run, requests, stop } = recorder();
  const done = run();
  events.record(robot(), eventRecord());
  await requests(1);
  clock.advance(7 * 60_000);
  events.record(robot(), eventRecord());
  await requests(2);
  t.deepEqual(
    sent.map(({ verb }) => verb),
    ['create', 'create'],
  );
  t.not(sent[0]?.name, sent[1]?.name);
  stop();
  await done;
});

test('different reasons, notes and objects are different Events', async (t) => {
  const { events, sent, run, requests, stop } = recorder();
  const done = run();
  events.record(robot(), eventRecord('one'));
  events.record(robot(), eventRecord('two'));
  events.record(robot(), eventRecord('one', 'Other'));
  events.record(robot('other'), eventRecord('one'));
  await requests(4);
  t.is(new Set(sent.map(({ name }) => name)).size, 4);
  stop();
  await done;
});

test('each object has a budget of its own', async (t) => {
  const { events, outcomes, sent, run, requests, stop } = recorder();
  const done = run();
  for (let each = 0; each < 100; each += 1) {
    events.record(robot(), eventRecord(`number ${each}`));
  }
  events.record(robot('other'), eventRecord());
  await requests(26);
  t.is(outcomes.filter((outcome) => outcome === 'rate_limited').length, 75);
  t.true(sent.at(-1)?.name.startsWith('lab/other.'));
  stop();
  await done;
});

test('Events beyond the queue are dropped, and no caller waits', async (t) => {
  const { events, outcomes } = recorder();
  for (let each = 0; each < 5000; each += 1) {
    events.record(robot(`robot-${each}`), eventRecord());
  }
  t.is(outcomes.filter((outcome) => outcome === 'overflow').length, 5000 - 4096);
});

test('an Event without an answer is sent again under the same name', async (t) => {
  let failures = 3;
  const names: string[] = [];
  const { events, sent, log, run, requests, stop } = recorder(({ name }) => {
    names.push(name);
    if ((failures -= 1) >= 0) {
      throw new ConnectionError(exchange, 'https://api', 'ECONNREFUSED');
    }
  });
  const done = run();
  events.record(robot(), eventRecord());
  await requests(1);
  t.is(names.length, 4);
  t.is(new Set(names).size, 1);
  t.is(sent.length, 1);
  t.is(log.lines.filter(({ level }) => level === 'warn').length, 1, 'sent once');
  stop();
  await done;
});

test('an Event that arrived although its answer did not counts as sent', async (t) => {
  const { events, outcomes, run, stop } = recorder(() => {
    throw new ApiError(exchange, 409, { reason: 'AlreadyExists' });
  });
  const done = run();
  events.record(robot(), eventRecord());
  await until('the Event is sent', () => outcomes.includes('sent'));
  stop();
  await done;
  t.deepEqual(outcomes, ['sent']);
});

test('a series whose Event has expired is created again with its count', async (t) => {
  const { events, sent, run, requests, stop } = recorder(({ verb }) => {
    if (verb === 'patch') {
      throw new ApiError(exchange, 404, { reason: 'NotFound' });
    }
  });
  const done = run();
  events.record(robot(), eventRecord());
  await requests(1);
  events.record(robot(), eventRecord());
  await requests(2);
  t.like(sent[1], { verb: 'create', series: { count: 2 } });
  stop();
  await done;
});

test('a refused Event is given up, and those after it are sent', async (t) => {
  const { events, sent, outcomes, log, run, requests, stop } = recorder(({ name }) => {
    if (name.includes('bad')) {
      throw new ApiError(exchange, 403, { reason: 'Forbidden', message: 'no rights' });
    }
  });
  const done = run();
  events.record(robot('bad'), eventRecord());
  events.record(robot('bad-2'), eventRecord());
  events.record(robot('good'), eventRecord());
  await requests(1);
  t.true(sent[0]?.name.startsWith('lab/good.'));
  t.deepEqual(outcomes, ['failed', 'failed', 'sent']);
  t.is(log.lines.filter(({ level }) => level === 'warn').length, 1);
  stop();
  await done;
});

test('pending Events are sent at the end, with the last count', async (t) => {
  const { events, sent, run, requests, stop } = recorder();
  const done = run();
  events.record(robot(), eventRecord());
  await requests(1);
  for (let each = 0; each < 5; each += 1) {
    events.record(robot(), eventRecord());
  }
  events.record(robot('last'), eventRecord());
  stop();
  await done;
  t.is(sent.findLast(({ name }) => name.startsWith('lab/robot.'))?.series?.count, 6);
  t.true(sent.some(({ name }) => name.startsWith('lab/last.')));
});

test('an API server that does not answer delays the end no longer than promised', async (t) => {
  const { events, clock, log, run, stop } = recorder((_, signal) => orAborted(new Promise(() => {}), signal));
  const done = run();
  events.record(robot(), eventRecord());
  stop();
  await until('the end is scheduled', () => clock.scheduled > 0);
  clock.advance(3000);
  await done;
  t.regex(log.lines.at(-1)?.message ?? '', /not sent before the end/);
});

test('a note that is too long is cut between characters', async (t) => {
  const { events, sent, run, requests, stop } = recorder();
  const done = run();
  events.record(robot(), eventRecord('ä🤖'.repeat(400)));
  await requests(1);
  const note = String(sent[0]?.note);
  t.true(Buffer.byteLength(note) <= 1024 && Buffer.byteLength(note) > 1000);
  t.regex(note, /^(?:ä🤖)+ä?…$/u);
  stop();
  await done;
});

test('an app in a pod: escape sequences in its words reach no Event', (t) => {
  const reporter = { controller: 'example.com/operator', instance: 'one' };
  const { note } = eventOf(robot(), eventRecord('ended: \u001B[2J\u202E'), reporter, new Date(0), '1') as {
    note?: string;
  };
  t.is(note, 'ended: \\u{1b}[2J\\u{202e}');
});
