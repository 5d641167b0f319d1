import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { ProfileDecision } from '../../controllers/profile/decide.ts';
import type { IceoryxProfile, Pod } from '../../controllers/resources.ts';
import { markOf } from '../../pod/mark.ts';
import { INJECT_LABEL, JOIN_DOMAIN_ANNOTATION, PROFILE_LABEL } from '../../pod/names.ts';
import { ownerWarnings } from '../../pod/profile-request.ts';
import { askOf } from '../../pod/workload.ts';
import type { Verdict } from '../../webhook/injector.ts';
import { differences, isForeign } from './differences.ts';
import type { Unborn } from './pod-of.ts';
import { shapeOf } from './shape.ts';
import type { Explanation, InjectionView, Next } from './view.ts';
import type { Unasked } from './webhooks.ts';

/** The state of pods that the webhook adds RouDi to if they ask. */
export interface AskingFacts {
  /** The pod that is explained; undefined for a workload. */
  readonly live: Pod | undefined;
  /** The pod that would be created now. Undefined if it is not known how it was written. */
  readonly unborn: Unborn | undefined;
  /** What the webhook would do about it. */
  readonly verdict: Verdict | undefined;
  /** Why the webhook was not, or would not be, asked. */
  readonly unasked: Unasked;
  /** The profile that the pods ask for, and the marks of pods that were made from it today. */
  readonly profile: IceoryxProfile | undefined;
  readonly marks: ProfileDecision['marks'];
  /** Name of the profile that the namespace names for pods that name none. */
  readonly profileOfNamespace: string | undefined;
}

/** Why pods of any workload have RouDi or not, and what the webhook would add now. */
export function explainAsking(facts: AskingFacts): Pick<Explanation, 'injection' | 'next' | 'shape'> {
  const { unborn, verdict } = facts;
  const injection = injectionFor(facts);
  if (unborn === undefined || verdict?.outcome !== 'injected') {
    return { injection };
  }
  const { plan, pod } = verdict.injection;
  const { restartAllContainers } = verdict.capabilities;
  const isInPlace = restartAllContainers && (plan.request.recovery?.mode ?? 'InPlace') === 'InPlace';
  const warnings = ownerWarnings(unborn.workload, plan.request, isInPlace);
  const [before, after] = [unborn.pod, pod].map(templateOf);
  const next = nextOf(facts, after);
  return {
    injection,
    shape: shapeOf(before ?? {}, after ?? {}, plan, verdict.capabilities, warnings),
    ...(next === undefined ? {} : { next }),
  };
}

function injectionFor(facts: AskingFacts): InjectionView {
  const { live, unborn, verdict, unasked, marks } = facts;
  const subject = live ?? unborn?.pod;
  const { ask, problems } = askOf({ apiVersion: 'v1', kind: 'Pod', metadata: subject?.metadata });
  const mark = markOf(subject);
  const asks = asksBy(facts);
  const said = { ...(asks === undefined ? {} : { asks }), ...(mark === undefined ? {} : { mark }) };
  if (mark !== undefined) {
    return { ...said, ...injected(facts, mark), ...(marks === undefined ? {} : { markToday: marksToday(facts) }) };
  }
  if (verdict?.outcome === 'skipped' && verdict.reason === 'MirrorPod') {
    const because = ['the kubelet made it from a file of its node, and runs it as the file says'];
    return { ...said, state: 'Left', reason: verdict.reason, because };
  }
  if (ask === undefined && problems.length === 0) {
    return { ...said, state: 'NotAsking', reason: 'NotAsking', because: whyNotAsking(facts) };
  }
  const refused = verdict?.outcome === 'refused' ? verdict : undefined;
  if (live !== undefined) {
    const now = refused && `it would be refused now, ${refused.reason}: ${refused.message}`;
    const again = `it gets RouDi ${whenAgain(facts)}`;
    return { ...said, state: 'Missing', reason: unasked.reason, because: [unasked.because, now ?? again] };
  }
  if (unasked.reason === 'NoWebhook' || unasked.reason === 'NotSelected') {
    return { ...said, state: 'Missing', reason: unasked.reason, because: [unasked.because] };
  }
  if (refused !== undefined) {
    return { ...said, state: 'Refused', reason: refused.reason, because: [refused.message] };
  }
  return verdict?.outcome === 'injected'
    ? { ...said, state: 'Injected', reason: 'Webhook', because: ['pods that are created now get RouDi by the webhook'] }
    : { ...said, state: 'Unknown', reason: 'Unknown', because: [] };
}

