import { basename, dirname } from 'node:path';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { ImageSet } from '../images/build.ts';

/** Exit code 75 means that RouDi is gone. */
const RENEW = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [75] } }];
const AS_ROOT = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsUser: 0,
  runAsGroup: 0,
  capabilities: { drop: ['ALL'], add: ['KILL'] },
};
const SHARED: IVolumeMount[] = [
  { name: 'iceoryx-shm', mountPath: '/dev/shm' },
  { name: 'iceoryx-tmp', mountPath: '/tmp' },
];
const STATE: IVolumeMount = { name: 'iceoryx-state', mountPath: '/run/iceoryx' };
const COPY = '/iceoryx';
const OWN: IVolumeMount = { name: 'iceoryx-agent', mountPath: COPY };
const AGENT = `${COPY}/agent`;
const MEMORY = { limits: { memory: '16Mi' }, requests: { memory: '16Mi', cpu: '10m' } };
const CONFIG: IVolumeMount = { name: 'iceoryx-config', mountPath: '/etc/iceoryx', readOnly: true };
const ROUDI = ['iox-roudi', '-c', '/etc/iceoryx/roudi.toml'];
const CONFIG_TEXT = '[general]\nversion = 1\n[[segment]]\n[[segment.mempool]]\nsize = 1024\ncount = 1000\n';
const CONFIG_VOLUME = {
  name: 'iceoryx-config',
  downwardAPI: { items: [{ path: 'roudi.toml', fieldRef: { fieldPath: "metadata.annotations['lab/roudi']" } }] },
};
const OWN_VOLUMES = [
  { name: 'iceoryx-state', emptyDir: {} },
  { name: 'iceoryx-agent', emptyDir: { sizeLimit: '8Mi' } },
];

/** Startup probe of RouDi. */
function startup(seconds: number) {
  return {
    exec: { command: [AGENT, 'started', '--within=0.9'] },
    periodSeconds: 1,
    timeoutSeconds: 5,
    failureThreshold: seconds,
  };
}

/**
 * A pod with its own RouDi in the form that the agent requires, written by hand: the agent first, then RouDi, which
 * starts before the apps and stops after them, then the apps.
 */
export function agentPod(
  name: string,
  images: ImageSet['images'],
  agentImage: string,
  apps: readonly IContainer[],
): IPod {
  const agent: IContainer = {
    name: 'iceoryx-agent',
    image: agentImage,
    restartPolicy: 'Always',
    restartPolicyRules: RENEW,
    args: ['pod', '--renew'],
    securityContext: AS_ROOT,
    resources: MEMORY,
    readinessProbe: { exec: { command: ['/agent', 'ready'] }, periodSeconds: 1, failureThreshold: 1 },
    lifecycle: {
      preStop: { exec: { command: ['/agent', 'leave', '--kill-after=10'] } },
    },
    volumeMounts: [...SHARED, STATE],
  };
  const roudi: IContainer = {
    name: 'iceoryx-roudi',
    image: images.roudi.reference,
    restartPolicy: 'Always',
    command: [AGENT, 'roudi', '--', ...ROUDI, '-k', '5'],
    startupProbe: startup(60),
    lifecycle: {
      preStop: { exec: { command: [AGENT, 'settle', '--within=14', '--noticed'] } },
    },
    volumeMounts: [...SHARED, STATE, { ...OWN, readOnly: true }, CONFIG],
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: { 'made-by': 'hand' },
      annotations: { 'lab/roudi': CONFIG_TEXT },
    },
    spec: {
      shareProcessNamespace: true,
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 20,
      initContainers: [installer(agentImage), agent, roudi],
      containers: apps.map((app) => withHook(app, SHARED)),
      volumes: [
        { name: 'iceoryx-shm', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } },
        { name: 'iceoryx-tmp', emptyDir: {} },
        ...OWN_VOLUMES,
        CONFIG_VOLUME,
      ],
    },
  };
}

/**
 * Init container that copies the agent. It has exited before an app starts. If it kept running, an app of the same user
 * could reach it at the moment it restarts, and with it a writable copy.
 */
