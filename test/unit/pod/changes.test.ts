import test from 'ava';
import { type Change, changesOf } from '../../../src/pod/changes.ts';
import { inject } from '../../../src/pod/inject.ts';
import { AGENT, iceoryxDeployment, planned } from './objects.ts';

type Spec = Parameters<typeof iceoryxDeployment>[0];

/** Paths at which two values differ; a path ends where one side has nothing. */
function differences(before: unknown, after: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) {
    return [path];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const named = (list: unknown[], item: unknown) => {
      const { name, mountPath } = item as { name?: string; mountPath?: string };
      return list.find((other) => {
        const candidate = other as { name?: string; mountPath?: string };
        return candidate.name === name && candidate.mountPath === mountPath;
      });
    };
    return after.flatMap((item, index) => differences(named(before, item), item, [...path, index]));
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    differences(
      (before as Record<string, unknown>)[key] ??
        (Array.isArray((after as Record<string, unknown>)[key]) ? [] : undefined),
      (after as Record<string, unknown>)[key],
      [...path, key],
    ),
  );
}

function isExplained(path: readonly (string | number)[], changes: readonly Change[]): boolean {
  const text = JSON.stringify(path).slice(0, -1);
  return changes.some((change) => {
    const told = JSON.stringify(change.path).slice(0, -1);
    return text.startsWith(told) || told.startsWith(text);
  });
}

const SPECS: Record<string, Spec> = {
  'one app': {},
  'apps with hooks, mounts and init containers': {
    pod: {
      containers: [
        { name: 'app', command: ['sh', '-c', 'a'], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        { name: 'hooked', lifecycle: { preStop: { sleep: { seconds: 1 } } } },
      ],
      initContainers: [{ name: 'first' }],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
  },
  'an app among others': { containers: ['app'], pod: { containers: [{ name: 'other' }, { name: 'app' }] } },
  'a template with its own grace period and process namespace': {
    pod: { terminationGracePeriodSeconds: 60, shareProcessNamespace: true },
  },
};

for (const [what, spec] of Object.entries(SPECS)) {
  test(`everything that injection changes is listed: ${what}`, (t) => {
    const object = iceoryxDeployment(spec);
    const { template } = object.spec;
    const injected = inject(planned(object), { restartAllContainers: true }, AGENT);
    const changes = changesOf(template, injected);
    const untold = differences(template, injected).filter((path) => !isExplained(path, changes));
    t.deepEqual(untold, []);
  });
}

test('a field that the user has set is not listed as an addition', (t) => {
  const object = iceoryxDeployment(SPECS['a template with its own grace period and process namespace']);
  const injected = inject(planned(object), { restartAllContainers: true }, AGENT);
  const told = new Set(changesOf(object.spec.template, injected).map(({ path }) => path.join('.')));
  t.false(told.has('spec.terminationGracePeriodSeconds'));
  t.false(told.has('spec.shareProcessNamespace'));
});
