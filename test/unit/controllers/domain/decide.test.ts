import test from 'ava';
import { decide, type DomainDefaults } from '../../../../src/controllers/domain/decide.ts';
import type { DomainObservation } from '../../../../src/controllers/domain/observe.ts';
import { iceoryxDomain } from '../../pod/domains.ts';

function decision(spec: Parameters<typeof iceoryxDomain>[0], defaults: Partial<DomainDefaults> = {}) {
  const seen = { object: iceoryxDomain(spec), members: [], nodes: [] } as unknown as DomainObservation;
  return decide(seen, { directory: '/dev/shm/iceoryx.io', ...defaults });
}

const classOf = (decided: ReturnType<typeof decide>): string | undefined =>
  decided.obstacle === undefined ? decided.daemonSet.spec?.template.spec?.priorityClassName : 'none';

test("an admin of a namespace: RouDi has the operator's class of priority where the domain names none", (t) => {
  t.is(classOf(decision({}, { priorityClass: 'ours' })), 'ours');
  t.is(classOf(decision({ priorityClassName: 'theirs' }, { priorityClass: 'ours' })), 'theirs');
});

test('an admin of a namespace: segments that the operator does not let a domain have are refused in words', (t) => {
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
