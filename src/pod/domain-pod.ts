import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { fileVolumes, namesAnnotations } from './annotations.ts';
import { agentContainer } from './containers/agent.ts';
import { roudiContainer } from './containers/roudi.ts';
import { shell, sidecar, socketPath } from './containers/sidecar.ts';
import type { DomainPlan } from './domain-plan.ts';
import { DOMAIN_MOUNTS, STATE_MOUNT } from './mounts.ts';
import {
  COMPANION_CONTAINER,
  CONFIG_ANNOTATION,
  DIRECTORIES_CONTAINER,
  DOMAIN_LABEL,
  DOMAIN_VOLUME,
  STATE_VOLUME,
} from './names.ts';
import {
  companion,
  companionReady,
  domainDirectories,
  domainRoudi,
  domainRoudiStarted,
  domainSettle,
} from './scripts/scripts.generated.ts';
import { startSteps } from './start.ts';

/** Where the init container sees the domain's directory on the node. */
const DOMAIN_DIRECTORY = '/domain';
/** A shell that waits, and its probes. */
const SMALL = { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } };
/** A RouDi waits for the apps of the one before, which their links end within seconds. */
const STALE_APPS = { seconds: 30, why: 'apps of the RouDi before leave' };
const MOUNTS = [...DOMAIN_MOUNTS, STATE_MOUNT];

/**
 * The pods of a domain's RouDi, one on each node. An init container readies the directories, RouDi follows as a native
 * sidecar, and the companion beside it holds the FIFO that the links of apps follow. The kubelet stops the companion
 * first, which lets the FIFO go, and RouDi's hook waits until all apps have left: so the order is safe whoever ends the
 * pod, and whether or not an operator is there to see it.
 *
 * @param directory of the domain on the node
 * @param renew whether all containers are restarted in place when RouDi is gone
 */
export function domainPodTemplate(
  { metadata, spec }: IceoryxDomain,
  plan: DomainPlan,
  directory: string,
  renew: boolean,
): IPodTemplateSpec {
  const annotations = { [CONFIG_ANNOTATION]: plan.memory.toml, ...namesAnnotations(plan.identity.names) };
  const volumes: IVolume[] = [
    { name: DOMAIN_VOLUME, hostPath: { path: directory, type: 'DirectoryOrCreate' } },
    { name: STATE_VOLUME, emptyDir: {} },
    ...fileVolumes(annotations),
  ];
  return {
    metadata: { labels: { [DOMAIN_LABEL]: metadata.name }, annotations },
    spec: {
      nodeSelector: { 'kubernetes.io/os': 'linux', ...spec.nodeSelector },
      // Nothing that comes to a node later takes RouDi away from apps that stay.
      tolerations: [...plan.domain.tolerations, { operator: 'Exists', effect: 'NoExecute' }],
      ...(spec.priorityClassName === undefined ? {} : { priorityClassName: spec.priorityClassName }),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: plan.gracePeriodSeconds,
      initContainers: [directoriesContainer(plan), roudiOf(plan)],
      containers: [companionContainer(plan, renew)],
      volumes,
    },
  };
}

/** Root, because the kubelet makes directories of the node as root's; what it does needs no capability. */
function directoriesContainer({ given, identity }: DomainPlan): IContainer {
  const gid = identity.names?.gid ?? 0;
  const { restartPolicy: _, securityContext: __, ...common } = sidecar(given, identity, []);
  return {
    name: DIRECTORIES_CONTAINER,
    ...common,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsUser: 0,
      runAsGroup: gid,
      runAsNonRoot: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    command: shell(domainDirectories, DIRECTORIES_CONTAINER, DOMAIN_DIRECTORY, String(gid)),
    resources: SMALL,
    volumeMounts: [{ name: DOMAIN_VOLUME, mountPath: DOMAIN_DIRECTORY }],
  };
}

function roudiOf(plan: DomainPlan): IContainer {
  const { identity, resources, killDelaySeconds, settleAtMostSeconds, memory, release } = plan;
  return roudiContainer(plan, {
    identity,
    capabilities: [],
    resources,
    killDelaySeconds,
    settleAtMostSeconds,
    start: [...startSteps(memory.segmentBytes, resources), STALE_APPS],
    entrypoint: [domainRoudi, String(STALE_APPS.seconds)],
    startupProbe: [domainRoudiStarted, socketPath(release)],
    preStop: [domainSettle],
    mounts: MOUNTS,
  });
}

function companionContainer({ given, identity }: DomainPlan, renew: boolean): IContainer {
  const { restartPolicy: _, ...base } = sidecar(given, identity, []);
  return agentContainer({
    name: COMPANION_CONTAINER,
    base,
    renew,
    command: shell(companion, COMPANION_CONTAINER, renew ? 'renew' : 'wait'),
    resources: SMALL,
    readinessProbe: shell(companionReady, 'companion-ready'),
    readinessSeconds: 2,
    mounts: MOUNTS,
  });
}
