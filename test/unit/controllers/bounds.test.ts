/** Data that others write and caches keep cannot fill the operator's memory. */
import test from 'ava';
import { decide } from '../../../src/controllers/deployment/decide.ts';
import { type Deployment, observedDeployment } from '../../../src/controllers/deployment/child.ts';
import { SHAPE_ANNOTATION } from '../../../src/controllers/deployment/shape.ts';
import { statusOf } from '../../../src/controllers/deployment/status.ts';
import { observedDaemonSet, TEMPLATE_ANNOTATION } from '../../../src/controllers/domain/daemon-set.ts';
import { bytesOf, MOST_CONTAINERS, MOST_OBJECT_BYTES } from '../../../src/controllers/kit/bounds.ts';
import {
  cachedAccess,
  cachedDeployment,
  cachedDomain,
  cachedProfile,
  cachedSweep,
  type Claim,
  type DaemonSet,
  type IceoryxDeployment,
  type IceoryxSweep,
  type Node,
  type Pod,
  RUN_AT_ANNOTATION,
} from '../../../src/controllers/resources.ts';
import { decide as decideDomain } from '../../../src/controllers/domain/decide.ts';
import { roudiPod } from '../../../src/controllers/domain/roudi-pod.ts';
import { domainReferenceOf } from '../../../src/controllers/pods/domain-reference.ts';
import { cachedNode } from '../../../src/controllers/nodes/observed-node.ts';
import { observedPod } from '../../../src/controllers/pods/observed-pod.ts';
import { iceoryxDomain } from '../pod/domains.ts';
import { AGENT, iceoryxDeployment } from './deployment/objects.ts';

const LONG = 'x'.repeat(1_000_000);
const NODES = { restartAllContainers: true };

function withArgs(args: string[]): IceoryxDeployment {
  const object = iceoryxDeployment({ replicas: 2 });
  const template = { spec: { containers: [{ name: 'app', image: 'app:1', args }] } };
  return { ...object, spec: { ...object.spec, template } };
}

test('an editor of a namespace: IceoryxDeployments of a megabyte are kept small and say what to do', (t) => {
  const object = cachedDeployment(withArgs([LONG]));
  t.true(bytesOf(object) < 2048, `${bytesOf(object)} bytes`);
  const { obstacle } = decide({ object, child: undefined, capabilities: NODES, agent: AGENT });
  t.is(obstacle?.reason, 'TemplateRefused');
  t.regex(
    obstacle?.message ?? '',
    /keeps specifications of 128 KiB, and this one has 977 KiB: shorten spec.template, .* ConfigMap.*Pods that run stay as they are/,
  );
  const applied = { child: undefined, obstacle: obstacle! };
  const { conditions } = statusOf(object, applied, [], [], new Date(0));
  t.like(
    conditions?.find(({ type }) => type === 'Stalled'),
    { status: 'True', reason: 'TemplateRefused' },
  );
});

test('an admin of a namespace: IceoryxDomains of a megabyte are kept small and say what to do', (t) => {
  const given = iceoryxDomain({ roudi: { image: 'example.com/roudi:2.0.3', env: [{ name: 'LONG', value: LONG }] } });
  const object = cachedDomain(given);
  t.true(bytesOf(object) < 2048, `${bytesOf(object)} bytes`);
  const observed = { key: 'home/robot', object, child: undefined, members: [], nodes: [], assumed: NODES };
  const { obstacle } = decideDomain(observed, { directory: '/dev/shm/iceoryx.io', agent: AGENT });
  t.is(obstacle?.reason, 'InvalidSpec');
  t.regex(obstacle?.message ?? '', /keeps specifications of 128 KiB, and this one has 977 KiB: shorten spec.roudi/);
  const member = domainReferenceOf(iceoryxDeployment(), 'home/robot', object);
  t.regex(member.obstacle?.message ?? '', /IceoryxDomain home\/robot exceeds what the operator keeps/);
  t.deepEqual(cachedDomain(iceoryxDomain()).spec, iceoryxDomain().spec);
});

test('an editor of a namespace: fields of thousands of levels are not kept, and it is said what to do', (t) => {
  const levels = 9_900;
  const x = JSON.parse('{"x":'.repeat(levels) + '1' + '}'.repeat(levels)) as object;
  const { metadata, spec, ...type } = iceoryxDeployment();
  const template = { spec: { ...spec.template.spec, securityContext: x } };
  const roudi = { image: 'example.com/roudi:2.0.6', securityContext: { [LONG]: x } };
  const kept = {
    iceoryxDeployment: cachedDeployment({ ...type, metadata, spec: { ...spec, template } }),
    iceoryxDomain: cachedDomain(iceoryxDomain({ roudi })),
    iceoryxProfile: cachedProfile({ ...type, kind: 'IceoryxProfile', metadata, spec: { roudi } }),
  };
  for (const [kind, object] of Object.entries(kept)) {
    t.true(bytesOf(object) < 4096, kind);
    t.regex(
      object.excess ?? '',
      /^spec\.(?:template\.spec|roudi)\.securityContext\.x.*: fields are nested more than 200 /,
    );
  }
});

