import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { commandLine } from '../iceoryx/command-line.ts';
import { namesAnnotations } from './annotations.ts';
import type { DomainPlan } from './domain-plan.ts';
import { fileVolumes } from './inject.ts';
import { RENEW_POD } from './link-container.ts';
import { nameMounts, sharedMounts } from './mounts.ts';
import {
  COMPANION_CONTAINER,
  CONFIG_ANNOTATION,
  CONFIG_DIRECTORY,
  CONFIG_FILE,
  CONFIG_VOLUME,
  DIRECTORIES_CONTAINER,
  DOMAIN_LABEL,
  DOMAIN_VOLUME,
  ROUDI_CONTAINER,
  STATE_DIRECTORY,
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
import { PROBE_TIMEOUT_SECONDS, shell, sidecar, socketPath } from './sidecar.ts';
import { startTime } from './start.ts';

/** Where the init container sees the domain's directory on the node. */
const DOMAIN_DIRECTORY = '/domain';
/** A shell that waits, and its probes. */
const SMALL = { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } };
/** How long a RouDi waits for the apps of the one before, which their links end within seconds. */
const STALE_APPS_SECONDS = 30;
const STATE: IVolumeMount = { name: STATE_VOLUME, mountPath: STATE_DIRECTORY };

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
      initContainers: [directoriesContainer(spec.roudi, plan), roudiContainer(spec.roudi, plan)],
      containers: [companionContainer(spec.roudi, plan, renew)],
      volumes,
    },
  };
}

type Roudi = IceoryxDomain['spec']['roudi'];

/** Root, because the kubelet makes directories of the node as root's; what it does needs no capability. */
function directoriesContainer(roudi: Roudi, plan: DomainPlan): IContainer {
  const gid = plan.identity.names?.gid ?? 0;
  const { restartPolicy: _, securityContext: __, ...common } = sidecar(roudi, plan, []);
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

function roudiContainer(roudi: Roudi, plan: DomainPlan): IContainer {
  const args = commandLine(
    {
      configFile: `${CONFIG_DIRECTORY}/${CONFIG_FILE}`,
      monitoring: roudi.monitoring ?? true,
      killDelaySeconds: plan.killDelaySeconds,
      ...(plan.terminationDelaySeconds === undefined ? {} : { terminationDelaySeconds: plan.terminationDelaySeconds }),
      ...(roudi.logLevel === undefined ? {} : { logLevel: roudi.logLevel }),
      ...(roudi.compatibility === undefined ? {} : { compatibility: roudi.compatibility }),
    },
    plan.release,
  );
  const command = [...(roudi.command ?? ['iox-roudi']), ...args, ...(roudi.extraArgs ?? [])];
  const settleArguments = [String(plan.settleAtMostSeconds), plan.settles ? 'noticed' : 'any'];
  return {
    name: ROUDI_CONTAINER,
    ...sidecar(roudi, plan, []),
    command: shell(domainRoudi, ROUDI_CONTAINER, String(STALE_APPS_SECONDS), ...command),
    ...(roudi.env === undefined ? {} : { env: roudi.env }),
    resources: plan.resources.roudi,
    startupProbe: {
      exec: { command: shell(domainRoudiStarted, 'roudi-started', socketPath(plan)) },
      periodSeconds: 1,
      timeoutSeconds: PROBE_TIMEOUT_SECONDS,
      failureThreshold: startTime(plan).seconds + STALE_APPS_SECONDS,
    },
    lifecycle: { preStop: { exec: { command: shell(domainSettle, 'settle', ...settleArguments) } } },
    volumeMounts: [
      ...sharedMounts({ isDomain: true, tmpVolume: DOMAIN_VOLUME }),
      STATE,
      { name: CONFIG_VOLUME, mountPath: CONFIG_DIRECTORY, readOnly: true },
      ...nameMounts(plan),
    ],
  };
}

function companionContainer(roudi: Roudi, plan: DomainPlan, renew: boolean): IContainer {
  const { restartPolicy: _, ...common } = sidecar(roudi, plan, []);
  return {
    name: COMPANION_CONTAINER,
    ...common,
    // A container has a policy of its own where it has rules.
    ...(renew ? { restartPolicy: 'Always', restartPolicyRules: [RENEW_POD] } : {}),
    command: shell(companion, COMPANION_CONTAINER, renew ? 'renew' : 'wait'),
    resources: SMALL,
    readinessProbe: {
      exec: { command: shell(companionReady, 'companion-ready') },
      periodSeconds: 2,
      timeoutSeconds: PROBE_TIMEOUT_SECONDS,
      failureThreshold: 1,
    },
    volumeMounts: [...sharedMounts({ isDomain: true, tmpVolume: DOMAIN_VOLUME }), STATE],
  };
}