function installer(agentImage: string): IContainer {
  return {
    name: 'iceoryx-install',
    image: agentImage,
    args: ['install'],
    securityContext: { ...AS_ROOT, capabilities: { drop: ['ALL'] } },
    resources: MEMORY,
    volumeMounts: [OWN],
  };
}

function withHook(app: IContainer, shared: readonly IVolumeMount[]): IContainer {
  return {
    ...app,
    lifecycle: { preStop: { exec: { command: [AGENT, 'stop-apps'] } } },
    volumeMounts: [...shared, { ...OWN, readOnly: true }],
  };
}

const DOMAIN: IVolumeMount[] = [
  { name: 'iceoryx-domain', mountPath: '/dev/shm', subPath: 'shm' },
  { name: 'iceoryx-domain', mountPath: '/tmp', subPath: 'tmp' },
];

/** The pod of a domain's RouDi: its directories on the node, RouDi, and the agent, which stops before RouDi. */
export function domainRoudiPod(name: string, images: ImageSet['images'], agentImage: string, directory: string): IPod {
  const directories: IContainer = {
    name: 'iceoryx-directories',
    image: agentImage,
    args: ['directories', `--below=${basename(directory)}`, '--group=0', `--install=${COPY}`],
    securityContext: { ...AS_ROOT, capabilities: { drop: ['ALL'] } },
    resources: MEMORY,
    volumeMounts: [{ name: 'node', mountPath: '/node' }, OWN],
  };
  const roudi: IContainer = {
    name: 'iceoryx-roudi',
    image: images.roudi.reference,
    restartPolicy: 'Always',
    command: [AGENT, 'roudi', '--scope=domain', '--', ...ROUDI, '-k', '1'],
    startupProbe: startup(90),
    lifecycle: {
      preStop: { exec: { command: [AGENT, 'settle', '--scope=domain', '--within=20', '--noticed'] } },
    },
    volumeMounts: [...DOMAIN, STATE, { ...OWN, readOnly: true }, CONFIG],
  };
  const agent: IContainer = {
    name: 'iceoryx-agent',
    image: agentImage,
    restartPolicy: 'Always',
    restartPolicyRules: RENEW,
    args: ['domain', '--renew'],
    securityContext: AS_ROOT,
    resources: MEMORY,
    readinessProbe: { exec: { command: ['/agent', 'ready'] }, periodSeconds: 1, failureThreshold: 1 },
    volumeMounts: [...DOMAIN, STATE],
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, annotations: { 'lab/roudi': CONFIG_TEXT } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 30,
      shareProcessNamespace: true,
      initContainers: [directories, roudi],
      containers: [agent],
      volumes: [
        { name: 'iceoryx-domain', hostPath: { path: directory, type: '' } },
        { name: 'node', hostPath: { path: dirname(directory), type: 'Directory' } },
        ...OWN_VOLUMES,
        CONFIG_VOLUME,
      ],
    },
  };
}

/** The pod of an app that uses the RouDi of its node. */
export function domainMemberPod(name: string, agentImage: string, app: IContainer, directory: string): IPod {
  const agent: IContainer = {
    name: 'iceoryx-agent',
    image: agentImage,
    restartPolicy: 'Always',
    restartPolicyRules: RENEW,
    args: ['member', '--leave-within=10'],
    securityContext: AS_ROOT,
    resources: MEMORY,
    startupProbe: {
      exec: { command: ['/agent', 'started', '--of=member'] },
      periodSeconds: 1,
      timeoutSeconds: 5,
      failureThreshold: 2 ** 31 - 1,
    },
    readinessProbe: { exec: { command: ['/agent', 'ready'] }, periodSeconds: 1, failureThreshold: 1 },
    lifecycle: { preStop: { exec: { command: ['/agent', 'leave', '--kill-after=10'] } } },
    volumeMounts: [...DOMAIN, STATE],
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      shareProcessNamespace: true,
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 13,
      initContainers: [installer(agentImage), agent],
      containers: [withHook(app, DOMAIN)],
      volumes: [{ name: 'iceoryx-domain', hostPath: { path: directory, type: 'Directory' } }, ...OWN_VOLUMES],
    },
  };
}