/** Of a pod or template that has RouDi. */
function injected(
  { live, unborn, marks, profile }: AskingFacts,
  mark: string,
): Pick<InjectionView, 'because' | 'reason' | 'state'> {
  const isByCommand = markOf(unborn?.workload.template) !== undefined;
  const how = isByCommand
    ? 'the command inject has added RouDi to the template, or a copy of a pod with RouDi was applied'
    : 'the webhook has added RouDi when the pod was created';
  const what = live === undefined ? 'the template' : 'the pod';
  const reason = isByCommand ? 'Inject' : 'Webhook';
  if (marks === undefined) {
    return { state: 'Injected', reason, because: [how] };
  }
  const from = profile === undefined ? 'its inputs' : `IceoryxProfile ${profile.metadata.name}`;
  return marks.includes(mark)
    ? { state: 'Injected', reason, because: [how, `${what} has what is made from ${from} today`] }
    : {
        state: 'OutOfDate',
        reason,
        because: [
          how,
          `since then ${from}, its IceoryxDomain, or an image of the operator has changed, or this is another version`,
        ],
      };
}

function marksToday({ marks, verdict }: AskingFacts): string | undefined {
  return verdict?.outcome === 'injected' ? verdict.injection.mark : marks?.[0];
}

/** The labels and annotations that ask. */
function asksBy({ live, unborn, profileOfNamespace }: AskingFacts): string | undefined {
  const { labels = {}, annotations = {} } = (live ?? unborn?.pod)?.metadata ?? {};
  const { [PROFILE_LABEL]: profile, [INJECT_LABEL]: inject } = labels;
  const domain = annotations[JOIN_DOMAIN_ANNOTATION];
  if (inject === 'false') {
    return undefined;
  }
  if (domain !== undefined && inject !== undefined) {
    return `label ${INJECT_LABEL}: "${inject}" and annotation ${JOIN_DOMAIN_ANNOTATION}: ${domain}`;
  }
  if (profile !== undefined) {
    return `label ${PROFILE_LABEL}: ${profile}`;
  }
  const named =
    profileOfNamespace === undefined
      ? 'the namespace names no profile'
      : `the namespace names IceoryxProfile ${profileOfNamespace}`;
  return inject === undefined ? undefined : `label ${INJECT_LABEL}: "${inject}"; ${named}`;
}

function whyNotAsking({ live, unborn, profileOfNamespace }: AskingFacts): string[] {
  const { labels = {} } = (live ?? unborn?.pod)?.metadata ?? {};
  if (labels[INJECT_LABEL] === 'false') {
    return [`label ${INJECT_LABEL}: "false" says that it does not ask`];
  }
  const { problems } = askOf(unborn?.workload.object);
  return [
    `no label asks for RouDi: add ${PROFILE_LABEL}: NAME of an IceoryxProfile, or ${INJECT_LABEL}: "true", to the labels of the pod template`,
    ...(profileOfNamespace === undefined
      ? []
      : [
          `the namespace names IceoryxProfile ${profileOfNamespace}, which counts only for pods with ${INJECT_LABEL}: "true"`,
        ]),
    ...problems.map(({ path, message }) => `${path}: ${message}`),
  ];
}

function nextOf(facts: AskingFacts, after: IPodTemplateSpec | undefined): Next | undefined {
  const { live, unborn, profile } = facts;
  if (live === undefined || markOf(live) === undefined) {
    return undefined;
  }
  const isAutomatic = profile?.spec.rollout === 'Automatic' && RESTARTED.has(unborn?.workload.kind ?? '');
  return {
    when: isAutomatic ? 'soon: the operator restarts the workload (spec.rollout: Automatic)' : whenAgain(facts),
    differences: differences(templateOf(live), after, isForeign),
  };
}

function whenAgain({ unborn }: AskingFacts): string {
  const { kind = 'Pod', name = '' } = unborn?.workload ?? {};
  if (kind === 'Pod') {
    return 'when you delete the pod and create it again';
  }
  return RESTARTED.has(kind)
    ? `when the pod is created again, such as by kubectl rollout restart ${kind.toLowerCase()}/${name}`
    : `when ${kind} ${name} creates a pod again`;
}

/** Kinds that the operator and kubectl restart. */
const RESTARTED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

function templateOf({ metadata, spec }: Pick<Pod, 'spec'> & { metadata?: Partial<Pod['metadata']> }): IPodTemplateSpec {
  const { labels, annotations } = metadata ?? {};
  return {
    metadata: { ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) },
    spec,
  } as IPodTemplateSpec;
}
