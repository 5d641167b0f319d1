import type { KubeClient } from '../../kube/client.ts';
import { isConflict, isForbidden, isNotFound } from '../../kube/errors.ts';
import type { EventRecord } from '../../kube/events.ts';
import { DAEMON_SETS, DEPLOYMENTS, type Resource, STATEFUL_SETS } from '../../kube/resource.ts';
import type { Log } from '../../runtime/log.ts';
import type { Requeue } from '../kit/requeue.ts';
import { FIELD_MANAGER, writeStatus } from '../kit/write-status.ts';
import type { PodOwner } from '../pods/asking.ts';
import { ICEORYX_PROFILES, type IceoryxProfile } from '../resources.ts';
import { asksFor, isRollingOut, outdatedOf, restart, type Restartable, wasRestarted, withRestarts } from './rollout.ts';
import type { Survey } from './survey.ts';

const RESOURCES: Readonly<Record<string, Resource>> = {
  Deployment: DEPLOYMENTS,
  StatefulSet: STATEFUL_SETS,
  DaemonSet: DAEMON_SETS,
};
/** Workloads are not watched, so one with a rollout under way is looked at again. */
const RETRY_MS = 10_000;

/** What was done about workloads whose pods are out of date. */
export interface Restarted extends Requeue {
  /** The object, with the restarts that were decided now in its status. */
  readonly object: IceoryxProfile;
  readonly events: readonly EventRecord[];
  /** Why a workload cannot be restarted. */
  readonly refused?: string | undefined;
}

/** Restarts workloads whose pods are out of date, where the profile wants that. */
export class WorkloadRestarts {
  readonly #client: KubeClient;
  readonly #log: Log;

  constructor(client: KubeClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  /** @param mark that the pods shall have; undefined if no pod can be made now */
  async advance(
    object: IceoryxProfile,
    survey: Survey,
    mark: string | undefined,
    signal: AbortSignal,
  ): Promise<Restarted> {
    if (object.spec.rollout !== 'Automatic' || mark === undefined || survey.outOfDate.length === 0) {
      return { object, events: [] };
    }
    const { metadata, status } = object;
    const records = status?.rollouts ?? [];
    const { begun, next } = outdatedOf(survey, records, mark);
    const refusals: string[] = [];
    const reading = async (owner: PodOwner): Promise<Restartable | undefined> => {
      const { live, refused } = await this.#read(metadata.namespace, owner, metadata.name, signal);
      refusals.push(...(refused === undefined ? [] : [refused]));
      return live;
    };
    const present = await Promise.all(next.map(async (owner) => ({ owner, live: await reading(owner) })));
    const ready = present.filter(({ live }) => live !== undefined && !isRollingOut(live)).map(({ owner }) => owner);
    const rollouts = withRestarts(records, ready, mark, new Date());
    const written =
      ready.length === 0
        ? undefined
        : await writeStatus(this.#client, ICEORYX_PROFILES, object, { ...status, rollouts }, signal);
    const events: EventRecord[] = [];
    for (const record of [...begun, ...rollouts.slice(rollouts.length - ready.length)]) {
      const live = present.find(({ owner }) => isSame(owner, record))?.live ?? (await reading(record));
      if (live === undefined || wasRestarted(live, record)) {
        continue;
      }
      const patch = restart(record, live.metadata.resourceVersion);
      const refused = await this.#patch(metadata.namespace, record, patch, signal);
      if (refused === undefined) {
        const note = `${record.kind} ${record.name} is restarted, because its pods are out of date and spec.rollout is Automatic`;
        events.push({ type: 'Normal', reason: 'Restarted', action: 'Restart', note });
        this.#log.info('workload restarted', { profile: metadata.name, workload: `${record.kind} ${record.name}` });
      } else {
        refusals.push(refused);
      }
    }
    return { object: written ?? object, events, refused: refusals[0], requeueAfterMs: RETRY_MS };
  }

  /** The workload, if its pods ask for the profile. */
  async #read(
    namespace: string | undefined,
    { kind, name }: PodOwner,
    profile: string,
    signal: AbortSignal,
  ): Promise<{ readonly live?: Restartable; readonly refused?: string }> {
    const resource = RESOURCES[kind];
    if (resource === undefined) {
      return {};
    }
    try {
      const live = await this.#client.get<Restartable>(resource, `${namespace}/${name}`, { signal });
      return asksFor(live, profile) ? { live } : {};
    } catch (error) {
      if (isNotFound(error)) {
        return {};
      }
      return { refused: refusalOf(error, kind, name) };
    }
  }

  /** @returns why the API server refuses the restart */
  async #patch(
    namespace: string | undefined,
    { kind, name }: PodOwner,
    patch: object,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const resource = RESOURCES[kind];
    try {
      await (resource &&
        this.#client.patch(resource, `${namespace}/${name}`, patch, { fieldManager: FIELD_MANAGER, signal }));
      return undefined;
    } catch (error) {
      // Another change came in between; it is read again.
      return isConflict(error) || isNotFound(error) ? undefined : refusalOf(error, kind, name);
    }
  }
}

function isSame(a: PodOwner, b: PodOwner): boolean {
  return a.kind === b.kind && a.name === b.name;
}

/** @throws the error unless the operator lacks the right, or a policy refuses the change */
function refusalOf(error: unknown, kind: string, name: string): string {
  if (!isForbidden(error)) {
    throw error;
  }
  return `${kind} ${name} cannot be restarted: ${error.detail}`;
}
