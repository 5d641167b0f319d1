import test from 'ava';
import { type Component, Manager, type Synced } from '../../../src/runtime/manager.ts';
import { testLog } from '../test-log.ts';
import { until } from '../until.ts';

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
      run: async (signal) => {
        events.push(`start ${name}`);
        await run(signal);
        events.push(`stop ${name}`);
      },
    }),
  };
}

function cache(component: Component): { reflector: Synced; sync: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { reflector: { ...component, synced: promise, hasSynced: false, problem: 'not synced' }, sync: resolve };
}

test('starts in order, controllers only after every cache has synced, and stops in reverse', async (t) => {
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
  await until(() => events.length === 3, 'caches run');
  t.deepEqual(events, ['start server', 'start cache 1', 'start cache 2']);
  two.sync();
  await until(() => events.length === 4, 'controller runs');
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
  await until(() => events.length === 1, 'cache runs');
  end.abort();
  await run;
  t.deepEqual(events, ['start cache', 'stop cache']);
});

test('a component that fails or just ends stops the others, and is named in the error', async (t) => {
  const failure = new Error('address in use');
  for (const [run, message] of [
    [() => Promise.reject(failure), 'server: address in use'],
    [() => Promise.resolve(), 'server: ended although nobody asked it to'],
  ] as const) {
    const { events, component } = recorder();
    const { reflector, sync } = cache(component('cache'));
    sync();
    const manager = new Manager({ log: testLog(), servers: [component('server', run)], reflectors: [reflector] });
    await t.throwsAsync(manager.run(new AbortController().signal), { message });
    t.true(events.includes('stop cache'));
  }
});

test('what does not stop in time is named and left', async (t) => {
  const { component } = recorder();
  const log = testLog();
  const end = new AbortController();
  const stuck = component('stuck', () => new Promise(() => {}));
  const run = new Manager({ log, controllers: [stuck], stopTimeoutMs: 20 }).run(end.signal);
  await until(() => log.lines.some(({ message }) => message === 'running'), 'it runs');
  end.abort();
  await run;
  t.deepEqual(log.lines.at(-1)?.fields['components'], ['stuck']);
});

test('a failure while stopping is logged, and the stop goes on', async (t) => {
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
  await until(() => log.lines.some(({ message }) => message === 'running'), 'it runs');
  end.abort();
  await t.notThrowsAsync(run);
  t.like(log.lines.at(-1), { level: 'warn', fields: { component: 'bad' } });
});
