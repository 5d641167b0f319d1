import test, { type ExecutionContext } from 'ava';
import type { Outcome } from '../../../../src/commands/check/perform.ts';
import { outcomesAbout } from '../../../../src/commands/report/files/checks.ts';
import { Collection } from '../../../../src/commands/report/gather/collection.ts';
import { loggedContainers } from '../../../../src/commands/report/gather/containers.ts';
import { gather } from '../../../../src/commands/report/gather/gather.ts';
import { keptOf } from '../../../../src/commands/report/gather/kept.ts';
import { Ledger } from '../../../../src/commands/report/gather/ledger.ts';
import { tailOf } from '../../../../src/commands/report/gather/log-tail.ts';
import { cutInWords } from '../../../../src/commands/report/gather/logs.ts';
import { Reading } from '../../../../src/commands/report/gather/reading.ts';
import { KubeClient } from '../../../../src/kube/client.ts';
import { ConnectionError } from '../../../../src/kube/errors.ts';
import { NODES, PODS } from '../../../../src/kube/resource.ts';
import { FakeApiServer, type Received } from '../../../fake-api-server/fake-api-server.ts';

async function fixture(t: ExecutionContext) {
  const fake = await FakeApiServer.start();
  const client = new KubeClient({ access: fake.access, userAgent: 'test/1', timeoutMs: 1000 });
  t.teardown(async () => {
    await client.close();
    await fake[Symbol.asyncDispose]();
  });
  const ledger = new Ledger();
  const reading = new Reading(client, ledger, new AbortController().signal);
  const gathered = (...names: string[]) =>
    gather(reading, { targets: names.map((name) => ({ name })), namespace: undefined }, undefined, () => undefined);
  return { fake, ledger, gathered };
}

