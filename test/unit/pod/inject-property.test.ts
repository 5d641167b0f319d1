import assert from 'node:assert/strict';
import test, { type ExecutionContext } from 'ava';
import * as fc from 'fast-check';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IceoryxDeployment } from '../../../src/api/iceoryx-deployment.generated.ts';
import { parseQuantity } from '../../../src/api/quantity.ts';
import { withDefaults } from '../../../src/api/structure.ts';
import { problemsOf } from '../../../src/api/validation.ts';
import { changesOf } from '../../../src/pod/changes.ts';
import { figuresOf } from '../../../src/pod/figures.ts';
import { type Capabilities, inject } from '../../../src/pod/inject.ts';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import type { PodPlan } from '../../../src/pod/pod-plan.ts';
import { seedFromOutside } from '../../support/seed.ts';
import { capabilities, iceoryxDeployments } from '../../support/iceoryx-deployments.ts';
import { addedTo, lostFrom } from '../../support/kept.ts';
import { qosClass } from '../../support/qos-class.ts';
import { AGENT } from './objects.ts';

/** Number of objects for each property; a soak takes more. */
const RUNS = Number(process.env['INJECTION_RUNS'] ?? 200);
seedFromOutside();

/** Added containers in the order in which they start. */
const ADDED = ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi'];

interface Injection {
  readonly object: IceoryxDeployment;
  readonly can: Capabilities;
  readonly plan: PodPlan;
  readonly before: IPodSpec;
  readonly template: IPodTemplateSpec;
  readonly after: IPodSpec;
}

/** Checks a property of generated objects that can work. There must be enough of them. */
function forInjections(t: ExecutionContext, holds: (injection: Injection) => void): void {
  let injected = 0;
  const property = (written: IceoryxDeployment, can: Capabilities): void => {
    const injection = injectionOf(written, can);
    if (injection !== undefined) {
      holds(injection);
      injected += 1;
    }
  };
  const objects = iceoryxDeployments({ withFuture: true });
  fc.assert(fc.property(objects, capabilities, property), { numRuns: RUNS, includeErrorInReport: true });
  t.true(injected > RUNS / 3, 'too few objects were accepted');
}

function injectionOf(written: IceoryxDeployment, can: Capabilities): Injection | undefined {
  const object = withDefaults(written);
  const { plan } = problemsOf(written).length > 0 ? {} : planDeployment(object);
  if (plan === undefined) {
    return undefined;
  }
  const template = inject(plan, can, AGENT);
  const { spec: before } = object.spec.template;
  return { object, can, plan, before, template, after: template.spec ?? { containers: [] } };
}

test('everything that the user has set is there unchanged and in order, or the object is refused', (t) => {
  forInjections(t, ({ object, template }) => {
    assert.deepEqual(lostFrom(object.spec.template, template), []);
  });
});

test("a container that is no app is left alone, and only RouDi and the agent's are added, before all others", (t) => {
  forInjections(t, ({ plan, before, after }) => {
    const names = (containers: readonly IContainer[] = []): string[] => containers.map(({ name }) => name);
    assert.deepEqual(names(after.initContainers), [...ADDED, ...names(before.initContainers)]);
    assert.deepEqual(names(after.containers), names(before.containers));
    const others = (pod: IPodSpec): IContainer[] =>
      containersOf(pod).filter(({ name }) => !plan.apps.has(name) && !ADDED.includes(name));
    assert.deepEqual(others(after), others(before));
  });
});

test('RouDi, the agent and all apps see the same segments and sockets', (t) => {
  forInjections(t, ({ plan, after }) => {
    const shared = containersOf(after)
      .filter(({ name }) => plan.apps.has(name) || name === 'iceoryx-roudi' || name === 'iceoryx-agent')
      .flatMap((container) =>
        ['/dev/shm', '/tmp'].map((path) => {
          const { name, subPath = '', subPathExpr = '', readOnly = false } = mountAt(container, path) ?? {};
          return `${path}: ${name} ${subPath}${subPathExpr} ${readOnly}`;
        }),
      );
    assert.equal(new Set(shared).size, 2, shared.join('\n'));
    assert(!shared.some((mount) => mount.includes('undefined')), shared.join('\n'));
  });
});

function bytes(quantity: string | number | undefined): bigint | undefined {
  return quantity === undefined ? undefined : parseQuantity(quantity);
}

function containersOf({ initContainers = [], containers }: IPodSpec): IContainer[] {
  return [...initContainers, ...containers];
}

function mountAt(
  { volumeMounts = [] }: IContainer,
  path: string,
): NonNullable<IContainer['volumeMounts']>[number] | undefined {
  return volumeMounts.find(({ mountPath }) => mountPath.replace(/(?<=.)\/+$/, '') === path);
}

test('names and paths stay unique, and everything that is mounted exists', (t) => {
  forInjections(t, ({ after }) => {
    const volumes = (after.volumes ?? []).map(({ name }) => name);
    assert.equal(new Set(volumes).size, volumes.length, volumes.join());
    for (const { name, volumeMounts = [] } of containersOf(after)) {
      const paths = volumeMounts.map(({ mountPath }) => mountPath.replace(/(?<=.)\/+$/, ''));
      assert.equal(new Set(paths).size, paths.length, `${name}: ${paths.join()}`);
      assert(
        volumeMounts.every((mount) => volumes.includes(mount.name)),
        name,
      );
    }
  });
});

