import test from 'ava';
import type { IceoryxDomain, IceoryxDomainStatus } from '../../../../src/api/iceoryx-domain.generated.ts';
import { isProgress } from '../../../../src/controllers/domain/status.ts';
import { StatusWriter } from '../../../../src/controllers/kit/status-writer.ts';
import type { KubeClient } from '../../../../src/kube/client.ts';
import { ICEORYX_DOMAINS } from '../../../../src/controllers/resources.ts';

function status(ready: number, reason = 'RouDiNotReady'): IceoryxDomainStatus {
  return {
    observedGeneration: 1,
    readyNodes: ready,
    nodes: Array.from({ length: ready }, (_, index) => ({ name: `node-${index}`, roudi: 'Ready', pod: 'robot' })),
    conditions: [
      {
        type: 'Ready',
        status: reason === 'AllReady' ? 'True' : 'False',
        reason,
        message: `RouDi is ready on ${ready} of 500 nodes`,
        observedGeneration: 1,
        lastTransitionTime: '2026-01-01T00:00:00Z',
      },
    ],
  };
}

test('progress of a domain is written from time to time, and everything else at once', async (t) => {
  let object = { metadata: { name: 'robot', uid: 'one' }, spec: {} } as unknown as IceoryxDomain;
  let writes = 0;
  const client = {
    mergePatchStatus: async (_: unknown, __: unknown, patch: object) => {
      writes += 1;
      return { ...object, ...patch };
    },
  } as unknown as KubeClient;
  const writer = new StatusWriter<IceoryxDomain>(client, ICEORYX_DOMAINS, isProgress);
  const { signal } = new AbortController();
  await writer.write(object, status(1), signal);
  object = { ...object, status: status(1) };
  const waiting = await Promise.all([2, 3, 4].map(async (ready) => writer.write(object, status(ready), signal)));
  t.is(writes, 1);
  t.true(waiting.every(({ object: written, requeueAfterMs = 0 }) => written === undefined && requeueAfterMs > 0));
  const done = await writer.write(object, status(4, 'AllReady'), signal);
  t.is(writes, 2);
  t.truthy(done.object);
  t.is(done.requeueAfterMs, undefined);
  writer.forget(object);
  await writer.write(object, status(5), signal);
  t.is(writes, 3, 'nothing is remembered of a deleted object');
});

test('changes that are no progress', (t) => {
  t.true(isProgress(status(1), status(2)));
  t.false(isProgress(status(1), status(1, 'RollingOut')));
  t.false(isProgress(status(1), { ...status(1), observedGeneration: 2 }));
  t.false(isProgress(status(1), { ...status(1), daemonSet: { uid: 'u', generation: 1, digest: 'd' } }));
  t.false(isProgress(undefined, status(1)));
});