/** Answers a list with nothing. The fake does not know selectors. */
function noneFor(matches: (request: Received) => boolean): FakeApiServer['faults'][number] {
  return (request, response) => {
    if (!matches(request)) {
      return undefined;
    }
    const body = { metadata: { resourceVersion: '1' }, items: [] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    return 'handled';
  };
}

test('a cluster without our kinds still has a report, which says so', async (t) => {
  const { fake, ledger, gathered } = await fixture(t);
  fake.put('arm-0');
  const { collection } = await gathered();
  t.deepEqual(
    collection.of(PODS).map(({ kind, metadata }) => [kind, metadata.name]),
    [['Pod', 'arm-0']],
  );
  t.true(
    ledger.lacks.unread.some(
      ({ what, why }) =>
        what === 'iceoryxdeployments' && why === 'this cluster does not know iceoryxdeployments.iceoryx.io',
    ),
  );
});

test('what is forbidden is named by the right that is missing, and never by the user', async (t) => {
  const { fake, ledger, gathered } = await fixture(t);
  fake.put('arm-0');
  const message = 'nodes is forbidden: User "bob@example.com" cannot list resource "nodes"';
  fake.refuse(1000, 403, {}, ({ path }) => path !== '/api/v1/pods', { reason: 'Forbidden', message });
  const { collection } = await gathered();
  t.is(collection.of(PODS).length, 1, 'the rest is there');
  const { missingRights } = ledger.lacks;
  t.true(missingRights.includes('list nodes'));
  t.true(missingRights.includes('list iceoryxdeployments.iceoryx.io in all namespaces'));
  t.true(missingRights.includes('get namespaces'));
  t.notRegex(JSON.stringify(ledger.lacks), /bob/);
});

test('if nothing at all may be read, or the API server does not answer, there is no report', async (t) => {
  const { fake, gathered } = await fixture(t);
  fake.refuse(1000, 403, {}, () => true, { reason: 'Forbidden' });
  await t.throwsAsync(gathered(), { message: /this user may read nothing of it; ask an administrator/ });
  const { fake: gone, gathered: unanswered } = await fixture(t);
  await gone.stopListening();
  await t.throwsAsync(unanswered(), { instanceOf: ConnectionError });
});

test('a name that is not there is an error, unless it could not be looked for', async (t) => {
  const { fake, gathered } = await fixture(t);
  fake.faults.push(noneFor(({ path }) => path.includes('iceoryx.io')));
  await t.throwsAsync(gathered('arm'), { message: /named 'arm' was found in any namespace; kubectl get iceoryx -A/ });
});

test('of very many pods those that are not well are in the report, and it says how many more there are', async (t) => {
  const { fake, ledger, gathered } = await fixture(t);
  fake.faults.push(noneFor(({ query }) => query.get('labelSelector')?.includes('sweep-job') === true));
  const status = { conditions: [{ type: 'Ready', status: 'True' }] };
  for (let at = 0; at < 60; at += 1) {
    fake.put(`arm-${at}`, at % 20 === 7 ? {} : { status });
  }
  const { collection } = await gathered();
  const names = collection.of(PODS).map(({ metadata }) => metadata.name);
  t.is(names.length, 20);
  t.deepEqual(names.slice(0, 3).toSorted(), ['arm-27', 'arm-47', 'arm-7']);
  t.true(ledger.lacks.leftOut.some(({ what }) => what.startsWith('40 more pods of ')));
});

async function* linesOf(...lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

test('of a long log its last whole lines are kept, and the report says what is missing', async (t) => {
  const tail = await tailOf(linesOf('first', 'über', 'last'), 11);
  t.deepEqual(tail, { text: 'über\nlast\n', droppedBytes: 6, lines: 3 });
  t.is(cutInWords(tail), '6 bytes before the last 2097152');
  t.is(cutInWords(await tailOf(linesOf('a'), 11)), undefined);
  t.is((await tailOf(linesOf('a', 'a line that is too long', 'b'), 5)).text, 'b\n');
  const many = await tailOf(linesOf(...Array.from({ length: 5000 }, (_, at) => `${at}`)), 20);
  t.is(many.text, '4996\n4997\n4998\n4999\n');
});

test('what was read of a log before it broke off is kept', async (t) => {
  async function* broken(): AsyncGenerator<string> {
    yield 'one';
    throw new Error('reset');
  }
  t.is(cutInWords(await tailOf(broken(), 100)), 'what came after it broke off (reset)');
});

test('logs are of RouDi, agent and apps, and of all containers where nothing is injected', (t) => {
  const shared = { volumeMounts: [{ name: 'iceoryx-shm', mountPath: '/dev/shm' }] };
  const ran = { restartCount: 2, state: { waiting: {} }, lastState: { terminated: { exitCode: 3 } } };
  const running = { restartCount: 0, state: { running: {} } };
  const pod = (...names: string[]) => ({
    metadata: { name: 'arm-0', namespace: 'robot' },
    spec: { containers: names.map((name) => ({ name, ...(name === 'proxy' ? {} : shared) })) },
    status: {
      containerStatuses: names.map((name) => ({
        name,
        ...(name === 'app' ? ran : name === 'new' ? { restartCount: 0, state: { waiting: {} } } : running),
      })),
    },
  });
  const { containers, others } = loggedContainers(pod('iceoryx-roudi', 'app', 'new', 'proxy'), false);
  t.like(containers, [
    { name: 'iceoryx-roudi', role: 'roudi', hasPrevious: false },
    { name: 'app', role: 'app', hasPrevious: true, end: { exitCode: 3 } },
  ]);
  t.is(containers.length, 2, 'a container that has not started has no log');
  t.deepEqual(others, ['proxy']);
  t.deepEqual(
    loggedContainers(pod('proxy'), false).containers.map(({ name }) => name),
    ['proxy'],
  );
});

test('of nodes only what decides about pods is kept', (t) => {
  const collection = new Collection();
  collection.add(NODES, [
    {
      metadata: { name: 'n', labels: { 'kubernetes.io/os': 'linux', rack: '7', owner: 'bob' } },
      spec: { providerID: 'cloud://4711', taints: [{ key: 'x' }] },
      status: { addresses: [{ address: '10.0.0.1' }], images: [{}], nodeInfo: { machineID: '1', kernelVersion: '6' } },
    },
  ]);
  const [node] = collection.of(NODES);
  t.deepEqual(node && keptOf(NODES, node, new Set(['rack'])), {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n', creationTimestamp: undefined, labels: { 'kubernetes.io/os': 'linux', rack: '7' } },
    spec: { taints: [{ key: 'x' }] },
    status: { nodeInfo: { kernelVersion: '6' } },
  });
});

test('what checks find about objects that are not in the report stays out of it', (t) => {
  const collection = new Collection();
  collection.add(PODS, [{ metadata: { name: 'arm-0', namespace: 'robot' } }]);
  const finding = (object: string) => ({ object, message: '', remedy: '', see: '', severity: 'Error' as const });
  const outcome = (...objects: string[]): Outcome => ({
    id: 'x',
    category: 'objects',
    description: '',
    severity: 'Error',
    result: 'failed',
    see: '',
    findings: objects.map(finding),
  });
  const ours = outcome('Pod robot/arm-0', 'Node node-1', 'Deployment iceoryx-system/iceoryx-operator');
  const { outcomes, others } = outcomesAbout(
    [outcome('IceoryxDeployment bank/vault', 'Pod bank/vault-0'), ours],
    collection,
  );
  t.is(others, 2);
  t.like(outcomes, [{ result: 'ok', findings: [] }, ours]);
  t.notRegex(JSON.stringify(outcomes), /bank/);
});
