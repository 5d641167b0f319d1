/** Two operators for one namespace, as of two teams that do not know of each other, on a real API server. */
import test from 'ava';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import type { IceoryxSweep } from '../../src/api/iceoryx-sweep.generated.ts';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { OPERATOR_ANNOTATION } from '../../src/controllers/kit/rival.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import type { Program } from '../../lab/host/program.ts';
import { startOperator, stopOperator } from '../../lab/operator/operator.ts';
import { until } from '../../lab/host/until.ts';

type Name = 'a/operator' | 'b/operator';
type Kind = 'ioxd' | 'ioxdom' | 'ioxsweep';

let bench: ApiBench;
const running = new Map<Name, Program>();

test.before(async () => {
  bench = await ApiBench.open('two-operators');
});
test.after.always(async () => {
  await Promise.all([...running.values()].map(stopOperator));
  await bench.close();
});

async function start(name: Name, ...options: string[]): Promise<void> {
  const sweeps = ['--sweep-image', 'example.com/operator:1', '--sweep-namespace', `sweeps-of-${name[0]}`];
  const own = ['--no-leader-elect', '--operator-name', name, ...sweeps];
  const operator = await startOperator(bench.cluster, ...own, ...options);
  running.set(name, operator);
  await operator.until(({ events }) => events.some(({ message }) => message === 'running'));
}

async function stop(name: Name): Promise<void> {
  const operator = running.get(name);
  running.delete(name);
  await (operator && stopOperator(operator));
}

/** The operator that manages an object, by what its child bears. */
async function ownerOf(kind: Kind, name: string): Promise<Name> {
  if (kind === 'ioxsweep') {
    return until(`${name} has a run`, async () => {
      const sweep = await bench.kubectl.get<IceoryxSweep>(kind, name);
      return sweep?.status?.run?.operator as Name | undefined;
    });
  }
  const child = await until(`${name} has a child`, async () =>
    bench.kubectl.get<KubeObject>(kind === 'ioxd' ? 'deployment' : 'daemonset', name),
  );
  return child.metadata.annotations?.[OPERATOR_ANNOTATION] as Name;
}

const otherThan = (name: Name): Name => (name === 'a/operator' ? 'b/operator' : 'a/operator');

async function soleOperator(kind: Kind, name: string, status: 'False' | 'True'): Promise<string> {
  return until(`${name} has SoleOperator ${status}`, async () => {
    const object = await bench.kubectl.get<IceoryxDeployment | IceoryxDomain | IceoryxSweep>(kind, name);
    const found = object?.status?.conditions?.find(({ type }) => type === 'SoleOperator');
    return found?.status === status && found.message;
  });
}

/** Waits until the child is of the object's latest generation. Returns the child's own. */
async function generationWith(name: string, image: string): Promise<number> {
  return until(`the Deployment of ${name} has ${image}`, async () => {
    const child = await bench.deployment(name);
    const images = child?.spec?.template.spec?.containers.map((each) => each.image);
    return images?.includes(image) === true && child?.metadata.generation;
  });
}

const withImage = (image: string): object =>
  robot('robot', { template: { spec: { containers: [{ name: 'app', image }] } } });
const DOMAIN = {
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxDomain',
  metadata: { name: 'floor' },
  spec: { nodeSelector: { 'example.com/nowhere': '' }, roudi: { image: 'example.com/roudi:2.0.3' } },
};
const SWEEP = { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxSweep', metadata: { name: 'nightly' }, spec: {} };

test.serial(
  'one of them looks after an object; the other one says so within seconds and leaves it alone',
  async (t) => {
    await Promise.all([start('a/operator'), start('b/operator')]);
    await bench.apply(withImage('example.com/app:1'), DOMAIN, SWEEP);
    for (const [kind, name] of [
      ['ioxd', 'robot'],
      ['ioxdom', 'floor'],
      ['ioxsweep', 'nightly'],
    ] as const) {
      const owner = await ownerOf(kind, name);
      const begun = performance.now();
      const message = await soleOperator(kind, name, 'False');
      t.true(performance.now() - begun < 15_000);
      const other = otherThan(owner);
      t.true(message.startsWith(`operator ${owner} looks after this object; operator ${other} would too`), message);
      const told = running.get(other)?.events.filter(({ message: line }) => line === 'left to another operator');
      t.true(told?.some(({ key, operator }) => String(key).endsWith(name) && operator === owner));
      await until('an Event says so', async () =>
        (await bench.kubectl.run(['get', 'events', '-o', 'wide']))
          .split('\n')
          .some((line) => line.includes('OtherOperator') && line.includes(name)),
      );
    }
  },
);

test.serial('a change rolls the pods out once', async (t) => {
  const before = await generationWith('robot', 'example.com/app:1');
  await bench.apply(withImage('example.com/app:2'));
  t.is(await generationWith('robot', 'example.com/app:2'), before + 1);
  await bench.kubectl.run(['label', 'ioxd', 'robot', 'seen=yes']);
  await until('both have looked again', async () => {
    const { status, metadata } = (await bench.kubectl.get<IceoryxDeployment & KubeObject>('ioxd', 'robot')) ?? {};
    return status?.observedGeneration === metadata?.generation;
  });
  t.is((await bench.deployment('robot'))?.metadata.generation, before + 1);
});

test.serial(
  'when the one that looks after it stops, the other one takes over within a minute, without a rollout',
  async (t) => {
    const owner = await ownerOf('ioxd', 'robot');
    const before = await generationWith('robot', 'example.com/app:2');
    await stop(owner);
    await bench.apply(
      robot('robot', {
        replicas: 1,
        template: { spec: { containers: [{ name: 'app', image: 'example.com/app:2' }] } },
      }),
    );
    await until('it has taken over', async () => (await ownerOf('ioxd', 'robot')) === otherThan(owner), {
      timeoutSeconds: 120,
    });
    await soleOperator('ioxd', 'robot', 'True');
    const child = await until('the change is made', async () => {
      const now = await bench.deployment('robot');
      return now?.spec?.replicas === 1 && now;
    });
    t.is(child.metadata.generation, before + 1, 'replicas only');
  },
);

test.serial('a namespace that is excluded is left to the other one from the start', async (t) => {
  const owner = await ownerOf('ioxd', 'robot');
  await start(otherThan(owner), '--exclude-namespace', 'default');
  await bench.apply(robot('second'));
  t.is(await ownerOf('ioxd', 'second'), owner);
  await bench.holds('second', 'Ready', 'True');
  t.is(await bench.condition('second', 'SoleOperator'), undefined);
  await bench.kubectl.run(['delete', 'ioxdom', 'floor', '--timeout=60s']);
  await bench.kubectl.run(['delete', 'ioxsweep', 'nightly', '--timeout=60s']);
});
