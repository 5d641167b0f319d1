import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { EVENTS } from '../../src/kube/event.ts';
import { ApiBench } from '../support/api-bench.ts';
import type { Kubectl } from '../../lab/cluster/kubectl.ts';
import { until } from '../../lab/host/until.ts';

let bench: ApiBench;
let kubectl: Kubectl;
let elected: readonly string[];

test.before(async () => {
  bench = await ApiBench.join('events');
  ({ kubectl } = bench);
  elected = ['--leader-election-namespace', bench.namespace];
  await bench.startElectedOperator(...elected);
});
test.after.always(async () => bench.close());

interface Event {
  type: string;
  reason: string;
  note: string;
  series?: { count: number };
  reportingController: string;
  reportingInstance: string;
}

async function apply(name: string, spec: object = {}): Promise<void> {
  const object = {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name },
    spec: {
      replicas: 0,
      roudi: { image: 'example.com/roudi:2.0.3' },
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
      ...spec,
    },
  };
  await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(object) });
}

async function events(name: string): Promise<Event[]> {
  const { items } = await bench.client.list(EVENTS, {
    namespace: bench.namespace,
    fieldSelector: `regarding.name=${name},regarding.kind=IceoryxDeployment`,
  });
  return items as unknown as Event[];
}

/** The event once it is there. */
async function event(name: string, reason: string, count = 1): Promise<Event> {
  return until(`${name} has event ${reason} × ${count}`, async () =>
    (await events(name)).find((each) => each.reason === reason && (each.series?.count ?? 1) >= count),
  );
}

test.serial('kubectl shows each thing that happened to an object once', async (t) => {
  await apply('shown');
  t.like(await event('shown', 'Created'), {
    type: 'Normal',
    note: 'Deployment shown is created',
    reportingController: 'iceoryx.io/operator',
  });
  await event('shown', 'Ready');
  const described = await kubectl.run(['describe', 'ioxd', 'shown']);
  t.regex(described, /Normal +Created +\S+ +iceoryx\.io\/operator +Deployment shown is created/);
  t.regex(
    await kubectl.run(['events', '--for', 'ioxd/shown']),
    /Normal +Created +IceoryxDeployment\/shown +Deployment/,
  );
  t.regex(await kubectl.run(['get', 'events']), /Normal +Ready +iceoryxdeployment\/shown +0 replicas are desired/);

  await kubectl.run(['annotate', 'ioxd', 'shown', 'a=b']);
  await apply('shown', { minReadySeconds: 1 });
  t.is((await event('shown', 'Updated')).series, undefined);
  t.deepEqual(new Set((await events('shown')).map(({ reason }) => reason)), new Set(['Created', 'Ready', 'Updated']));
});

test.serial('a manual edit causes a warning, which is counted when the edit is repeated', async (t) => {
  await apply('edited');
  await event('edited', 'Ready');
  await kubectl.run(['scale', 'deployment', 'edited', '--replicas=3']);
  t.like(await event('edited', 'Reverted'), { type: 'Warning' });
  await kubectl.run(['scale', 'deployment', 'edited', '--replicas=4']);
  const again = await event('edited', 'Reverted', 2);
  t.is(again.series?.count, 2);
  t.regex(await kubectl.run(['describe', 'ioxd', 'edited']), /Warning +Reverted +\S+ \(x2 over \S+\) +iceoryx/);
});

test.serial('an obstacle causes a warning with the message of the status', async (t) => {
  await kubectl.run(['create', 'deployment', 'taken', '--image=example.com/other:1', '--replicas=0']);
  await apply('taken');
  await apply('invalid', { sharedMemory: { sizeLimit: '1Mi' } });
  const ports = [{ containerPort: 99_999 }];
  await apply('refused', { template: { spec: { containers: [{ name: 'app', image: 'a:1', ports }] } } });
  for (const [name, reason] of [
    ['taken', 'NameTaken'],
    ['invalid', 'InvalidSpec'],
    ['refused', 'TemplateRefused'],
  ] as const) {
    const { type, note } = await event(name, reason);
    const { status } = (await kubectl.get<IceoryxDeployment>('ioxd', name)) ?? {};
    t.is(type, 'Warning');
    const stalled = status?.conditions?.find((condition) => condition.type === 'Stalled');
    t.is(note, stalled?.message ?? 'no condition');
  }
});

test.serial('the next operator does not repeat an Event', async (t) => {
  const before = await events('invalid');
  await bench.stopOperator();
  await bench.startElectedOperator(...elected);
  await apply('after-restart');
  await event('after-restart', 'Ready');
  t.deepEqual(await events('invalid'), before);
});

test.serial('an Event recorded right before the end is sent', async (t) => {
  await apply('late');
  await bench.operatorUntil(({ events }) => events.some(({ key }) => key === `${bench.namespace}/late`));
  await bench.stopOperator();
  const after = await events('late');
  t.true(after.some(({ reason }) => reason === 'Created'));
});
