import test from 'ava';
import { accessFor } from '../../../../src/controllers/domain/claims.ts';
import { decide, directoryOf, type DomainDefaults } from '../../../../src/controllers/domain/decide.ts';
import type { DomainObservation } from '../../../../src/controllers/domain/observe.ts';
import { cachedAccess } from '../../../../src/controllers/resources.ts';
import { iceoryxDomain } from '../../pod/domains.ts';
import { AGENT } from '../../pod/objects.ts';

function decision(spec: Parameters<typeof iceoryxDomain>[0], defaults: Partial<DomainDefaults> = {}) {
  const seen = { object: iceoryxDomain(spec), members: [], nodes: [] } as unknown as DomainObservation;
  return decide(seen, { directory: '/dev/shm/iceoryx.io', agent: AGENT, ...defaults });
}

const classOf = (decided: ReturnType<typeof decide>): string | undefined =>
  decided.obstacle === undefined ? decided.daemonSet.spec?.template.spec?.priorityClassName : 'none';

test("the owner of a domain: RouDi has the operator's priority class where the domain names none", (t) => {
  t.is(classOf(decision({}, { priorityClass: 'ours' })), 'ours');
  t.is(classOf(decision({ priorityClassName: 'theirs' }, { priorityClass: 'ours' })), 'theirs');
});

test('the owner of a domain: segments beyond what the operator allows for a domain are refused', (t) => {
  const segments = [{ mempools: [{ size: 1_048_576, count: 100 }] }];
  const roudi = { image: 'example.com/roudi:2.0.6', segments };
  t.is(decision({ roudi }, { segmentsAtMost: 1n << 30n }).obstacle, undefined);
  const { obstacle } = decision({ roudi }, { segmentsAtMost: 64n << 20n });
  t.is(obstacle?.reason, 'InvalidSpec');
  t.regex(
    obstacle?.message ?? '',
    /segments take 1[\d.]+ MiB of each node, .* 64\.0 MiB .*shrink spec\.roudi\.segments/,
  );
});

test('the owner of a domain who writes its status: RouDi mounts no other directory of the node', (t) => {
  const object = { ...iceoryxDomain(), status: { directory: '/etc' } };
  t.is(directoryOf({ object, volumes: [] }, '/dev/shm/iceoryx.io'), '/dev/shm/iceoryx.io/home/robot');
});

test('a domain keeps its directory while it has a volume, wherever those of new domains are created', (t) => {
  const object = iceoryxDomain();
  const { volume } = accessFor(object, '/dev/shm/before/home/robot', 1n, 'apps');
  t.is(directoryOf({ object, volumes: [cachedAccess(volume)] }, '/run/x'), '/dev/shm/before/home/robot');
  t.is(directoryOf({ object, volumes: [] }, '/run/x'), '/run/x/home/robot');
});
