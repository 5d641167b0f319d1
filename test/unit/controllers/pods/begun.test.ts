import test from 'ava';
import { BegunReplacements, eventOfFinished } from '../../../../src/controllers/pods/recovery/begun.ts';
import { pod, T0 } from './pods.ts';

const replacement = (name: string, second: number) => ({
  pod: name,
  cause: 'RouDi ended with 137 (RoudiKilled)',
  since: T0 + (second - 2) * 1000,
  begun: T0 + second * 1000,
});
const next = (name: string, created: number, readySince?: number) =>
  pod(name, [], readySince === undefined ? { created, unreadySince: created } : { created, readySince });

test('a replacement is over when a newer pod is Ready, and is reported once with its duration', (t) => {
  const begun = new BegunReplacements();
  begun.add('default/robot', replacement('robot-1-a', 100));
  const now = T0 + 110_000;
  const of = (...pods: ReturnType<typeof next>[]) => begun.finished('default/robot', pods, now);
  t.deepEqual(of(next('robot-1-old', 10, 20), next('robot-1-b', 101)), []);
  const [finished] = of(next('robot-1-old', 10, 20), next('robot-1-b', 101, 105));
  t.like(finished, { pod: 'robot-1-a', by: 'robot-1-b', seconds: 7 });
  t.regex(finished === undefined ? '' : eventOfFinished(finished).note, /RoudiKilled.*robot-1-b is Ready.* after 7 s$/);
  t.deepEqual(of(next('robot-1-b', 101, 105)), []);
});

test('a pod completes one replacement only', (t) => {
  const begun = new BegunReplacements();
  ['robot-1-a', 'robot-1-b'].forEach((name) => begun.add('default/robot', replacement(name, 100)));
  const now = T0 + 110_000;
  t.is(begun.finished('default/robot', [next('robot-1-c', 101, 105)], now).length, 1);
  t.is(begun.finished('default/robot', [next('robot-1-c', 101, 105), next('robot-1-d', 102, 106)], now).length, 1);
});
