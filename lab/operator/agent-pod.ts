import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { ImageSet } from '../images/build.ts';

/** How the agent comes to the other containers: an init container that copies it, or the agent's own container does. */
export type Delivery = 'init' | 'self';

const SHARED: IVolumeMount[] = [
  { name: 'iceoryx-shm', mountPath: '/dev/shm' },
  { name: 'iceoryx-tmp', mountPath: '/tmp' },
];
const STATE: IVolumeMount = { name: 'iceoryx-state', mountPath: '/run/iceoryx' };
const COPY = '/iceoryx';
const OWN: IVolumeMount = { name: 'iceoryx-agent', mountPath: COPY };
const AGENT = `${COPY}/agent`;
const MEMORY = { limits: { memory: '16Mi' }, requests: { memory: '16Mi', cpu: '10m' } };
const RESTRICTED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true };

/**
 * A pod with a RouDi of its own as the agent wants it, written by hand: the agent first, then RouDi, which it starts
 * before and stops after, then the apps.
 */
export function agentPod(
  name: string,
  images: ImageSet['images'],
  agentImage: string,
  apps: readonly IContainer[],
  delivery: Delivery,
): IPod {
  const asRoot = { ...RESTRICTED, runAsUser: 0, runAsGroup: 0, capabilities: { drop: ['ALL'], add: ['KILL'] } };
  const agent: IContainer = {
    name: 'iceoryx-agent',
    image: agentImage,
    restartPolicy: 'Always',
    restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [75] } }],
    args: ['pod', '--renew', ...(delivery === 'self' ? [`--install=${COPY}`] : [])],
    securityContext: asRoot,
    resources: MEMORY,
    readinessProbe: { exec: { command: ['/agent', 'ready'] }, periodSeconds: 1, failureThreshold: 1 },
    lifecycle: {
      postStart: { exec: { command: ['/agent', 'started', '--of=agent'] } },
      preStop: { exec: { command: ['/agent', 'leave', '--kill-after=10'] } },
    },
    volumeMounts: [...SHARED, STATE, ...(delivery === 'self' ? [OWN] : [])],
  };
  const copies: IContainer = {
    name: 'iceoryx-install',
    image: agentImage,
    args: ['install'],
    securityContext: asRoot,
    resources: MEMORY,
    volumeMounts: [OWN],
  };
  const roudi: IContainer = {
    name: 'iceoryx-roudi',
    image: images.roudi.reference,
    restartPolicy: 'Always',
    command: [AGENT, 'roudi', '--', 'iox-roudi', '-c', '/etc/iceoryx/roudi.toml', '-k', '5'],
    startupProbe: {
      exec: { command: [AGENT, 'started'] },
      periodSeconds: 1,
      timeoutSeconds: 5,
      failureThreshold: 60,
    },
    lifecycle: { preStop: { exec: { command: [AGENT, 'settle', '--within=14', '--noticed'] } } },
    volumeMounts: [
      ...SHARED,
      STATE,
      { ...OWN, readOnly: true },
      { name: 'iceoryx-config', mountPath: '/etc/iceoryx', readOnly: true },
    ],
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: { 'made-by': 'hand' },
      annotations: {
        'lab/roudi': '[general]\nversion = 1\n[[segment]]\n[[segment.mempool]]\nsize = 1024\ncount = 1000\n',
      },
    },
    spec: {
      shareProcessNamespace: true,
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 20,
      initContainers: [...(delivery === 'init' ? [copies] : []), agent, roudi],
      containers: apps.map((app) => ({
        ...app,
        lifecycle: { preStop: { exec: { command: [AGENT, 'stop-apps'] } } },
        volumeMounts: [...SHARED, { ...OWN, readOnly: true }],
      })),
      volumes: [
        { name: 'iceoryx-shm', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } },
        { name: 'iceoryx-tmp', emptyDir: {} },
        { name: 'iceoryx-state', emptyDir: {} },
        { name: 'iceoryx-agent', emptyDir: { sizeLimit: '8Mi' } },
        {
          name: 'iceoryx-config',
          downwardAPI: {
            items: [{ path: 'roudi.toml', fieldRef: { fieldPath: "metadata.annotations['lab/roudi']" } }],
          },
        },
      ],
    },
  };
}
