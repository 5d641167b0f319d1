import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { formatBinary } from '../api/quantity.ts';
import { domainProblems } from '../api/rules/domain.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import { RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { type Domain, domainOf } from './domain.ts';
import type { IdentityPlan } from './identity.ts';
import { type MemoryPlan, planMemory } from './memory.ts';
import { configProblems, unknownRelease } from './plan.ts';

/** RouDi on the nodes of a domain, as it follows from the specification. */
export interface DomainPlan {
  readonly domain: Domain;
  readonly image: string;
  readonly release: Release;
  readonly memory: MemoryPlan;
  readonly identity: IdentityPlan;
  readonly resources: { readonly roudi: IResourceRequirements };
  /** RouDi's `-k`. */
  readonly killDelaySeconds: number;
  readonly terminationDelaySeconds: number | undefined;
  /** How long RouDi waits for apps to leave, once they are asked to. */
  readonly settleAtMostSeconds: number;
  /** Whether RouDi must have noticed the end of every app before it is stopped. */
  readonly settles: boolean;
  readonly gracePeriodSeconds: number;
}

/** Numbers that apps report mean nothing in RouDi's process namespace, so whom it cannot stop it need not wait for. */
const KILL_DELAY_SECONDS = 1;
/** Links kill what has not stopped, and end. */
const LINK_SECONDS = 3;
/** RouDi notices a dead app after 1.6 s, and the hook waits no longer than this. */
const NOTICE_SECONDS = 3;
/** For the kubelet's own steps, and for RouDi to remove its memory. */
const MARGIN_SECONDS = 6;

/** Works out RouDi's pods of a domain, or says everything that stands against it. */
export function planDomain(
  object: IceoryxDomain,
): { plan: DomainPlan; problems?: never } | { plan?: never; problems: readonly Problem[] } {
  const { roudi } = object.spec;
  const rules = domainProblems(object);
  const release = roudi.release === undefined ? releaseOfImage(roudi.image) : RELEASES[roudi.release];
  if (release === undefined || rules.length > 0) {
    return { problems: rules.length > 0 ? rules : [unknownRelease(roudi.image)] };
  }
  const impossible = [...configProblems(roudi, release), ...userProblems(object)];
  if (impossible.length > 0) {
    return { problems: impossible };
  }
  const domain = domainOf(object);
  const identity = identityOf(domain);
  const { plan: memory, problems: tooSmall } = planMemory(roudi, undefined, release, identity.names);
  if (tooSmall.length > 0) {
    return { problems: tooSmall };
  }
  const killDelaySeconds = roudi.killDelaySeconds ?? KILL_DELAY_SECONDS;
  const terminationDelaySeconds =
    release.flags.terminationDelay === undefined ? undefined : roudi.terminationDelaySeconds;
  const settleAtMostSeconds = domain.appStopSeconds + LINK_SECONDS;
  return {
    plan: {
      domain,
      image: roudi.image,
      release,
      memory,
      identity,
      resources: { roudi: resourcesOf(roudi.resources, memory) },
      killDelaySeconds,
      terminationDelaySeconds,
      settleAtMostSeconds,
      settles: release.abortsOverDeadApps && roudi.monitoring !== false,
      gracePeriodSeconds:
        settleAtMostSeconds + NOTICE_SECONDS + killDelaySeconds + (terminationDelaySeconds ?? 0) + MARGIN_SECONDS,
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

/** A CPU limit would keep RouDi still when many apps start at once. */
const CPU_REQUEST = '50m';

function resourcesOf(given: IResourceRequirements = {}, { roudi }: MemoryPlan): IResourceRequirements {
  const memory = formatBinary(roudi.bytes);
  return {
    ...given,
    requests: { cpu: CPU_REQUEST, memory, ...given.requests },
    limits: { memory, ...given.limits },
  };
}
