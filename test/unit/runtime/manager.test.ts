import test from 'ava';
import { type Election, NotLeading } from '../../../src/runtime/election.ts';
import { Manager } from '../../../src/runtime/manager.ts';
import type { Component, Synced } from '../../../src/runtime/component.ts';
import { testLog } from '../test-log.ts';
import { until } from '../../../lab/host/until.ts';
import { FakeClock } from './fake-clock.ts';

/** Resolves when everything that needs no time has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });

function recorder(): { events: string[]; component: (name: string, run?: Component['run']) => Component } {
  const events: string[] = [];
  return {
    events,
    component: (name, run = untilAborted) => ({
      name,
      run: async (signal, cut) => {
        events.push(`start ${name}`);
        await run(signal, cut);
        events.push(`stop ${name}`);
      },
    }),
  };
}

function cache(component: Component): { reflector: Synced; sync: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { reflector: { ...component, synced: promise, hasSynced: false, problem: 'not synced' }, sync: resolve };
}

test('components start in order, controllers only after every cache has synced, and stop in reverse', async (t) => {
  const { events, component } = recorder();
  const one = cache(component('cache 1'));
  const two = cache(component('cache 2'));
  const end = new AbortController();
  const run = new Manager({
    log: testLog(),
    servers: [component('server')],
    reflectors: [one.reflector, two.reflector],
    controllers: [component('controller')],
  }).run(end.signal);
  one.sync();
  await until('caches run', () => events.length === 3);
  t.deepEqual(events, ['start server', 'start cache 1', 'start cache 2']);
  two.sync();
  await until('controller runs', () => events.length === 4);
  end.abort();
  await run;
  t.deepEqual(events.slice(3), ['start controller', 'stop controller', 'stop cache 1', 'stop cache 2', 'stop server']);
});

test('a stop while caches fill starts no controller', async (t) => {
  const { events, component } = recorder();
  const { reflector } = cache(component('cache'));
  const end = new AbortController();
  const manager = new Manager({ log: testLog(), reflectors: [reflector], controllers: [component('controller')] });
  const run = manager.run(end.signal);
  await until('cache runs', () => events.length === 1);
  end.abort();
  await run;
  t.deepEqual(events, ['start cache', 'stop cache']);
});

test('a component that fails or just ends stops the others and is named in the error', async (t) => {
  const failure = new Error('address in use');
  for (const [run, message] of [
    [() => Promise.reject(failure), 'server: address in use'],
    [() => Promise.resolve(), 'server: ended although it was not asked to'],
  ] as const) {
    const { events, component } = recorder();
    const { reflector, sync } = cache(component('cache'));
    sync();
    const manager = new Manager({ log: testLog(), servers: [component('server', run)], reflectors: [reflector] });
    await t.throwsAsync(manager.run(new AbortController().signal), { message });
    t.true(events.includes('stop cache'));
  }
});

test('a component that does not stop in time is cut, and if that does not help, named and left', async (t) => {
  const { component } = recorder();
  const log = testLog();
  const clock = new FakeClock();
  const end = new AbortController();
  let wasCut = false;
  const slow = component('slow', (_, cut) => untilAborted(cut).then(() => void (wasCut = true)));
  const stuck = component('stuck', () => new Promise(() => {}));
  const controllers = [slow, stuck];
  const run = new Manager({ log, controllers, stopTimeoutMs: 20_000, clock }).run(end.signal);
  await until('it runs', () => log.lines.some(({ message }) => message === 'running'));
  end.abort();
  await settled();
  clock.advance(15_999);
  t.false(wasCut);
  for (let second = 0; second < 5; second += 1) {
    clock.advance(1000);
    await settled();
  }
  await run;
  t.true(wasCut);
  t.deepEqual(log.lines.at(-1)?.fields['components'], ['stuck']);
  t.is(clock.scheduled, 0);
});

interface TestElection {
  election: Election;
  elect: () => void;
  lose: () => void;
}

function election({ events, component }: ReturnType<typeof recorder>): TestElection {
  const { promise: elected, resolve: elect } = Promise.withResolvers<void>();
  const { promise: lost, reject: lose } = Promise.withResolvers<never>();
  return {
    election: {
      ...component('election', (signal) => Promise.race([untilAborted(signal), lost])),
      elected,
      release: async () => {
        events.push('release');
      },
    },
    elect,
    lose: () => lose(new NotLeading('taken by another')),
  };
}

test('a standby fills its caches before it stands for election, and works only once it is elected', async (t) => {
  const record = recorder();
  const { events, component } = record;
  const { reflector, sync } = cache(component('cache'));
  const { election: each, elect } = election(record);
  const end = new AbortController();
  const run = new Manager({
    log: testLog(),
    reflectors: [reflector],
    election: each,
    controllers: [component('controller')],
  }).run(end.signal);
  await settled();
  t.deepEqual(events, ['start cache'], 'a standby that cannot work does not stand');
  sync();
  await settled();
  t.deepEqual(events, ['start cache', 'start election']);
  elect();
  await settled();
  t.is(events.at(-1), 'start controller');
  end.abort();
  await run;
  t.deepEqual(
    events.slice(3),
    ['stop controller', 'stop election', 'release', 'stop cache'],
    'leadership is kept until nothing works',
  );
});

test('lost leadership aborts the controllers at once and ends the run with its reason', async (t) => {
  const record = recorder();
  const clock = new FakeClock();
  const { election: each, elect, lose } = election(record);
  let reason: unknown;
  const working = record.component('controller', async (_, cut) => {
    await untilAborted(cut);
    reason = cut.reason;
  });
  const run = new Manager({ log: testLog(), election: each, controllers: [working], clock }).run(
    new AbortController().signal,
  );
  elect();
  await until('it works', () => record.events.includes('start controller'));
  lose();
  await t.throwsAsync(run, { message: 'election: taken by another' });
  t.regex(String(reason), /taken by another/);
  t.is(clock.now(), 0, 'without waiting');
});

test('leadership is not released while something may still work', async (t) => {
  const record = recorder();
  const clock = new FakeClock();
  const { election: each, elect } = election(record);
  const end = new AbortController();
  const stuck = record.component('stuck', () => new Promise(() => {}));
  const run = new Manager({ log: testLog(), election: each, controllers: [stuck], clock }).run(end.signal);
  elect();
  await until('it works', () => record.events.includes('start stuck'));
  end.abort();
  for (let second = 0; second < 30; second += 1) {
    await settled();
    clock.advance(1000);
  }
  await run;
  t.false(record.events.includes('release'));
});

test('a failure while stopping is logged, and stopping continues', async (t) => {
  const { component } = recorder();
  const log = testLog();
  const end = new AbortController();
  const bad = component('bad', async (signal) => {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
    throw new Error('on the way out');
  });
  const run = new Manager({ log, controllers: [bad] }).run(end.signal);
  await until('it runs', () => log.lines.some(({ message }) => message === 'running'));
  end.abort();
  await t.notThrowsAsync(run);
  t.like(log.lines.at(-1), { level: 'warn', fields: { component: 'bad' } });
});

test('an endpoint serves a standby too, and drains beside the rest while its caches are kept', async (t) => {
  const record = recorder();
  const { events, component } = record;
  const { reflector, sync } = cache(component('cache'));
  const { election: each, elect } = election(record);
  const { promise: drained, resolve: drain } = Promise.withResolvers<void>();
  const endpoint = component('endpoint', async (signal) => {
    await untilAborted(signal);
    events.push('drain endpoint');
    await drained;
  });
  const end = new AbortController();
  const run = new Manager({
    log: testLog(),
    servers: [component('server')],
    reflectors: [reflector],
    endpoints: [endpoint],
    election: each,
    controllers: [component('controller')],
  }).run(end.signal);
  await settled();
  t.deepEqual(events, ['start server', 'start cache'], 'it would answer from caches that are not filled');
  sync();
  await settled();
  t.deepEqual(events.slice(2), ['start endpoint', 'start election'], 'without leadership');
  elect();
  await settled();
  end.abort();
  await until('leadership is released', () => events.includes('release'));
  await settled();
  t.deepEqual(events.slice(5), ['drain endpoint', 'stop controller', 'stop election', 'release']);
  drain();
  await run;
  t.deepEqual(events.slice(9), ['stop endpoint', 'stop cache', 'stop server']);
});

test('an endpoint drains when leadership is lost, and is cut when the time to stop is over', async (t) => {
  const record = recorder();
  const clock = new FakeClock();
  const { election: each, elect, lose } = election(record);
  const endpoint = record.component('endpoint', (_, cut) => untilAborted(cut));
  const run = new Manager({ log: testLog(), endpoints: [endpoint], election: each, clock, stopTimeoutMs: 20_000 }).run(
    new AbortController().signal,
  );
  elect();
  await until('it serves', () => record.events.includes('start endpoint'));
  lose();
  const failed = t.throwsAsync(run, { message: 'election: taken by another' });
  await settled();
  clock.advance(17_999);
  await settled();
  t.false(record.events.includes('stop endpoint'));
  clock.advance(1);
  await failed;
  t.true(record.events.includes('stop endpoint'));
  t.is(clock.scheduled, 0);
});
