import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { domainProblems } from '../api/rules/domain.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import { type Domain, domainOf } from './domain.ts';
import { secondsOf, type Step } from './grace.ts';
import type { IdentityPlan } from './identity.ts';
import { resourcesAlone } from './resources.ts';
import { planRoudi, releaseFor, type RoudiPlan } from './roudi-plan.ts';

/** RouDi on the nodes of a domain, as it follows from the specification. */
export interface DomainPlan extends RoudiPlan {
  readonly domain: Domain;
  readonly identity: IdentityPlan;
  readonly resources: IResourceRequirements;
  /** RouDi's `-k`. */
  readonly killDelaySeconds: number;
  /** How long RouDi waits for apps to leave, once they are asked to. */
  readonly settleAtMostSeconds: number;
  readonly gracePeriodSeconds: number;
}

/** Numbers that apps report mean nothing in RouDi's process namespace, so whom it cannot stop it need not wait for. */
const KILL_DELAY_SECONDS = 1;
const LINKS: Step = { seconds: 3, why: 'links kill what has not stopped, and end' };
/** It takes 1.6 s, and the hook waits no longer than this. */
const NOTICE: Step = { seconds: 3, why: 'RouDi notices who died' };
/** For the kubelet's own steps, and for RouDi to remove its memory. */
const MARGIN: Step = { seconds: 6, why: 'margin' };

/** Works out RouDi's pods of a domain, or says everything that stands against it. */
export function planDomain(
  object: IceoryxDomain,
): { plan: DomainPlan; problems?: never } | { plan?: never; problems: readonly Problem[] } {
  const given = object.spec.roudi;
  const rules = domainProblems(object);
  if (rules.length > 0) {
    return { problems: rules };
  }
  const { release, problems: wrong } = releaseFor(given);
  if (release === undefined) {
    return { problems: wrong };
  }
  const impossible = [...wrong, ...userProblems(object)];
  if (impossible.length > 0) {
    return { problems: impossible };
  }
  const domain = domainOf(object);
  const identity = identityOf(domain);
  const { plan: roudi, problems: tooSmall } = planRoudi(given, release, identity.names);
  if (tooSmall.length > 0) {
    return { problems: tooSmall };
  }
  const killDelaySeconds = given.killDelaySeconds ?? KILL_DELAY_SECONDS;
  const leave: Step[] = [{ seconds: domain.appStopSeconds, why: 'apps stop' }, LINKS];
  const stop: Step = { seconds: killDelaySeconds + (roudi.terminationDelaySeconds ?? 0), why: 'RouDi stops' };
  return {
    plan: {
      ...roudi,
      domain,
      identity,
      resources: resourcesAlone(roudi.memory.roudi.bytes, given.resources),
      killDelaySeconds,
      settleAtMostSeconds: secondsOf(leave),
      gracePeriodSeconds: secondsOf([...leave, NOTICE, stop, MARGIN]),
    },
  };
}

function identityOf({ names }: Domain): IdentityPlan {
  return names === undefined
    ? { names: undefined, isConfined: false, value: 'root', sum: 'neither spec.identity nor runAsUser of RouDi is set' }
    : {
        names: { ...names, supplementalGroup: undefined },
        isConfined: true,
        value: `RouDi as ${names.users[0]?.name} (${names.uid})`,
        sum: 'the first user of spec.identity, else runAsUser of RouDi',
      };
}

/** RouDi is who the first user says. */
function userProblems({ spec: { identity, roudi } }: IceoryxDomain): Problem[] {
  const { runAsUser, runAsGroup } = roudi.securityContext ?? {};
  const [first] = identity?.users ?? [];
  if (first === undefined) {
    return [];
  }
  const message = (given: number | undefined, wanted: number): string =>
    `${given} is not ${wanted} of '${first.name}', the first user of spec.identity, as which RouDi runs; remove it, or put its user first`;
  return [
    ...unless(
      runAsUser === undefined || runAsUser === first.uid,
      'spec.roudi.securityContext.runAsUser',
      runAsUser,
      message(runAsUser, first.uid),
    ),
    ...unless(
      runAsGroup === undefined || runAsGroup === first.gid,
      'spec.roudi.securityContext.runAsGroup',
      runAsGroup,
      message(runAsGroup, first.gid),
    ),
  ];
}
