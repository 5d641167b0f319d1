import { evictPod } from '../../controllers/pods/recovery/evict.ts';
import { restart } from '../../controllers/profile/rollout.ts';
import { ICEORYX_DEPLOYMENTS, ICEORYX_PROFILES } from '../../controllers/resources.ts';
import { toSeconds } from '../../api/time.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isConflict, isNotFound } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, type Resource, STATEFUL_SETS } from '../../kube/resource.ts';
import { DOMAIN_LABEL } from '../../pod/names.ts';
import { pause } from '../../runtime/clock.ts';
import { podsOfWorkload } from '../kit/pods-of.ts';
import { untilSeen, type Watched } from '../kit/until-seen.ts';
import type { EvictionStep, RestartPlan, RolloutStep, RoudiStep, Step } from './plan.ts';
import { controllerOf } from './pods.ts';
import { stateOfEviction, stateOfRollout, stateOfRoudi, type StepState } from './states.ts';

const WORKLOADS = { Deployment: DEPLOYMENTS, StatefulSet: STATEFUL_SETS, DaemonSet: DAEMON_SETS } as const;
const OBJECTS: Readonly<Record<string, Resource>> = {
  IceoryxDeployment: ICEORYX_DEPLOYMENTS,
  IceoryxProfile: ICEORYX_PROFILES,
};
const FIELD_MANAGER = 'kubectl-iceoryx';
/** As `kubectl drain` waits for a PodDisruptionBudget. */
const BLOCKED_RETRY_MS = 5_000;

/** A container without probes counts as ready until its program has failed. */
const SETTLE_MS = 3_000;

/** What shows how far a step is. */
interface Following {
  readonly watched: Readonly<Record<string, Watched>>;
  readonly stateOf: (seen: Readonly<Record<string, readonly KubeObject[]>>) => StepState;
}

export interface PerformOptions {
  readonly signal: AbortSignal;
  readonly waits: boolean;
  readonly onState: (state: StepState) => void;
}

/**
 * Does a step, and follows it until it is Ready or has failed.
 *
 * @throws the signal's reason, ApiError if the API server refuses the step
 */
export async function performStep(
  client: KubeClient,
  plan: RestartPlan,
  step: Step,
  { signal, waits, onState }: PerformOptions,
): Promise<void> {
  const following = await begin(client, plan, step, signal, onState);
  if (waits) {
    await untilSettled(client, following, signal, onState);
  }
}

/** Returns once a step has stayed Ready for a while, or has failed. */
async function untilSettled(
  client: KubeClient,
  { watched, stateOf }: Following,
  signal: AbortSignal,
  onState: (state: StepState) => void,
): Promise<void> {
  const settled = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    await untilSeen(
      client,
      watched,
      (seen) => {
        const state = stateOf(seen);
        onState(state);
        if (!state.isReady) {
          clearTimeout(timer);
          timer = undefined;
        } else {
          timer ??= setTimeout(() => settled.abort(), SETTLE_MS);
        }
        return state.hasFailed === true ? state : undefined;
      },
      AbortSignal.any([signal, settled.signal]),
    );
  } catch (error) {
    if (signal.aborted || !settled.signal.aborted) {
      throw error;
    }
  } finally {
    clearTimeout(timer);
  }
}

async function begin(
  client: KubeClient,
  plan: RestartPlan,
  step: Step,
  signal: AbortSignal,
  onState: (state: StepState) => void,
): Promise<Following> {
  switch (step.is) {
    case 'Rollout':
      return beginRollout(client, plan, step, signal);
    case 'RouDi':
      return beginRoudi(client, step, signal);
    case 'Eviction':
      return beginEviction(client, step, signal, onState);
  }
}

async function beginRollout(
  client: KubeClient,
  { object }: RestartPlan,
  step: RolloutStep,
  signal: AbortSignal,
): Promise<Following> {
  const { namespace, name } = step;
  const resource = WORKLOADS[step.kind];
  const patch = restart({ time: toSeconds(new Date()) }, undefined);
  const live = await client.patch(resource, `${namespace}/${name}`, patch, { fieldManager: FIELD_MANAGER, signal });
  const source = podsOfWorkload(live);
  const owner = OBJECTS[object.kind];
  return {
    watched: {
      workloads: { resource, namespace, fieldSelector: `metadata.name=${name}` },
      ...(source === undefined ? {} : { pods: { resource: PODS, ...source.selection } }),
      ...(owner === undefined
        ? {}
        : { objects: { resource: owner, namespace, fieldSelector: `metadata.name=${object.name}` } }),
    },
    stateOf: ({ workloads = [], pods = [], objects = [] }) =>
      stateOfRollout(step, { workloads, pods, objects }, live.metadata.generation ?? 0),
  };
}

async function beginRoudi(client: KubeClient, step: RoudiStep, signal: AbortSignal): Promise<Following> {
  const { namespace, domain, pod, uid, node, namespaces = [undefined] } = step;
  await ifThere(client.delete(PODS, `${namespace}/${pod}`, { preconditions: { uid }, signal }));
  const ofNode = namespaces.map((each, index) => [
    `pods${index}`,
    { resource: PODS, namespace: each, fieldSelector: `spec.nodeName=${node}` },
  ]);
  return {
    watched: {
      roudis: { resource: PODS, namespace, labelSelector: `${DOMAIN_LABEL}=${domain}` },
      ...(Object.fromEntries(ofNode) as Record<string, Watched>),
    },
    stateOf: ({ roudis = [], ...pods }) => stateOfRoudi(step, { roudis, pods: Object.values(pods).flat() }),
  };
}

async function beginEviction(
  client: KubeClient,
  step: EvictionStep,
  signal: AbortSignal,
  onState: (state: StepState) => void,
): Promise<Following> {
  const { namespace, pod: name, uid, owner } = step;
  const before = new Set<string>();
  await readPages(client, PODS, { namespace, signal }, (pod) => {
    if (controllerOf(pod) === owner.uid) {
      before.add(pod.metadata.uid ?? '');
    }
  });
  for (;;) {
    const { is, why = '' } = await evictPod(client, { metadata: { name, namespace, uid } }, signal);
    if (is !== 'blocked') {
      break;
    }
    onState({
      isReady: false,
      words: 'a PodDisruptionBudget forbids the eviction',
      trouble: `it cannot be evicted: ${why}`,
    });
    await pause(BLOCKED_RETRY_MS, signal);
    signal.throwIfAborted();
  }
  return {
    watched: { pods: { resource: PODS, namespace } },
    stateOf: ({ pods = [] }) => stateOfEviction(step, { pods }, before),
  };
}

/** A pod that is gone, or replaced, needs no deletion. */
async function ifThere(request: Promise<void>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) {
      throw error;
    }
  }
}