test('everything that an IceoryxDeployment needs is kept, however many containers and variables it has', (t) => {
  const args = Array.from({ length: 1000 }, (_, index) => `--option-${index}=${'x'.repeat(80)}`);
  const object = withArgs(args);
  t.true(bytesOf(object.spec) > 90_000 && bytesOf(object.spec) < MOST_OBJECT_BYTES);
  t.deepEqual(cachedDeployment(object).spec, object.spec);
  t.is(
    decide({ object: cachedDeployment(object), child: undefined, capabilities: NODES, agent: AGENT }).obstacle,
    undefined,
  );
});

test('an editor of a namespace: annotations and labels of a megabyte are not kept, on any kind', (t) => {
  const annotations = { note: LONG };
  const labels = { 'iceoryx.io/domain': 'd', 'iceoryx.io/domain-namespace': 'n', other: LONG };
  const metadata = { name: 'x', namespace: 'apps', labels, annotations };
  const template = { metadata: { annotations: { [TEMPLATE_ANNOTATION]: LONG, note: LONG }, labels } };
  const spec = { selector: { matchLabels: labels }, template };
  const conditions = Array.from({ length: 1000 }, () => ({ type: 'Any', status: 'True', message: LONG }));
  const type = { apiVersion: 'v1', kind: 'Any' };
  const claim = { ...type, metadata, spec: { volumeName: 'v', dataSource: { name: LONG } } };
  const seen = {
    iceoryxDeployment: cachedDeployment({ ...iceoryxDeployment(), metadata: { ...metadata, uid: 'u' } }),
    iceoryxDomain: cachedDomain({ ...iceoryxDomain(), metadata: { ...metadata, uid: 'u' } }),
    iceoryxSweep: cachedSweep({
      ...type,
      metadata: { ...metadata, annotations: { ...annotations, [RUN_AT_ANNOTATION]: LONG } },
      spec: {},
    } as unknown as IceoryxSweep),
    roudiPod: roudiPod({
      ...type,
      metadata: { ...metadata, annotations: { [TEMPLATE_ANNOTATION]: LONG, note: LONG } },
    } as unknown as Pod),
    claim: cachedAccess(claim as unknown as Claim),
    daemonSet: observedDaemonSet({ ...type, metadata, spec, status: { conditions: [] } } as unknown as DaemonSet),
    deployment: observedDeployment({
      ...type,
      metadata: { ...metadata, annotations: { [SHAPE_ANNOTATION]: LONG, note: LONG } },
      spec,
    } as unknown as Deployment),
  };
  for (const [kind, object] of Object.entries(seen)) {
    t.true(bytesOf(object) < 6000, `${kind}: ${bytesOf(object)} bytes`);
  }
  const status = observedDeployment({ ...type, metadata, status: { conditions } } as unknown as Deployment);
  t.true(bytesOf(status) < 64 * 5000, `${bytesOf(status)} bytes`);
});

test('an editor of a namespace: of a pod of thousands of containers the first ones are kept', (t) => {
  const names = Array.from({ length: 5000 }, (_, index) => `app-${index}`);
  const pod = observedPod({
    metadata: { name: 'large' },
    spec: { containers: names.map((name) => ({ name })) },
    status: { containerStatuses: names.map((name) => ({ name, ready: true, restartCount: 0 })) },
  } as unknown as Pod);
  t.deepEqual(
    pod.containers.map(({ name }) => name),
    names.slice(0, MOST_CONTAINERS),
  );
});

test('a kubelet that writes a megabyte into the status of its node', (t) => {
  const feature = 'RestartAllContainersOnContainerExits';
  const node = cachedNode({
    metadata: { name: 'node-1', annotations: { 'iceoryx.io/roudi-returns': LONG } },
    status: {
      conditions: [{ type: 'Ready', status: 'False', message: LONG }],
      declaredFeatures: [LONG, feature],
    },
  } as unknown as Node);
  t.true(bytesOf(node) < 6000, `${bytesOf(node)} bytes`);
  t.deepEqual((node.status as { declaredFeatures?: string[] }).declaredFeatures, [feature]);
});
