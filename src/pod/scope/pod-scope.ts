import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { formatBinary, formatSize } from '../../api/quantity.ts';
import type { Release } from '../../iceoryx/release.ts';
import { fileVolumes, namesAnnotations } from '../annotations.ts';
import { AGENT_CAPABILITIES, agentContainer } from '../containers/agent.ts';
import { roudiContainer } from '../containers/roudi.ts';
import { shell, sidecar, socketPath } from '../containers/sidecar.ts';
import { cpuFigure } from '../figures.ts';
import { secondsOf, sumOf } from '../grace.ts';
import { podIdentity } from '../identity/of-pod.ts';
import { planVolume } from '../memory.ts';
import { mountProblems, nameMounts, ownTmp } from '../mounts.ts';
import { CONFIG_ANNOTATION, LINK_CONTAINER, SHM_DIRECTORY, SHM_VOLUME, TMP_DIRECTORY, TMP_VOLUME } from '../names.ts';
import type { InjectionRequest } from '../request.ts';
import { planResources } from '../resources.ts';
import { planRoudi } from '../roudi-plan.ts';
import {
  link,
  linkReady,
  roudi as roudiScript,
  roudiStarted,
  settle,
  terminateApps,
} from '../scripts/scripts.generated.ts';
import { startSteps } from '../start.ts';
import { planTermination, sleepProblems } from '../termination.ts';
import type { Scoped } from './scope.ts';

/** As root beside apps of other users, RouDi stops those that are left at its end, and answers through their sockets. */
const ROUDI_CAPABILITIES = ['DAC_OVERRIDE', 'KILL'];

/** Pods with a RouDi of their own. */
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
  const socket = socketPath(release);
  const start = startSteps(segmentBytes, resources.roudi);
  const asks = request.termination?.signalApps === 'Always';
  const roudiLocks = release.names.roudiLocks.map((name) => `${TMP_DIRECTORY}/${name}`);
  const stopApps = [String(termination.killAfterSeconds), asks ? 'ask' : 'wait', ...roudiLocks];
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
        ...fileVolumes(annotations),
      ],
      appMounts: [...mounts, ...nameMounts(identity)],
      // RouDi comes first; link starts once it is up, so a RouDi that cannot start meets the kubelet's ordinary backoff
      // and not a rule that restarts everything at once.
      sidecars: (renew) => [
        roudiContainer(roudi, {
          identity,
          capabilities: ROUDI_CAPABILITIES,
          resources: resources.roudi,
          ...stop,
          start,
          entrypoint: [roudiScript, socket],
          startupProbe: [roudiStarted, socket],
          preStop: [settle, socket],
          mounts,
        }),
        agentContainer({
          name: LINK_CONTAINER,
          base: sidecar(roudi.given, identity, AGENT_CAPABILITIES),
          renew,
          command: shell(link, LINK_CONTAINER, socket, renew ? 'renew' : 'mark'),
          resources: resources.link,
          readinessProbe: shell(linkReady, 'link-ready', socket),
          readinessSeconds: 5,
          preStop: shell(terminateApps, 'terminate-apps', ...stopApps),
          mounts,
        }),
      ],
      readyRole: 'roudi',
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
