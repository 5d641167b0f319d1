import { setTimeout as delay } from 'node:timers/promises';
import type { KubeClient } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { Reflector } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { createLog } from '../../src/runtime/log.ts';

/** Connections of the client; more concurrent calls would only wait. */
export const AT_A_TIME = 16;

export const NAMESPACES: Resource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};

export function iceoryxDeployment(namespace: string, name: string): KubeObject {
  const template = { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } };
  const roudi = { image: 'example.com/roudi:2.0.6' };
  return { metadata: { name, namespace }, spec: { replicas: 0, roudi, template } };
}

export function deployment(namespace: string, name: string): KubeObject {
  const labels = { app: name };
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
  };
  return { metadata: { name, namespace }, spec: { replicas: 0, selector: { matchLabels: labels }, template } };
}

/** Creates objects of these names, many concurrently. */
export async function createAll(
  client: KubeClient,
  resource: Resource,
  names: readonly string[],
  make: (name: string) => KubeObject,
): Promise<void> {
  await inParallel(names, (name) => client.create(resource, make(name)));
}

/** Does something for each name, for many concurrently. */
export async function inParallel(names: readonly string[], work: (name: string) => Promise<unknown>): Promise<void> {
  const left = names.values();
  const worker = async (): Promise<void> => {
    for (const name of left) {
      await work(name);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

export function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `bench-${String(index).padStart(5, '0')}`);
}

/**
 * Resolves when this many objects of a namespace have been observed by their controller in their present generation.
 */
export async function allObserved(
  client: KubeClient,
  resource: Resource,
  namespace: string,
  count: number,
  signal: AbortSignal,
): Promise<void> {
  const reflector = new Reflector<KubeObject>(client, resource, { namespace, log: createLog({ level: 'error' }) });
  const end = new AbortController();
  const observed = new Set<string>();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  reflector.onChange(({ object }) => {
    const { observedGeneration = 0 } = (object['status'] ?? {}) as { observedGeneration?: number };
    if (observedGeneration >= (object.metadata.generation ?? 1)) {
      observed.add(object.metadata.name);
    }
    if (observed.size === count) {
      resolve();
    }
  });
  signal.addEventListener('abort', () => reject(new Error(`${observed.size} of ${count} ${resource.plural} in time`)));
  const run = reflector.run(end.signal);
  await promise.finally(() => end.abort());
  await run;
}

/** Waits until a condition holds, at most ten minutes: other programs may keep the machine busy. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 600_000;
  while (!(await holds())) {
    if (performance.now() > end) {
      throw new Error(`not within 10 minutes: ${what}`);
    }
    await delay(100);
  }
}
