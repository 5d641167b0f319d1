import test from 'ava';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { assumedCapabilities, capabilitiesFor } from '../../../../src/controllers/nodes/capabilities.ts';
import type { Node } from '../../../../src/controllers/resources.ts';
import { mayLandOn } from '../../../../src/controllers/nodes/eligible-nodes.ts';
import { iceoryxDeployment } from '../deployment/objects.ts';

const node = (name: string, declaredFeatures: string[] | undefined, labels: Record<string, string> = {}): Node =>
  ({ metadata: { name, labels }, status: { declaredFeatures } }) as Node;
const able = ['RestartAllContainersOnContainerExits'];
const CAN = { restartAllContainers: true };

test('restarts in place need every node that pods may land on, and the missing one is named', (t) => {
  const anywhere = iceoryxDeployment();
  t.deepEqual(capabilitiesFor(anywhere, [node('a', able), node('b', [...able, 'Other'])]), CAN);
  const mixed = capabilitiesFor(anywhere, [node('a', able), node('b', [])]);
  t.false(mixed.restartAllContainers);
  t.regex(
    mixed.because ?? '',
    /^1 of 2 nodes .* did not declare RestartAllContainersOnContainerExits .*, b among them$/,
  );
  t.like(capabilitiesFor(anywhere, [node('a', undefined)]), { restartAllContainers: false });
  t.like(capabilitiesFor(anywhere, []), {
    restartAllContainers: false,
    because: 'no node for the pods was known',
  });
});

test('without access to nodes, restarts in place need a setting of the administrator', (t) => {
  t.is(assumedCapabilities('auto', undefined), undefined, 'nodes are read');
  const unseen = assumedCapabilities('auto', ['team']);
  t.false(unseen?.restartAllContainers);
  t.regex(unseen?.because ?? '', /--renew-in-place=always/);
  for (const namespaces of [undefined, ['team']]) {
    t.true(assumedCapabilities('always', namespaces)?.restartAllContainers);
    t.false(assumedCapabilities('never', namespaces)?.restartAllContainers);
  }
});

test('nodes that the nodeSelector excludes do not count', (t) => {
  const chosen = iceoryxDeployment({ pod: { nodeSelector: { robot: 'yes' } } });
  t.deepEqual(capabilitiesFor(chosen, [node('a', able, { robot: 'yes' }), node('b', [])]), CAN);
  t.like(capabilitiesFor(chosen, [node('a', able)]), { restartAllContainers: false });
});

const labels = { zone: 'a', slots: '8', 'kubernetes.io/os': 'linux' };
const term = (key: string, operator: string, values?: string[]) => ({
  matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }],
});
const requires = (...nodeSelectorTerms: object[]) =>
  ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  }) as IPodSpec;

const PLACEMENTS: [what: string, pod: Partial<IPodSpec>, lands: boolean][] = [
  ['no wish', {}, true],
  ['its name', { nodeName: 'here' }, true],
  ['another name', { nodeName: 'there' }, false],
  ['In', requires(term('zone', 'In', ['a', 'b'])), true],
  ['In, another value', requires(term('zone', 'In', ['b'])), false],
  ['In, without the label', requires(term('rack', 'In', ['b'])), false],
  ['NotIn', requires(term('zone', 'NotIn', ['a'])), false],
  ['NotIn, without the label', requires(term('rack', 'NotIn', ['a'])), true],
  ['Exists', requires(term('zone', 'Exists')), true],
  ['Exists, without the label', requires(term('rack', 'Exists')), false],
  ['DoesNotExist', requires(term('rack', 'DoesNotExist')), true],
  ['DoesNotExist, with the label', requires(term('zone', 'DoesNotExist')), false],
  ['Gt', requires(term('slots', 'Gt', ['7'])), true],
  ['Gt, equal', requires(term('slots', 'Gt', ['8'])), false],
  ['Lt', requires(term('slots', 'Lt', ['10'])), true],
  ['Lt of no number', requires(term('zone', 'Lt', ['10'])), false],
  ['an operator of later', requires(term('zone', 'Near', ['x'])), true],
  ['one of two terms', requires(term('zone', 'In', ['b']), term('zone', 'In', ['a'])), true],
  [
    'all of a term',
    requires({ matchExpressions: [...term('zone', 'Exists').matchExpressions, { key: 'rack', operator: 'Exists' }] }),
    false,
  ],
  ['an empty term', requires({}), false],
  ['a field', requires({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['here'] }] }), true],
  ['another field', requires({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['there'] }] }), false],
  [
    'a preference only',
    {
      affinity: {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 1, preference: { matchExpressions: [{ key: 'zone', operator: 'In', values: ['b'] }] } },
          ],
        },
      },
    },
    true,
  ],
];

for (const [what, pod, lands] of PLACEMENTS) {
  test(`a pod that wants ${what} ${lands ? 'may land' : 'does not land'} on the node`, (t) => {
    t.is(mayLandOn(pod, { metadata: { name: 'here', labels } } as unknown as Node), lands);
  });
}

const tainted = (key: string, effect: string, value?: string): Node =>
  ({
    metadata: { name: 'here' },
    spec: { taints: [{ key, effect, ...(value === undefined ? {} : { value }) }] },
  }) as Node;

test('a taint that a pod does not tolerate excludes the node', (t) => {
  const old = tainted('fleet', 'NoSchedule', 'old');
  t.false(mayLandOn({}, old));
  t.false(mayLandOn({}, tainted('fleet', 'NoExecute')));
  t.true(mayLandOn({}, tainted('fleet', 'PreferNoSchedule')));
  t.true(mayLandOn({ tolerations: [{ operator: 'Exists' }] }, old));
  t.true(mayLandOn({ tolerations: [{ key: 'fleet', operator: 'Exists', effect: 'NoSchedule' }] }, old));
  t.true(mayLandOn({ tolerations: [{ key: 'fleet', value: 'old' }] }, old));
  t.false(mayLandOn({ tolerations: [{ key: 'fleet', value: 'new' }] }, old));
  t.false(mayLandOn({ tolerations: [{ key: 'fleet', value: 'old', effect: 'NoExecute' }] }, old));
});

test('temporary states do not count: a cordoned or unready node accepts pods again', (t) => {
  t.true(mayLandOn({}, tainted('node.kubernetes.io/unschedulable', 'NoSchedule')));
  t.true(mayLandOn({}, tainted('node.kubernetes.io/not-ready', 'NoExecute')));
  t.true(mayLandOn({}, tainted('node.cloudprovider.kubernetes.io/uninitialized', 'NoSchedule', 'true')));
});

test('a pod with RouDi never runs on Windows', (t) => {
  t.false(mayLandOn({}, { metadata: { name: 'here', labels: { 'kubernetes.io/os': 'windows' } } } as unknown as Node));
});