/** The only exception is a pod without any requests: RouDi's memory has to be requested. */
test('the QoS class is kept, unless resources of RouDi say otherwise', (t) => {
  forInjections(t, ({ object, before, after }) => {
    const expected = qosClass(before);
    if (object.spec.roudi?.resources === undefined) {
      assert.equal(qosClass(after), expected === 'BestEffort' ? 'Burstable' : expected);
    }
  });
});

test('the same input gives the same bytes, and the input is not changed', (t) => {
  forInjections(t, ({ object, can, template }) => {
    const again = injectionOf(frozen(structuredClone(object)), can);
    assert.equal(JSON.stringify(again?.template), JSON.stringify(template));
  });
});

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

test('every addition is explained, and nothing else is', (t) => {
  forInjections(t, ({ object, template }) => {
    const changes = changesOf(object.spec.template, template);
    const added = addedTo(object.spec.template, template);
    const within = (path: string, told: string): boolean =>
      path === told || (path.startsWith(told) && /^[.[]/.test(path.slice(told.length)));
    const told = changes.map(({ path }) => pathOf(path));
    assert.deepEqual(
      added.filter((path) => !told.some((change) => within(path, change))),
      [],
      'without a reason',
    );
    assert.deepEqual(
      told.filter((change) => !added.some((path) => within(path, change))),
      [],
      "the user's own",
    );
    assert(changes.every(({ reason }) => reason !== '' && reason !== 'added'));
  });
});

test('a template as a cluster returns it is explained in the same words', (t) => {
  forInjections(t, ({ object, template }) => {
    const { template: before } = object.spec;
    assert.deepEqual(changesOf(before, structuredClone(template)), changesOf(before, template));
  });
});

function pathOf(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('');
}

test('every figure equals its calculation', (t) => {
  forInjections(t, ({ can, plan }) => {
    for (const { name, value, sum } of figuresOf(plan, can)) {
      const [given, text = sum] = sum.split(': ');
      const { total, stated } = totalOf(text);
      assert(stated === undefined || stated === total, `${name}: ${sum}`);
      if (total !== undefined && given === sum) {
        assert.equal(value.split(' ')[0], String(total), `${name}: ${sum}`);
      }
    }
  });
});

/**
 * The total of `2 (a) + 3 (b) + 10 % headroom, in whole MiB` and the total that it states. Nothing for a reason that is
 * no calculation.
 */
function totalOf(sum: string): { total?: bigint; stated?: bigint } {
  const terms = [...sum.matchAll(/(?:^| \+ )(?<amount>\d+)(?<percent> %)?/g)].map(({ groups }) => ({
    amount: BigInt(groups?.['amount'] ?? 0),
    percent: groups?.['percent'] !== undefined,
  }));
  if (terms.length === 0) {
    return {};
  }
  const plain = terms.filter(({ percent }) => !percent).reduce((total, { amount }) => total + amount, 0n);
  const exact = terms
    .filter(({ percent }) => percent)
    .reduce((total, { amount }) => (total * (100n + amount)) / 100n, plain);
  const unit = sum.endsWith('in whole MiB') ? 1024n ** 2n : 1n;
  const stated = / = (\d+)$/.exec(sum)?.[1];
  return {
    total: ((exact + unit - 1n) / unit) * unit,
    ...(stated === undefined ? {} : { stated: BigInt(stated) }),
  };
}

test('the pod gets what was computed, and it is enough', (t) => {
  forInjections(t, ({ plan, after }) => {
    const roudi = after.initContainers?.find(({ name }) => name === 'iceoryx-roudi');
    const shm = after.volumes?.find(({ name }) => name === mountAt(roudi ?? { name: '' }, '/dev/shm')?.name);
    assert.equal(bytes(shm?.emptyDir?.sizeLimit), plan.memory.volume?.bytes);
    assert((plan.memory.volume?.bytes ?? 0n) >= plan.memory.segmentBytes);
    assert.equal(bytes(roudi?.resources?.limits?.['memory']), plan.memory.roudi.bytes);
    assert(plan.memory.roudi.bytes > plan.memory.segmentBytes);
    assert.equal(after.terminationGracePeriodSeconds, plan.termination.gracePeriodSeconds);
  });
});

test('no volume of the pod is smaller than its own directory may be, for which the kubelet would evict the pod', (t) => {
  // A block of the file system: 4 KiB mostly, and up to 64 KiB (mkfs.ext4(8), mkfs.xfs(8)).
  const block = 65_536n;
  forInjections(t, ({ before, after }) => {
    const own = new Set(before.volumes?.map(({ name }) => name));
    for (const { name, emptyDir } of after.volumes ?? []) {
      const limit = bytes(emptyDir?.sizeLimit);
      assert(own.has(name) || limit === undefined || limit >= block, `${name}: ${limit}`);
    }
  });
});

test('the times of apps, RouDi and between them fit into the grace period, or a warning says that they do not', (t) => {
  forInjections(t, ({ plan: { termination, figures }, after }) => {
    const { gracePeriodSeconds, killAfterSeconds, unsafe } = termination;
    const command = after.initContainers?.find(({ name }) => name === 'iceoryx-roudi')?.command ?? [];
    const [killDelaySeconds = 0, terminationDelaySeconds = 0] = ['-k', '-t'].map((flag) =>
      command.includes(flag) ? Number(command[command.indexOf(flag) + 1]) : 0,
    );
    if (unsafe?.reason !== 'TooShort') {
      assert(killAfterSeconds + killDelaySeconds + terminationDelaySeconds < gracePeriodSeconds);
    }
    assert.equal(figures().find(({ name }) => name === 'RouDiKillDelay')?.value, `${killDelaySeconds} s`);
  });
});
