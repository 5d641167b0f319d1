import type { IceoryxProfile } from '../../api/iceoryx-profile.ts';
import { fieldAt, type Problem } from '../../api/rules/problem.ts';
import type { KubeObject } from '../../kube/object.ts';
import { changesOf } from '../../pod/changes.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { inject } from '../../pod/inject.ts';
import { markFor, markOf, withMark } from '../../pod/mark.ts';
import { INJECTED_ANNOTATION } from '../../pod/names.ts';
import { ownerWarnings, planWorkload, profileOfDomain } from '../../pod/profile-request.ts';
import { type Ask, askOf, withTemplate, type Workload, workloadOf } from '../../pod/workload.ts';
import { linesOf } from './lines.ts';
import { profileFor } from './profiles.ts';
import { computed, domainFor, type Rendering } from './rendering.ts';
import type { Settings } from './settings.ts';
import { typeOf } from './sources.ts';

/**
 * What becomes of an object whose pods ask for RouDi: it is rendered, or there are faults, one a line. If there is
 * neither, the pods have RouDi already.
 */
export interface Outcome {
  /** The object, for messages. */
  readonly subject: string;
  readonly rendering?: Rendering;
  readonly faults: readonly string[];
}

/** @returns undefined for an object whose pods do not ask */
export function outcomeOf(object: unknown, name: string, settings: Settings): Outcome | undefined {
  const subject = `${typeOf(object).kind} ${name}`;
  const { ask, problems } = askOf(object);
  if (problems.length > 0) {
    return { subject, faults: linesOf(subject, problems) };
  }
  const workload = workloadOf(object);
  return ask === undefined || workload === undefined
    ? undefined
    : { subject, ...answer(ask, workload, subject, settings) };
}

function answer(ask: Ask, workload: Workload, subject: string, settings: Settings): Omit<Outcome, 'subject'> {
  const { capabilities, images, domains } = settings;
  const { namespace = 'default' } = workload;
  const mark = markOf(workload.template);
  const profile = profileOf(ask, namespace, settings);
  if (profile === undefined) {
    // The pods have RouDi already; its author had the profile.
    return { faults: mark === undefined ? linesOf(subject, missing(ask, workload, namespace, settings)) : [] };
  }
  const both = ask.domain === undefined ? `${subject} with IceoryxProfile ${profile.metadata.name}` : subject;
  const refused = (problems: readonly Problem[]) => ({ faults: linesOf(both, problems) });
  const { domain, problem } = domainFor({ metadata: { namespace }, spec: profile.spec }, domains, images.defaultImage);
  if (problem !== undefined) {
    return refused([problem]);
  }
  const digest = markFor({ profile, domain, ...images, restartAllContainers: capabilities.restartAllContainers });
  if (mark !== undefined) {
    return refused(mark === digest ? [] : [otherMark(workload, mark)]);
  }
  const { plan, problems } = planWorkload(workload, profile, domain, images.defaultImage);
  return plan === undefined
    ? refused(problems)
    : { rendering: renderedWith(workload, plan, digest, settings), faults: [] };
}

function renderedWith(
  workload: Workload,
  plan: PodPlan,
  digest: string,
  { capabilities, images }: Settings,
): Rendering {
  const { request } = plan;
  const injected = inject(plan, capabilities, images.agent);
  const template = { ...injected, metadata: withMark(injected.metadata, digest) };
  const isInPlace = capabilities.restartAllContainers && (request.recovery?.mode ?? 'InPlace') === 'InPlace';
  const { warnings, ...rest } = computed(plan, capabilities);
  return {
    object: withTemplate(workload, template) as KubeObject,
    at: workload.at,
    as: 'workload',
    changes: changesOf(request.template, template),
    ...rest,
    warnings: [...ownerWarnings(workload, request, isInPlace), ...warnings],
  };
}

function profileOf({ profile, domain }: Ask, namespace: string, { profiles }: Settings): IceoryxProfile | undefined {
  if (domain !== undefined) {
    return profileOfDomain(domain);
  }
  return profile === undefined ? profiles.preset : profileFor(profile, namespace, profiles);
}

/** Nothing if the profile is there and has faults of its own, which are told anyway. */
function missing({ profile }: Ask, { place }: Workload, namespace: string, { profiles }: Settings): Problem[] {
  const path = fieldAt(place.root, 'metadata.labels');
  if (profile === undefined) {
    const message =
      'the pods ask for RouDi, but name no IceoryxProfile, and --profile gives no single one; add the label iceoryx.io/profile, or give the file of one profile with --profile';
    return [{ path, value: undefined, message }];
  }
  const known = [...profiles.known.keys()].map((key) => key.replace(/^\//, '')).join(', ');
  const message = `IceoryxProfile ${profile} is in none of the files for namespace ${namespace}${known === '' ? '' : `, which have ${known}`}; add its file with --profile, or correct the name`;
  return profiles.wrong.has(profile) ? [] : [{ path, value: profile, message }];
}

function otherMark({ place }: Workload, mark: string): Problem {
  return {
    path: fieldAt(place.root, `metadata.annotations[${INJECTED_ANNOTATION}]`),
    value: mark,
    message:
      'the pods have RouDi already, from another profile, other options or another version of this program; use the object as it was before',
  };
}
