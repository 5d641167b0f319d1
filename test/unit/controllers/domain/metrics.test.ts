import test from 'ava';
import { nodesWithoutRoudi } from '../../../../src/controllers/domain/node-selection.ts';
import { DomainMetrics } from '../../../../src/controllers/domain/metrics.ts';
import type { DomainObservation } from '../../../../src/controllers/domain/observe.ts';
import type { RoudiPod } from '../../../../src/controllers/domain/roudi-pod.ts';
import type { NodeOutcome } from '../../../../src/controllers/sweep-jobs/outcome.ts';
import { SweepMetrics } from '../../../../src/controllers/sweep/metrics.ts';
import { Metrics } from '../../../../src/runtime/metrics.ts';

const ROBOT = 'robots/robot';

function pod(node: string, { ready = true, restarts = 0 } = {}): RoudiPod {
  return { metadata: { name: `robot-${node}`, uid: node }, daemonSet: 'uid', node, ready, template: 'new', restarts };
}

const CHOSEN: Readonly<Record<string, string>> = { robot: 'yes' };

function node(name: string, { isReady = true, labels = CHOSEN } = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    status: { conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
  };
}

function observation(values: Partial<DomainObservation> = {}): DomainObservation {
  return {
    key: ROBOT,
    object: {
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxDomain',
      metadata: { name: 'robot', namespace: 'robots' },
      spec: { roudi: {}, nodeSelector: { robot: 'yes' } },
      status: { segmentBytes: 4096 },
    },
    child: { metadata: { name: 'robot' }, status: { desiredNumberScheduled: 3 } },
    pods: [pod('a'), pod('b', { ready: false })],
    nodes: [node('a'), node('b'), node('c'), node('off', { isReady: false }), node('other', { labels: {} })],
    members: [],
    appPods: [],
    assumed: undefined,
    known: {},
    ...values,
  } as unknown as DomainObservation;
}

function outcome(job: string, state: NodeOutcome['state'], failed = 0): NodeOutcome {
  const summary = { totals: { removed: { files: 1, bytes: 8 }, failed: { files: failed, bytes: 0 } } };
  return {
    node: 'a',
    job,
    state,
    reason: '',
    message: '',
    ...(state === 'Swept' ? { summary: summary as NodeOutcome['summary'] } : {}),
  };
}

/** Lines of /metrics about domains or swept nodes. */
async function shown(metrics: Metrics): Promise<string[]> {
  const { text } = await metrics.page();
  return text.split('\n').filter((line) => /^iceoryx_(?:domain|sweep_nodes)_/.test(line));
}

test('a domain has metrics while it exists, and none afterwards', async (t) => {
  const metrics = new Metrics();
  const there = [observation()];
  const domains = new DomainMetrics(metrics, { observations: () => there, waiting: () => 2 });
  domains.see(ROBOT, pod('a', { restarts: 3 }), pod('a', { restarts: 1 }));
  domains.see(ROBOT, pod('a'), pod('a'));
  const of = `domain="${ROBOT}"`;
  t.deepEqual(await shown(metrics), [
    `iceoryx_domain_desired_nodes{${of}} 3`,
    `iceoryx_domain_ready_nodes{${of}} 1`,
    `iceoryx_domain_node_without_roudi{${of},node="b"} 1`,
    `iceoryx_domain_node_without_roudi{${of},node="c"} 1`,
    `iceoryx_domain_segment_bytes{${of}} 4096`,
    `iceoryx_domain_nodes_to_clean{${of}} 2`,
    `iceoryx_domain_roudi_restarts_total{${of}} 2`,
    `iceoryx_domain_cleanups_total{${of},outcome="Started"} 0`,
    `iceoryx_domain_cleanups_total{${of},outcome="Swept"} 0`,
    `iceoryx_domain_cleanups_total{${of},outcome="Failed"} 0`,
    `iceoryx_domain_cleanups_total{${of},outcome="Refused"} 0`,
  ]);
  there.pop();
  domains.forget(ROBOT);
  t.deepEqual(await shown(metrics), []);
});

test('a node without RouDi counts only where RouDi is wanted, the node is ready and the domain is not ending', (t) => {
  const ending = observation();
  t.deepEqual(nodesWithoutRoudi(observation()), ['b', 'c']);
  t.deepEqual(nodesWithoutRoudi(observation({ pods: [pod('a'), pod('b'), pod('c')] })), []);
  t.deepEqual(
    nodesWithoutRoudi({
      ...ending,
      object: { ...ending.object, metadata: { ...ending.object.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } },
    }),
    [],
  );
  const blind = { restartAllContainers: true, assumed: true } as unknown as DomainObservation['assumed'];
  t.deepEqual(nodesWithoutRoudi(observation({ nodes: [], assumed: blind })), ['b']);
});

test('the outcome of a Job is counted once, and not again by the next operator', async (t) => {
  const metrics = new Metrics();
  const domains = new DomainMetrics(metrics, { observations: () => [observation()], waiting: () => 0 });
  const sweeps = new SweepMetrics(metrics, () => true);
  const take = (...outcomes: NodeOutcome[]): void => {
    domains.count(ROBOT, outcomes);
    sweeps.count(outcomes);
  };
  take(outcome('before', 'Failed'), outcome('one', 'Sweeping'), outcome('two', 'Sweeping'), outcome('odd', 'Sweeping'));
  take(outcome('before', 'Failed'), outcome('one', 'Swept'), outcome('two', 'Failed'), outcome('odd', 'Swept', 1));
  take(outcome('before', 'Failed'), outcome('one', 'Swept'), outcome('two', 'Failed'), outcome('odd', 'Swept', 1));
  domains.refused(ROBOT);
  const found = (await shown(metrics)).filter((line) => line.includes('outcome='));
  t.deepEqual(found, [
    `iceoryx_domain_cleanups_total{domain="${ROBOT}",outcome="Started"} 3`,
    `iceoryx_domain_cleanups_total{domain="${ROBOT}",outcome="Swept"} 1`,
    `iceoryx_domain_cleanups_total{domain="${ROBOT}",outcome="Failed"} 2`,
    `iceoryx_domain_cleanups_total{domain="${ROBOT}",outcome="Refused"} 1`,
    'iceoryx_sweep_nodes_total{outcome="Swept"} 2',
    'iceoryx_sweep_nodes_total{outcome="Failed"} 1',
  ]);
});
