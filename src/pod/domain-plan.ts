import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { domainProblems } from '../api/rules/domain.ts';
import type { Problem } from '../api/rules/problem.ts';
import { type Domain, domainOf } from './domain.ts';
import { secondsOf, type Step } from './grace.ts';
import type { IdentityPlan } from './identity/identity.ts';
import { domainIdentity, domainUserProblems } from './identity/of-domain.ts';
import { resourcesAlone } from './resources.ts';
import { commandProblems } from './refusals.ts';
import { planRoudi, releaseFor, type RoudiPlan } from './roudi-plan.ts';

/** Plan of RouDi on the nodes of a domain, derived from the specification. */
export interface DomainPlan extends RoudiPlan {
  readonly domain: Domain;
  readonly identity: IdentityPlan;
  readonly resources: IResourceRequirements;
  /** Value of RouDi's `-k`. */
  readonly killDelaySeconds: number;
  /** How long RouDi waits for apps to leave after they were asked to. */
  readonly settleAtMostSeconds: number;
  readonly gracePeriodSeconds: number;
  /** Steps of the end of its pods, in their order; the first ones are the apps'. */
  readonly steps: { readonly ofApps: readonly Step[]; readonly ofRoudi: readonly Step[] };
}

/**
 * The PIDs that apps report are those of their own pods, and mean nothing in RouDi's. RouDi cannot stop these apps, so it need not wait
 * for them.
 */
const KILL_DELAY_SECONDS = 1;
const AGENTS: Step = { seconds: 3, why: 'agents kill what has not stopped, and end' };
/** RouDi needs 1.6 s, and the hook waits no longer than this. */
const NOTICE: Step = { seconds: 3, why: 'RouDi notices who died' };
/** Time for the kubelet's own steps, and for RouDi to remove its memory. */
const MARGIN: Step = { seconds: 6, why: 'margin' };

export const NO_IMAGE: Problem = {
  path: 'spec.roudi.image',
  value: undefined,
  message: 'image is missing, and the operator has no default for it; add it',
};

/**
 * Plans RouDi's pods of a domain, or returns all its problems.
 *
 * @param object with the operator's default image, see `withDomainImage`
 */
export function planDomain(
  object: IceoryxDomain,
): { plan: DomainPlan; problems?: never } | { plan?: never; problems: readonly Problem[] } {
  const { image } = object.spec.roudi;
  const rules = [...domainProblems(object), ...commandProblems(object.spec.roudi)];
  if (image === undefined || rules.length > 0) {
    return { problems: image === undefined ? [...rules, NO_IMAGE] : rules };
  }
  const given = { ...object.spec.roudi, image };
  const { release, problems: wrong } = releaseFor(given);
  if (release === undefined) {
    return { problems: wrong };
  }
  const impossible = [...wrong, ...domainUserProblems(object.spec)];
  if (impossible.length > 0) {
    return { problems: impossible };
  }
  const domain = domainOf(object);
  const identity = domainIdentity(domain.names);
  const { plan: roudi, problems: tooSmall } = planRoudi(given, release, identity.names);
  if (tooSmall.length > 0) {
    return { problems: tooSmall };
  }
  const killDelaySeconds = given.killDelaySeconds ?? KILL_DELAY_SECONDS;
  const ofApps: Step[] = [{ seconds: domain.appStopSeconds, why: 'apps stop' }, AGENTS];
  const stop: Step = { seconds: killDelaySeconds + (roudi.terminationDelaySeconds ?? 0), why: 'RouDi stops' };
  const ofRoudi: Step[] = [NOTICE, stop, MARGIN];
  return {
    plan: {
      ...roudi,
      domain,
      identity,
      resources: resourcesAlone(roudi.memory.roudi.bytes, given.resources),
      killDelaySeconds,
      settleAtMostSeconds: secondsOf(ofApps),
      gracePeriodSeconds: secondsOf([...ofApps, ...ofRoudi]),
      steps: { ofApps, ofRoudi },
    },
  };
}
