import { SWEEP_JOB_LABEL } from '../../../controllers/sweep-jobs/job.ts';
import { type KubeObject, objectKey } from '../../../kube/object.ts';
import type { Say } from '../../../terminal/progress.ts';
import { addBelongings, addSweepJobs } from './belongings.ts';
import { Collection } from './collection.ts';
import { type EventsOf, readEvents } from './events.ts';
import { addOperators, type Operators } from './operator.ts';
import type { Lacks } from './ledger.ts';
import type { Reading } from './reading.ts';
import { selectOurs, type Wanted } from './selection.ts';
import { addSurroundings } from './surroundings.ts';

/** The objects of a report, as the API server has them. */
export interface Gathered {
  readonly collection: Collection;
  readonly events: readonly EventsOf[];
  readonly operators: Operators;
  /** Version of the API server; undefined if it does not tell. */
  readonly kubernetes: string | undefined;
  /** Whether all containers of a pod are ours: those of the operator, and of sweeps. */
  readonly isOperator: (pod: KubeObject) => boolean;
}

/**
 * Reads all objects of a report. They are read before any log, because they tell what has to be taken out of those.
 *
 * @param since Events before it are left out, in milliseconds since 1970
 * @throws Error if a name is not there, ConnectionError if the API server does not answer
 */
export async function gather(reading: Reading, wanted: Wanted, since: number | undefined, say: Say): Promise<Gathered> {
  const collection = new Collection();
  say('reading the objects of the operator');
  const labelled = await selectOurs(reading, wanted, collection);
  say('reading their pods');
  await addBelongings(reading, labelled, collection);
  const operators = await addOperators(reading, collection);
  if (!(await addSweepJobs(reading, undefined, collection))) {
    await Promise.all(operators.sweepNamespaces.map((namespace) => addSweepJobs(reading, namespace, collection)));
  }
  say('reading nodes, namespaces and Events');
  await addSurroundings(reading, collection);
  if (collection.all.length === 0) {
    throw new Error(nothingRead(reading.ledger.lacks));
  }
  const events = await readEvents(reading, collection, wanted, since);
  const isOperator = (pod: KubeObject): boolean =>
    operators.pods.has(objectKey(pod)) || pod.metadata.labels?.[SWEEP_JOB_LABEL] !== undefined;
  return { collection, events, operators, kubernetes: await versionOf(reading), isOperator };
}

function nothingRead({ missingRights, unread }: Lacks): string {
  const why = missingRights.length > 0 ? 'this user may read nothing of it' : (unread[0]?.why ?? 'there is nothing');
  return `no report was written, because ${why}; ask an administrator of the cluster for the role view, or to make the report`;
}

async function versionOf({ client, signal }: Reading): Promise<string | undefined> {
  try {
    const { gitVersion, platform } = await client.version({ signal });
    return gitVersion === undefined ? undefined : `${gitVersion}${platform === undefined ? '' : `, ${platform}`}`;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
