import test from 'ava';
import { agentStatusesOf, agentStatusOf } from '../../../../src/commands/kit/agent-status.ts';
import type { ExecOptions, ExecResult } from '../../../../src/kube/client.ts';
import { ApiError, ConnectionError } from '../../../../src/kube/errors.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';

const EXCHANGE = { method: 'GET', path: '/api/v1/namespaces/shop/pods/a/exec' } as const;

function podOf(name: string, state: object = { running: {} }): KubeObject {
  return {
    metadata: { namespace: 'shop', name },
    spec: { initContainers: [{ name: 'iceoryx-agent' }], containers: [{ name: 'app' }] },
    status: { initContainerStatuses: [{ name: 'iceoryx-agent', state }] },
  };
}

/** A cluster in which commands in pods end as told, by the name of the pod. */
function clusterOf(answer: (name: string, options: ExecOptions) => Promise<Partial<ExecResult>>) {
  return {
    exec: async (key: string, options: ExecOptions): Promise<ExecResult> => ({
      stdout: '',
      stderr: '',
      exitCode: 0,
      ...(await answer(key.replace('shop/', ''), options)),
    }),
  };
}

const answering = (json: unknown) => clusterOf(async () => ({ stdout: JSON.stringify(json) }));

test('an agent of a later version is understood as far as it says the same', async (t) => {
  const status = await agentStatusOf(
    answering({
      protocol: 2,
      agent: { version: '9.0.0', role: 'pod', phase: 'Resting', mood: 'good' },
      roudi: { pid: 42, ageSeconds: 'old' },
      apps: [{ pid: 70, container: null, containerReason: 'another user', sharedMemoryBytes: -1 }, 'odd', null],
      segments: [{ name: 'root', bytes: 100, residentBytes: 96, pages: 1 }, { bytes: 5 }],
      pools: [],
    }),
    podOf('a'),
  );
  t.is(status.protocol, 2);
  t.deepEqual(status.agent, { version: '9.0.0', role: 'pod', phase: 'Resting', message: null, seconds: null });
  t.deepEqual(status.roudi, { pid: 42, incarnation: null, ageSeconds: null, state: null });
  t.deepEqual(status.apps, [{ pid: 70, name: null, container: null, containerID: null, sharedMemoryBytes: null }]);
  t.deepEqual(status.segments, [{ name: 'root', bytes: 100, residentBytes: 96 }]);
  t.deepEqual(status.renewals, { deaths: null, nextDelaySeconds: null });
});

test('what an agent may not read stays unknown, with its reason', async (t) => {
  const { roudi, roudiReason, apps, appsReason } = await agentStatusOf(
    answering({ agent: {}, roudi: null, roudiReason: 'no RouDi yet', apps: null, appsReason: 'no locks shown' }),
    podOf('a'),
  );
  t.deepEqual(
    { roudi, roudiReason, apps, appsReason },
    {
      roudi: null,
      roudiReason: 'no RouDi yet',
      apps: [],
      appsReason: 'no locks shown',
    },
  );
});

for (const [what, pod, answer, reason] of [
  ['has no agent', { metadata: { namespace: 'shop', name: 'a' } }, {}, 'the pod has no container iceoryx-agent'],
  [
    'waits for its image',
    podOf('a', { waiting: { reason: 'ErrImagePull' } }),
    {},
    'the agent does not run (ErrImagePull)',
  ],
  ['has ended', podOf('a', { terminated: { exitCode: 75 } }), {}, 'the agent does not run (ended with 75)'],
  [
    'answers with something else',
    podOf('a'),
    { stdout: '<html>' },
    'the agent answered with something else than its status',
  ],
  ['answers with a list', podOf('a'), { stdout: '[]' }, 'the agent answered with something else than its status'],
  [
    'refuses',
    podOf('a'),
    { exitCode: 1, stderr: '\u001B[2Jno state\nmore' },
    'the agent ended with 1: \\u{1b}[2Jno state',
  ],
] as const) {
  test(`a pod that ${what} is told in words`, async (t) => {
    t.deepEqual(
      await agentStatusesOf(
        clusterOf(async () => answer),
        [pod],
      ),
      [{ reason }],
    );
  });
}

test('one pod that cannot be asked keeps nothing from the others, and a few are asked at a time', async (t) => {
  let open = 0;
  let most = 0;
  const client = clusterOf(async (name, { timeoutMs }) => {
    t.is(timeoutMs, 700);
    most = Math.max(most, (open += 1));
    await Promise.resolve();
    open -= 1;
    if (name === 'p1') {
      throw new ApiError(EXCHANGE, 403, { reason: 'Forbidden', message: 'no' });
    }
    if (name === 'p2') {
      throw new ApiError(EXCHANGE, 404, { reason: 'NotFound', message: 'no' });
    }
    if (name === 'p3') {
      throw new ConnectionError(EXCHANGE, 'https://api', 'DEADLINE');
    }
    return { stdout: JSON.stringify({ agent: { message: name } }) };
  });
  const pods = Array.from({ length: 20 }, (_, index) => podOf(`p${index}`));
  const answers = await agentStatusesOf(client, pods, { atOnce: 3, timeoutMs: 700 });
  t.is(most, 3);
  const reasons: Readonly<Record<string, string>> = {
    p1: 'commands in pods are not allowed: get and create of pods/exec are needed in namespace shop',
    p2: 'the pod is gone',
    p3: 'no answer in time',
  };
  t.deepEqual(
    answers.map((answer) => ('status' in answer ? answer.status.agent.message : answer.reason)),
    pods.map(({ metadata: { name } }) => reasons[name] ?? name),
  );
});

test('the signal of the caller ends it all', async (t) => {
  const enough = new AbortController();
  const client = clusterOf(async () => {
    enough.abort(new Error('enough'));
    throw new Error('given up');
  });
  await t.throwsAsync(agentStatusesOf(client, [podOf('a'), podOf('b')], { signal: enough.signal }), {
    message: 'enough',
  });
});
