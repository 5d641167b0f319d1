import test from 'ava';
import {
  caughtUp,
  followSchedule,
  isDue,
  ScheduleError,
  triggerOf,
} from '../../../../src/controllers/sweep/schedule.ts';
import type { IceoryxSweep } from '../../../../src/controllers/resources.ts';
import { at, run, sweep } from './objects.ts';

const over = { completionTime: '2026-03-01T10:05:00Z' };

function annotated(object: IceoryxSweep, value: string): IceoryxSweep {
  return { ...object, metadata: { ...object.metadata, annotations: { 'iceoryx.io/run-at': value } } };
}

test('a sweep runs on creation, after a change of what it does, and on request by the annotation', (t) => {
  t.is(triggerOf(sweep(), false), 'Created');
  t.is(triggerOf(sweep({}, { run: run(over) }), false), undefined);
  t.is(triggerOf(sweep({ dryRun: false }, { run: run(over) }), false), 'SpecChanged');
  t.is(triggerOf(sweep({ nodeSelector: { a: 'b' } }, { run: run(over) }), false), 'SpecChanged');
  t.is(triggerOf(sweep({ quietPeriodSeconds: 5 }, { run: run(over) }), false), 'SpecChanged');
  for (const spec of [{ parallelism: 3 }, { historyLimit: 1 }, { schedule: '@daily' }]) {
    t.is(triggerOf(sweep(spec, { run: run(over) }), false), undefined, JSON.stringify(spec));
  }
  t.is(triggerOf(annotated(sweep({}, { run: run(over) }), 'now'), false), 'Annotation');
  t.is(triggerOf(annotated(sweep({}, { run: run({ ...over, runAt: 'now' }) }), 'now'), false), undefined);
});

test('a run in progress gives way to another specification, and to nothing else', (t) => {
  t.is(triggerOf(sweep({ dryRun: false }, { run: run() }), false), 'SpecChanged');
  t.is(triggerOf(annotated(sweep({}, { run: run() }), 'now'), false), undefined);
  t.is(triggerOf(sweep({}, { run: run() }), true), undefined);
});

test('a suspended sweep starts nothing', (t) => {
  t.is(triggerOf(sweep({ suspend: true }), true), undefined);
  t.is(triggerOf(sweep({ suspend: true, dryRun: false }, { run: run(over) }), true), undefined);
});

test('the schedule is followed in its time zone, from the time it was set', (t) => {
  const schedule = followSchedule(sweep({ schedule: '0 3 * * *', timeZone: 'Asia/Tokyo' }), at(0));
  t.deepEqual(schedule, {
    expression: '0 3 * * *',
    timeZone: 'Asia/Tokyo',
    since: '2026-03-01T10:00:00Z',
    next: '2026-03-01T18:00:00Z',
  });
  t.false(isDue(schedule, at(0)));
  t.true(isDue(schedule, at(8 * 3600)));
});

test('missed runs are made up for once, however many there were', (t) => {
  const status = { schedule: { expression: '0 * * * *', since: '2026-03-01T10:00:00Z' }, run: run(over) };
  const followed = followSchedule(sweep({ schedule: '0 * * * *' }, status), at(10 * 3600));
  t.true(isDue(followed, at(10 * 3600)));
  t.is(triggerOf(sweep({ schedule: '0 * * * *' }, status), true), 'Schedule');
  t.like(followed && caughtUp(followed, at(10 * 3600)), {
    since: '2026-03-01T20:00:00Z',
    next: '2026-03-01T21:00:00Z',
  });
});

test('another schedule counts from now: nothing in the past is due', (t) => {
  const status = { schedule: { expression: '0 * * * *', since: '2026-01-01T00:00:00Z' } };
  t.like(followSchedule(sweep({ schedule: '30 * * * *' }, status), at(0)), { next: '2026-03-01T10:30:00Z' });
});

test('an invalid schedule is reported with a remedy', (t) => {
  for (const spec of [
    { schedule: '61 * * * *' },
    { schedule: '@daily', timeZone: 'Mars/Olympus' },
    { schedule: '* * * * * *' },
  ]) {
    t.throws(() => followSchedule(sweep(spec), at(0)), {
      instanceOf: ScheduleError,
      message: /spec\.schedule.*use five fields/,
    });
  }
  t.is(followSchedule(sweep(), at(0)), undefined);
});
