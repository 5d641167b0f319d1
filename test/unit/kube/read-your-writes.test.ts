import test from 'ava';
import type { KubeObject } from '../../../src/kube/object.ts';
import { OwnWrites } from '../../../src/kube/read-your-writes.ts';
import { FakeClock } from '../runtime/fake-clock.ts';

const at = (resourceVersion: string): KubeObject => ({ metadata: { name: 'a', namespace: 'n', resourceVersion } });

test('without a write of ours the cache is used', (t) => {
  const writes = new OwnWrites();
  t.is(writes.latest('n/a', undefined), undefined);
  t.is(writes.latest('n/a', at('1'))?.metadata.resourceVersion, '1');
});

test('the answer of a write is used until the cache has reached or passed it', (t) => {
  for (const next of ['2', '7']) {
    const writes = new OwnWrites();
    writes.remember(at('1'), at('2'));
    t.is(writes.latest('n/a', at('1'))?.metadata.resourceVersion, '2');
    t.is(writes.latest('n/a', at(next))?.metadata.resourceVersion, next);
    t.is(writes.latest('n/a', at('1'))?.metadata.resourceVersion, '1', 'then it is forgotten');
  }
});

test('several of our writes may be ahead of the cache', (t) => {
  const writes = new OwnWrites();
  writes.remember(undefined, at('2'));
  writes.remember(undefined, at('3'));
  t.is(writes.latest('n/a', undefined)?.metadata.resourceVersion, '3');
  t.is(writes.latest('n/a', at('2'))?.metadata.resourceVersion, '3', 'the first of them has arrived');
  t.is(writes.latest('n/a', at('3'))?.metadata.resourceVersion, '3');
  t.is(writes.latest('n/a', at('4'))?.metadata.resourceVersion, '4');
});

test('the last answer is recognised when it arrives and then forgotten; newer versions are changes of others', (t) => {
  const writes = new OwnWrites();
  t.false(writes.hasArrived(at('2')));
  writes.remember(at('1'), at('2'));
  writes.remember(at('1'), at('3'));
  t.false(writes.hasArrived(at('2')), 'an earlier answer');
  t.is(writes.latest('n/a', at('2'))?.metadata.resourceVersion, '3');
  t.true(writes.hasArrived(at('3')));
  t.is(writes.latest('n/a', at('3'))?.metadata.resourceVersion, '3');
  t.false(writes.hasArrived(at('3')), 'as may happen with another list');
  writes.remember(at('3'), at('4'));
  t.false(writes.hasArrived(at('5')), 'another client wrote after us');
});

test('a deleted object is gone, even if its cache never received it', (t) => {
  const clock = new FakeClock();
  const writes = new OwnWrites(clock);
  writes.remember(undefined, at('2'));
  writes.forget('n/a');
  t.is(writes.latest('n/a', undefined), undefined);
  writes.remember(undefined, at('3'));
  clock.advance(61_000);
  t.is(writes.latest('n/a', undefined), undefined);
});
