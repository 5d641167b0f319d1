import { PassThrough } from 'node:stream';
import test from 'ava';
import { createLog, type LogOptions, type RootLog } from '../../../src/runtime/log.ts';

function capture(options: LogOptions = {}): { log: RootLog; lines: () => string[] } {
  const destination = new PassThrough();
  const log = createLog({ ...options, destination });
  return {
    log,
    lines: () =>
      String(destination.read() ?? '')
        .split('\n')
        .slice(0, -1),
  };
}

test('one JSON object per line with time, level, message and the fields of all its logs', (t) => {
  const { log, lines } = capture();
  log.child({ controller: 'sweep' }).child({ key: 'a/b' }).info('two\nlines', { bytes: 12n, stack: 'mine' });
  const [line, ...rest] = lines();
  t.deepEqual(rest, []);
  const { time, ...fields } = JSON.parse(line ?? '') as Record<string, unknown>;
  t.is(new Date(String(time)).toISOString(), String(time));
  t.deepEqual(fields, {
    level: 'info',
    message: 'two\nlines',
    controller: 'sweep',
    key: 'a/b',
    bytes: '12',
    stack: 'mine',
  });
});

test('fields cannot overwrite the parts of a line', (t) => {
  const { log, lines } = capture();
  log.warn('said', { message: 'other', level: 'silly', time: 'never' });
  t.like(JSON.parse(lines()[0] ?? ''), { level: 'warn', message: 'said' });
});

test('an error is written with name, message, code and causes, and with its stack at debug only', (t) => {
  const { log, lines } = capture();
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const error = new TypeError('no answer', { cause });
  log.error('failed', { error });
  t.deepEqual((JSON.parse(lines()[0] ?? '') as { error: unknown }).error, {
    name: 'TypeError',
    message: 'no answer',
    cause: { name: 'Error', message: 'connect', code: 'ECONNREFUSED' },
  });
  log.level = 'debug';
  log.error('failed', { error });
  t.regex((JSON.parse(lines()[0] ?? '') as { error: { stack: string } }).error.stack, /log\.test\.ts/);
});

test('the level can change at any time, for children too', (t) => {
  const { log, lines } = capture({ level: 'warn' });
  const child = log.child({ a: 1 });
  child.info('unheard');
  log.level = 'debug';
  child.debug('heard');
  t.deepEqual(
    lines().map((line) => (JSON.parse(line) as { message: string }).message),
    ['heard'],
  );
});

test('circular values are logged and do not throw', (t) => {
  for (const format of ['json', 'human'] as const) {
    const { log, lines } = capture({ format });
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    log.info('loop', { loop });
    t.is(lines().length, 1);
  }
});

test('for people: one line, with values quoted where needed, and no colour without a terminal', (t) => {
  const { log, lines } = capture({ format: 'human' });
  log.error('reconcile failed', { key: 'a/b', retryMs: 200, error: new Error('no such image') });
  t.regex(lines()[0] ?? '', /^[\d:.]+ ERROR reconcile failed key=a\/b retryMs=200 error="no such image"$/);
});

for (const format of ['json', 'human'] as const) {
  test(`an app in a pod: its words in the log control no terminal (${format})`, (t) => {
    const { log, lines } = capture({ format, level: 'debug' });
    const nasty = 'a\u001B[2J\u009B31m\u202Ecod';
    log.error('said', { by: nasty, error: new Error(`of ${nasty}`), list: [nasty, { deep: nasty }] });
    const text = lines().join('\n');
    t.notRegex(text, /(?!\n)\p{C}/u);
    t.regex(text, /\\u(?:\{)?202e/);
  });
}
