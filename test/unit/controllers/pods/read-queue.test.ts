import test from 'ava';
import { ReadQueue } from '../../../../src/controllers/pods/diagnosis/read-queue.ts';
import { testLog } from '../../test-log.ts';
import { pod } from './pods.ts';

const inNamespace = (namespace: string) => {
  const one = pod('robot-1-a', []);
  return { ...one, metadata: { ...one.metadata, namespace } };
};

test('an editor of a namespace whose pods are many and do not answer keeps no other namespace waiting', async (t) => {
  const queue = new ReadQueue(testLog());
  const { promise, resolve } = Promise.withResolvers<void>();
  const done: string[] = [];
  const accepted = Array.from({ length: 200 }, (_, index) =>
    queue.add('logs', inNamespace('crowded'), `${index}`, async () => {
      await promise;
      done.push('crowded');
    }),
  ).filter(Boolean).length;
  t.true(accepted <= 52, `${accepted} wait`);
  const other = Promise.withResolvers<void>();
  t.true(
    queue.add('logs', inNamespace('quiet'), 'x', async () => {
      done.push('quiet');
      other.resolve();
    }),
  );
  resolve();
  await other.promise;
  t.true(done.length <= 4, done.join(' '));
});
