import type { KubeObject } from '../../../kube/object.ts';
import { NAMESPACES, NODES, PODS } from '../../../kube/resource.ts';
import { recordAt } from '../../../pod/workload.ts';
import type { Collection } from './collection.ts';
import { keptDefinition } from './kept.ts';
import { newest } from './order.ts';
import type { Reading } from './reading.ts';
import { DEFINITIONS, DISRUPTION_BUDGETS, LIMIT_RANGES, RESOURCE_QUOTAS } from '../../kit/resources.ts';
import { OURS } from './resources.ts';

const MOST = 50;
const MOST_NODES = 100;

/** Adds what decides about pods besides the operator: nodes, namespaces with their limits, and our definitions. */
export async function addSurroundings(reading: Reading, into: Collection): Promise<void> {
  await Promise.all([addNodes(reading, into), addDefinitions(reading, into), addNamespaces(reading, into)]);
}

/** Those with pods of the report first. */
async function addNodes(reading: Reading, into: Collection): Promise<void> {
  const used = new Set(into.of(PODS).map((pod) => recordAt(pod, ['spec'])['nodeName']));
  const order = (a: KubeObject, b: KubeObject): number =>
    Number(used.has(b.metadata.name)) - Number(used.has(a.metadata.name)) || newest(a, b);
  into.add(NODES, await reading.best(NODES, {}, MOST_NODES, order));
}

async function addDefinitions(reading: Reading, into: Collection): Promise<void> {
  const names = OURS.map(({ plural, group }) => `${plural}.${group}`);
  const found = await Promise.all(names.map((name) => reading.get(DEFINITIONS, name)));
  into.add(
    DEFINITIONS,
    found.map((definition) => definition && keptDefinition(definition)),
  );
}

async function addNamespaces(reading: Reading, into: Collection): Promise<void> {
  const all = [...into.namespaces].toSorted();
  if (all.length > MOST) {
    reading.ledger.leaveOut(
      `quotas, limits and Events of ${all.length - MOST} more namespaces`,
      `there are more than ${MOST}`,
    );
  }
  await Promise.all(
    all.slice(0, MOST).map(async (namespace) => {
      into.add(NAMESPACES, [await reading.get(NAMESPACES, namespace)]);
      for (const resource of [DISRUPTION_BUDGETS, RESOURCE_QUOTAS, LIMIT_RANGES]) {
        into.add(resource, await reading.best(resource, { namespace }, MOST, newest));
      }
    }),
  );
}
