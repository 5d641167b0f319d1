import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { formatBinary, formatSize } from '../../api/quantity.ts';
import type { Release } from '../../iceoryx/release.ts';
import { fileVolumes, namesAnnotations } from '../annotations.ts';
import { agentContainer } from '../containers/agent.ts';
import { roudiContainer } from '../containers/roudi.ts';
import { locksOption, socketOption, unaskedOption } from '../containers/runtime-options.ts';
import { AGENT_VOLUMES, installContainer } from '../delivery.ts';
import { COMMON_TO_POD } from '../cyclonedds.ts';
import { cpuFigure } from '../figures.ts';
import { secondsOf, sumOf } from '../grace.ts';
import { agentSecurityContext } from '../identity/agent-user.ts';
import { podIdentity } from '../identity/of-pod.ts';
import { planVolume } from '../memory.ts';
import { mountProblems, nameMounts, NO_TOKEN_MOUNT, ownTmp, STATE_MOUNT } from '../mounts.ts';
import { CONFIG_ANNOTATION, SHM_DIRECTORY, SHM_VOLUME, TMP_DIRECTORY, TMP_VOLUME } from '../names.ts';
import type { InjectionRequest } from '../request.ts';
import { planResources } from '../resources.ts';
import { planRoudi } from '../roudi-plan.ts';
import { startSteps } from '../start.ts';
import { planTermination, sleepProblems } from '../termination.ts';
import type { Scoped } from './scope.ts';

/**
 * Capabilities of a RouDi that runs as root beside apps of other users. KILL lets it stop the apps that are left when
 * it ends, DAC_OVERRIDE lets it answer through their sockets.
 */
const ROUDI_CAPABILITIES = ['DAC_OVERRIDE', 'KILL'];

/** Scope of pods with a RouDi of their own. */
export function podScope(request: InjectionRequest, apps: ReadonlySet<string>, release: Release): Scoped {
  const pod = request.template.spec;
  const { plan: identity, problems: unnameable } = podIdentity(request, apps);
  const { names } = identity;
  const { plan: roudi, problems: tooSmall } = planRoudi(request.roudi, release, names);
  const { segmentBytes } = roudi.memory;
  const { volume, problems: tooTight } = planVolume(request.sharedMemory, segmentBytes);
  const memory = { ...roudi.memory, volume };
  const { termination, stop } = planTermination(request, roudi);
  const { tmpMounts, problems: overMounted } = mountProblems(request, apps, roudi, names !== undefined);
  const { tmpVolume, problems: unshared } = ownTmp(tmpMounts, pod);
  const { plan: resources, problems: unbalanced } = planResources(request, memory.roudi.bytes);
  const problems = [
    ...unnameable,
    ...tooTight,
    ...tooSmall,
    ...overMounted,
    ...unshared,
    ...unbalanced,
    ...sleepProblems(request, termination),
  ];
  if (resources === undefined || problems.length > 0) {
    return { problems };
  }
  const annotations = { [CONFIG_ANNOTATION]: memory.toml, ...namesAnnotations(names) };
  const mounts: IVolumeMount[] = [
    { name: SHM_VOLUME, mountPath: SHM_DIRECTORY },
    { name: tmpVolume, mountPath: TMP_DIRECTORY },
  ];
  const start = startSteps(segmentBytes, resources.roudi);
  const asks = request.termination?.signalApps === 'Always';
  return {
    scope: {
      identity,
      memory,
      termination,
      resources,
      annotations,
      volumes: [
        { name: SHM_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: formatBinary(volume.bytes) } },
        ...(tmpVolume === TMP_VOLUME ? [{ name: TMP_VOLUME, emptyDir: {} }] : []),
        ...AGENT_VOLUMES,
        ...fileVolumes(annotations),
      ],
      appMounts: [...mounts, ...nameMounts(identity)],
      // The kubelet stops sidecars in reverse order, so the agent stops last and sees the others stop.
      sidecars: (renew, agent) => [
        installContainer(
          agent,
          agentSecurityContext(identity.agent, false),
          resources.agent,
          request.cycloneDDS === undefined ? undefined : COMMON_TO_POD,
        ),
        agentContainer({
          agent,
          user: identity.agent,
          isSidecar: true,
          renew,
          args: [
            'pod',
            ...(renew ? ['--renew'] : []),
            ...unaskedOption(request),
            ...socketOption(release),
            ...locksOption(release),
          ],
          resources: resources.agent,
          preStop: ['leave', `--kill-after=${termination.killAfterSeconds}`, ...(asks ? ['--ask'] : [])],
          mounts: [...mounts, STATE_MOUNT, NO_TOKEN_MOUNT],
        }),
        roudiContainer(roudi, {
          identity,
          capabilities: ROUDI_CAPABILITIES,
          resources: resources.roudi,
          ...stop,
          start,
          scope: [],
          entry: [],
          mounts,
        }),
      ],
      fits: () =>
        `the segments take ${formatSize(segmentBytes)} of a volume of ${formatSize(volume.bytes)}; RouDi may use ${formatSize(memory.roudi.bytes)}`,
      figures: () => [
        { name: 'SharedMemoryVolume', value: `${volume.bytes} bytes`, sum: volume.sum },
        { name: 'RouDiMemory', value: `${memory.roudi.bytes} bytes`, sum: memory.roudi.sum },
        { name: 'RouDiStart', value: `${secondsOf(start)} s`, sum: sumOf(start) },
        { name: 'RouDiCpu', ...cpuFigure(resources.roudi) },
        {
          name: 'RouDiStop',
          value: `${stop.settleAtMostSeconds} s`,
          sum: 'at the latest, whatever the apps do, so that its kill delay still fits into the grace period',
        },
        { name: 'RouDiKillDelay', value: `${stop.killDelaySeconds} s`, sum: stop.killDelaySum },
      ],
      fingerprint: request.identity === undefined ? [] : [request.identity],
    },
  };
}
