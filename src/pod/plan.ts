import type { IceoryxDeploymentSpec } from '../api/iceoryx-deployment.generated.ts';
import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import { RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import type { Fault } from './fault.ts';
import { type MemoryPlan, planMemory } from './memory.ts';
import { SHM_DIRECTORY, TMP_DIRECTORY } from './names.ts';
import { type TerminationPlan, planTermination } from './termination.ts';

/** Everything about a pod that follows from the specification: what injection writes and status shows. */
export interface PodPlan {
  readonly release: Release;
  readonly memory: MemoryPlan;
  readonly termination: TerminationPlan;
  /** Names of the containers that use iceoryx. */
  readonly apps: ReadonlySet<string>;
}

/** Works out a pod from a specification, or says everything that stands against it. */
export function planPod(
  spec: IceoryxDeploymentSpec,
): { plan: PodPlan; faults?: never } | { plan?: never; faults: readonly Fault[] } {
  const release = spec.roudi.release === undefined ? releaseOfImage(spec.roudi.image) : RELEASES[spec.roudi.release];
  if (release === undefined) {
    return {
      faults: [
        {
          path: 'spec.roudi.release',
          message: `the image ${spec.roudi.image} does not tell which iceoryx it holds: set this field to one of ${Object.keys(RELEASES).join(', ')}`,
        },
      ],
    };
  }
  const { plan: memory, faults } = planMemory(
    spec.roudi,
    spec.roudi.segments ?? DEFAULT_SEGMENTS,
    spec.sharedMemory,
    release,
  );
  const all = [...faults, ...releaseFaults(spec, release), ...mountFaults(spec), ...hostFaults(spec)];
  if (all.length > 0) {
    return { faults: all };
  }
  const grace = spec.template.spec?.terminationGracePeriodSeconds;
  return {
    plan: {
      release,
      memory,
      termination: planTermination(spec.termination, grace, spec.roudi, release),
      apps: appNames(spec),
    },
  };
}

function appNames(spec: IceoryxDeploymentSpec): ReadonlySet<string> {
  return new Set(spec.containers ?? spec.template.spec?.containers.map(({ name }) => name));
}

function releaseFaults({ roudi }: IceoryxDeploymentSpec, release: Release): Fault[] {
  const faults: Fault[] = [];
  if (roudi.terminationDelaySeconds !== undefined && !release.hasTerminationDelay) {
    faults.push({
      path: 'spec.roudi.terminationDelaySeconds',
      message: `${roudi.terminationDelaySeconds} is set, but iceoryx ${release.id} has no such option and would not start: leave it out`,
    });
  }
  for (const [index, { mempools }] of (roudi.segments ?? []).entries()) {
    for (const [pool, { size }] of mempools.entries()) {
      if (BigInt(size) > release.maxChunkBytes) {
        faults.push({
          path: `spec.roudi.segments[${index}].mempools[${pool}].size`,
          message: `${size} is more than iceoryx ${release.id} can express (${release.maxChunkBytes}): split the payload or use a newer release`,
        });
      }
    }
  }
  return faults;
}

/** A volume of the user's at these paths would leave apps and RouDi without each other, or be hidden silently. */
function mountFaults(spec: IceoryxDeploymentSpec): Fault[] {
  const apps = appNames(spec);
  return [...(spec.template.spec?.containers ?? []), ...(spec.template.spec?.initContainers ?? [])]
    .filter(({ name }) => apps.has(name))
    .flatMap(({ name, volumeMounts = [] }) =>
      volumeMounts
        .map(({ mountPath }) => mountPath.replace(/(?<=.)\/+$/, ''))
        .filter((path) => path === SHM_DIRECTORY || path === TMP_DIRECTORY)
        .map((path) => ({
          path: `spec.template.spec.containers[${name}].volumeMounts`,
          message: `a volume of its own is mounted on ${path}, which this container must share with RouDi: remove the mount, or leave ${name} out of spec.containers`,
        })),
    );
}

function hostFaults({ template }: IceoryxDeploymentSpec): Fault[] {
  return template.spec?.hostPID === true
    ? [
        {
          path: 'spec.template.spec.hostPID',
          message:
            'true is refused: RouDi signals apps by their process numbers and would share them with every process of the node; remove it',
        },
      ]
    : [];
}
