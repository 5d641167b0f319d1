import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IceoryxDeployment, Roudi } from '../api/iceoryx-deployment.generated.ts';
import { ruleProblems } from '../api/rules.ts';
import type { Problem } from '../api/rules/problem.ts';
import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import { PROVEN_RELEASES, RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { validateConfig } from '../iceoryx/validate.ts';
import { annotationProblems, podAnnotations } from './annotations.ts';
import { type IdentityPlan, planIdentity } from './identity.ts';
import { type MemoryPlan, planMemory } from './memory.ts';
import { type MountPlan, planMounts } from './mounts.ts';
import { injectionRecord } from './record.ts';
import { planResources, type ResourcePlan } from './resources.ts';
import { planTermination, sleepProblems, type TerminationPlan } from './termination.ts';
import { podWarnings } from './warnings.ts';

/** Everything about a pod that follows from the specification: what injection writes and status shows. */
export interface PodPlan {
  readonly release: Release;
  readonly memory: MemoryPlan;
  readonly termination: TerminationPlan;
  /** Names of the containers that use iceoryx. */
  readonly apps: ReadonlySet<string>;
  readonly identity: IdentityPlan;
  readonly mounts: MountPlan;
  readonly resources: ResourcePlan;
  /** Whether hooks in the apps' containers ask apps to stop that the kubelet's signal does not reach. */
  readonly asksApps: boolean;
  /** Whether link sends all apps SIGTERM besides, as soon as the pod is deleted. */
  readonly linkAsks: boolean;
  /** Annotations that the pods get. */
  readonly annotations: Readonly<Record<string, string>>;
  /** What works, but not as well as it could. */
  readonly warnings: readonly Problem[];
}

/**
 * Works out the pods of an object, or says everything that stands against it: what the schema's rules forbid, in case
 * the object is older than they are, and what only shows when sizes are computed.
 */
export function planPod(
  object: IceoryxDeployment,
): { plan: PodPlan; problems?: never } | { plan?: never; problems: readonly Problem[] } {
  const { spec } = object;
  const problems = ruleProblems(object);
  const release = spec.roudi.release === undefined ? releaseOfImage(spec.roudi.image) : RELEASES[spec.roudi.release];
  if (release === undefined || problems.length > 0) {
    return { problems: problems.length > 0 ? problems : [unknownRelease(spec.roudi.image)] };
  }
  const impossible = configProblems(spec.roudi, release);
  if (impossible.length > 0) {
    return { problems: impossible };
  }
  const apps = new Set(spec.containers ?? spec.template.spec.containers.map(({ name }) => name));
  const { plan: identity, problems: unnameable } = planIdentity(spec, apps);
  const { plan: memory, problems: tooSmall } = planMemory(spec.roudi, spec.sharedMemory, release, identity.names);
  const pod = spec.template.spec;
  const termination = planTermination(spec.termination, pod, spec.roudi, release);
  const { plan: mounts, problems: overMounted } = planMounts(pod, apps, release, memory);
  const { plan: resources, problems: unbalanced } = planResources(spec, memory);
  const others = [...unnameable, ...tooSmall, ...sleepProblems(pod, termination), ...overMounted, ...unbalanced];
  if (resources === undefined || others.length > 0) {
    return { problems: others };
  }
  const isApp = ({ name }: IContainer): boolean => apps.has(name);
  const running = pod.containers.filter(isApp);
  const starting = (pod.initContainers ?? []).filter(isApp);
  const sidecars = starting.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const signalApps = spec.termination?.signalApps ?? 'Auto';
  const asks = signalApps !== 'Never';
  const record = injectionRecord(pod, {
    apps: [...running, ...starting],
    hooked: asks ? [...running, ...sidecars] : [],
    termination,
    mounts,
    podRequests: resources.podRequests,
    supplementalGroup: identity.names?.supplementalGroup,
  });
  const annotations = podAnnotations(memory, identity.names, record);
  const tooLong = annotationProblems(spec.template, annotations);
  if (tooLong.length > 0) {
    return { problems: tooLong };
  }
  const warnings = podWarnings(spec, apps, resources);
  return {
    plan: {
      release,
      memory,
      termination,
      apps,
      identity,
      mounts,
      resources,
      asksApps: asks,
      linkAsks: signalApps === 'Always',
      annotations,
      warnings,
    },
  };
}

/** What RouDi would refuse or get wrong and the schema's rules do not know. */
function configProblems({ segments }: Roudi, release: Release): Problem[] {
  return validateConfig(segments ?? DEFAULT_SEGMENTS, release).map(({ path, value, message }) => ({
    path: `spec.roudi.${path}`,
    value,
    message,
  }));
}

function unknownRelease(image: string): Problem {
  return {
    path: 'spec.roudi.release',
    value: undefined,
    message: `the tag of image '${image}' does not tell which iceoryx it holds; set release to one of ${PROVEN_RELEASES.map(({ id }) => id).join(', ')}`,
  };
}
