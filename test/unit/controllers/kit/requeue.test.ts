import test from 'ava';
import { requeueOnConflict } from '../../../../src/controllers/kit/requeue.ts';
import { refusalOf } from '../../../../src/controllers/kit/obstacle.ts';
import { ApiError, type Status } from '../../../../src/kube/errors.ts';
import { testLog } from '../../test-log.ts';

const refused = (status: number, body: Status): ApiError => new ApiError({ method: 'POST', path: '/x' }, status, body);
const ending = refused(403, { reason: 'Forbidden', details: { causes: [{ reason: 'NamespaceTerminating' }] } });
const run = async (error: Error) => {
  const reconcile = requeueOnConflict(() => {
    throw error;
  });
  return reconcile('robots/camera', new AbortController().signal, testLog());
};

test('a namespace that is being deleted is no error of a reconcile, and no obstacle for a person', async (t) => {
  t.deepEqual(await run(ending), { requeueAfterMs: 30_000 });
  t.is(refusalOf(ending, 'Deployment', 'spec.template'), undefined);
});

test('every other refusal is still an error', async (t) => {
  const forbidden = refused(403, { reason: 'Forbidden', message: 'exceeded quota' });
  await t.throwsAsync(run(forbidden), { is: forbidden });
  t.is(refusalOf(forbidden, 'Deployment', 'spec.template')?.reason, 'Forbidden');
});
