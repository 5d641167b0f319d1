import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { type IceoryxProfile, useOf } from '../api/iceoryx-profile.ts';
import type { JsonPatchOperation } from '../kube/options.ts';
import type { AgentImage } from '../pod/agent-image.ts';
import type { Domain } from '../pod/domain.ts';
import { type Capabilities, inject } from '../pod/inject.ts';
import { markFor, withMark } from '../pod/mark.ts';
import { PROFILE_LABEL } from '../pod/names.ts';
import type { Planned } from '../pod/plan.ts';
import type { PodPlan } from '../pod/pod-plan.ts';
import { planWorkload } from '../pod/profile-request.ts';
import type { LabelSelector } from '../pod/request.ts';
import { type Workload, workloadOf } from '../pod/workload.ts';
import type { Problem } from '../api/rules/problem.ts';
import { asWritten, DEFAULT_GRACE_SECONDS, withPoliciesOf } from './as-written.ts';
import { isForeignSidecar } from './foreign-sidecars.ts';
import { jsonPatch } from './json-patch.ts';

/** What a pod is made from, besides itself. */
export interface Ingredients {
  readonly profile: IceoryxProfile;
  /** Whether the profile is one that is stored, and not the defaults of a pod that only joins a domain. */
  readonly isStored: boolean;
  readonly domain: Domain | undefined;
  readonly defaultImage: string | undefined;
  readonly agent: AgentImage;
  readonly capabilities: Capabilities;
  /** Selects the pods of the same controller, which must not share a node in a domain. */
  readonly siblings: LabelSelector | undefined;
}

/** A pod with RouDi, and what it was made from. */
export interface Injected {
  readonly pod: StoredPod;
  readonly plan: PodPlan;
  readonly mark: string;
}

/** A pod with RouDi and the patch to it, or why that is not possible. */
export type Injection =
  | (Injected & { readonly patch: readonly JsonPatchOperation[]; readonly problems?: never })
  | { readonly patch?: never; readonly problems: readonly Problem[] };

/** A pod as API servers send it: decoded, with defaults, and not validated yet. */
export type StoredPod = IPod & { readonly spec: IPodSpec };

/** Adds RouDi to a pod as the API server sends it to webhooks: stored, with its defaults, and perhaps changed by others. */
export function injectionOf(pod: StoredPod, ingredients: Ingredients): Injection {
  const { profile, isStored, domain, defaultImage, agent, capabilities } = ingredients;
  const { plan, problems } = planFor(pod, ingredients);
  if (plan === undefined) {
    return { problems };
  }
  const { metadata, spec } = inject(plan, capabilities, agent);
  const { restartAllContainers } = capabilities;
  const mark = markFor({ profile, domain, defaultImage, agent, restartAllContainers });
  const injected = {
    ...pod,
    metadata: {
      ...withMark(metadata, mark),
      // A pod of a profile can be found by its name, wherever the name comes from.
      labels: { ...metadata?.labels, ...(isStored ? { [PROFILE_LABEL]: profile.metadata.name } : {}) },
    },
    spec: withPoliciesOf(pod.spec, spec as IPodSpec),
  };
  return { patch: jsonPatch(pod, injected), pod: injected, plan, mark };
}

/**
 * The default grace period is kept where it is long enough, and otherwise taken for a period that the author leaves to the
 * operator.
 */
function planFor(pod: StoredPod, { profile, domain, defaultImage, siblings }: Ingredients): Planned {
  const { template, place } = workloadFor(pod, pod.spec);
  // API servers validate a pod after webhooks have changed it.
  const { problems } = useOf(profile, template, place);
  if (problems !== undefined) {
    return { problems };
  }
  const apps = forAppsOnly(profile, pod.spec);
  const planWith = (spec: IPodSpec): Planned =>
    planWorkload({ ...workloadFor(pod, spec), siblings }, apps, domain, defaultImage);
  const spec = asWritten(pod.spec);
  const planned = planWith(spec);
  const { terminationGracePeriodSeconds: period, ...others } = spec;
  if (period !== DEFAULT_GRACE_SECONDS || planned.plan?.termination.unsafe?.reason !== 'TooShort') {
    return planned;
  }
  const computed = planWith(others);
  return (computed.plan?.termination.gracePeriodSeconds ?? 0) > DEFAULT_GRACE_SECONDS ? computed : planned;
}

function workloadFor(pod: StoredPod, spec: IPodSpec): Workload {
  return workloadOf({ ...pod, apiVersion: 'v1', kind: 'Pod', spec }) as Workload;
}

/** The profile for a pod that others may have added containers to, which are no apps unless the profile names them. */
function forAppsOnly(profile: IceoryxProfile, { containers }: IPodSpec): IceoryxProfile {
  const apps = containers.filter((container) => !isForeignSidecar(container)).map(({ name }) => name);
  return profile.spec.containers !== undefined || apps.length === containers.length || apps.length === 0
    ? profile
    : { ...profile, spec: { ...profile.spec, containers: apps } };
}
