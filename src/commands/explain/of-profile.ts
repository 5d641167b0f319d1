import { capabilitiesOfPods } from '../../controllers/nodes/capabilities.ts';
import type { DomainReference } from '../../controllers/pods/domain-reference.ts';
import { deploymentOfPod, observedPod } from '../../controllers/pods/observed-pod.ts';
import { decide, type ProfileDecision } from '../../controllers/profile/decide.ts';
import { surveyOf } from '../../controllers/profile/survey.ts';
import { cachedProfile, type IceoryxProfile, type Node, type Pod } from '../../controllers/resources.ts';
import { inject } from '../../pod/inject.ts';
import type { Settings } from './settings.ts';
import { shapeOf } from './shape.ts';
import type { Explanation } from './view.ts';

/** The state of an IceoryxProfile. */
export interface ProfileFacts {
  readonly object: IceoryxProfile;
  readonly reference: DomainReference | undefined;
  /** Those with a label that names the profile. */
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[] | undefined;
  readonly settings: Settings;
}

/** What pods of any workload get from an IceoryxProfile, by the operator's own decision. */
export function explainProfile(facts: ProfileFacts): Pick<Explanation, 'obstacle' | 'pods' | 'shape'> {
  const { settings, nodes = [] } = facts;
  const decision = decisionFor(facts);
  const pods = podsBy(decision.marks, facts.pods);
  const { plan, obstacle } = decision;
  if (plan === undefined) {
    return { ...(obstacle === undefined ? {} : { obstacle }), pods };
  }
  const { template } = plan.request;
  const { nodeSelector = {} } = plan.request.domain ?? {};
  const capabilities = settings.assumed ?? capabilitiesOfPods({ nodeSelector: { ...nodeSelector } }, nodes);
  return { shape: shapeOf(template, inject(plan, capabilities, settings.images.agent), plan, capabilities), pods };
}

/** What the operator decides about a profile. */
export function decisionFor({
  object,
  reference,
  settings,
}: Pick<ProfileFacts, 'object' | 'reference' | 'settings'>): ProfileDecision {
  return decide({ object: cachedProfile(object), domainReference: reference, ...settings.images });
}

/** @param marks of pods that are up to date; undefined if that is not known */
export function podsBy(marks: ProfileDecision['marks'], pods: readonly Pod[]): NonNullable<Explanation['pods']> {
  const asking = pods.map(observedPod).filter((pod) => deploymentOfPod(pod).length === 0);
  const { injected, outOfDate, missing } = surveyOf(asking, marks);
  return [
    ...missing.map(({ metadata: { name } }) => ({ name, state: 'Missing' as const })),
    ...outOfDate.map(({ metadata: { name } }) => ({ name, state: 'OutOfDate' as const })),
    ...injected.map(({ metadata: { name } }) => ({ name, state: 'Injected' as const })),
  ];
}
