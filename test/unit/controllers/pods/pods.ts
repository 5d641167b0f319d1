import { type ObservedPod, observedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import type { Pod } from '../../../../src/controllers/resources.ts';
import { AGENT_CONTAINER, INSTALL_CONTAINER, ROUDI_CONTAINER } from '../../../../src/pod/names.ts';

export const T0 = Date.parse('2026-01-01T12:00:00Z');

/** A time as Kubernetes writes it, in seconds after T0. */
export function at(seconds: number): string {
  return new Date(T0 + Math.floor(seconds) * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

export interface EndAt {
  readonly code: number;
  readonly from?: number;
  readonly to?: number;
  readonly reason?: string;
  readonly message?: string;
}

/** A container's status, times in seconds after T0. */
export interface ContainerAt {
  readonly name: string;
  readonly ready?: boolean;
  readonly restarts?: number;
  readonly since?: number;
  readonly waiting?: { reason: string; message?: string };
  readonly end?: EndAt;
  readonly lastEnd?: EndAt;
  /** Whether its startup probe has succeeded. */
  readonly started?: boolean;
  /** Id of the container, as the container runtime has it. */
  readonly id?: string;
  /** Further fields of the container in the template. */
  readonly spec?: object;
}

export interface PodAt {
  readonly created?: number;
  readonly unreadySince?: number;
  readonly renews?: boolean;
  readonly deleting?: boolean;
  readonly owner?: string;
  readonly readySince?: number;
  /** Whether it has no sandbox on its node yet. */
  readonly noSandbox?: boolean;
  /** Containers that do not share the memory. */
  readonly strangers?: readonly string[];
}

/** A pod as the API server would send it, as far as the operator reads it. */
export function rawPod(name: string, containers: readonly ContainerAt[], options: PodAt = {}): Pod {
  const { created = 0, unreadySince, readySince, renews = false, deleting = false, strangers = [] } = options;
  const owner = options.owner ?? name.slice(0, name.lastIndexOf('-'));
  const isSidecar = ({ name }: ContainerAt) => [ROUDI_CONTAINER, AGENT_CONTAINER].includes(name);
  const isOurs = (container: ContainerAt) => isSidecar(container) || container.name === INSTALL_CONTAINER;
  const spec = ({ name, spec = {} }: ContainerAt) => ({
    ...spec,
    name,
    volumeMounts: strangers.includes(name) ? [] : [{ name: 'iceoryx-shm', mountPath: '/dev/shm' }],
    ...(name === AGENT_CONTAINER && renews ? { restartPolicyRules: [{ action: 'RestartAllContainers' }] } : {}),
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-of-${name}`,
      labels: { 'iceoryx.io/deployment': 'robot' },
      creationTimestamp: at(created),
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: 'rs', controller: true }],
      ...(deleting ? { deletionTimestamp: at(created) } : {}),
    },
    spec: {
      ...(options.noSandbox === undefined ? {} : { nodeName: 'node-1' }),
      initContainers: containers
        .filter(isOurs)
        .map((each) => ({ ...spec(each), ...(isSidecar(each) ? { restartPolicy: 'Always' } : {}) })),
      containers: containers.filter((each) => !isOurs(each)).map(spec),
    },
    status: {
      conditions: [
        unreadySince === undefined
          ? {
              type: 'Ready',
              status: 'True',
              ...(readySince === undefined ? {} : { lastTransitionTime: at(readySince) }),
            }
          : { type: 'Ready', status: 'False', lastTransitionTime: at(unreadySince) },
        ...(options.noSandbox === undefined
          ? []
          : [{ type: 'PodReadyToStartContainers', status: options.noSandbox ? 'False' : 'True' }]),
      ],
      initContainerStatuses: containers.filter(isOurs).map(statusOf),
      containerStatuses: containers.filter((each) => !isOurs(each)).map(statusOf),
    },
  } as unknown as Pod;
}

export function pod(name: string, containers: readonly ContainerAt[], options: PodAt = {}): ObservedPod {
  return observedPod(rawPod(name, containers, options));
}

/** A pod whose RouDi ran from second 2 on and died at the given second. The app is as old as the pod. */
export function stale(name: string, died = 600, options: PodAt = {}): ObservedPod {
  const agent = {
    name: AGENT_CONTAINER,
    ready: false,
    restarts: 1,
    since: died,
    lastEnd: { code: 75, from: 3, to: died },
  };
  const roudi = { name: ROUDI_CONTAINER, ready: false, restarts: 1, since: died };
  return pod(name, [roudi, agent, { name: 'app', ready: true, since: 4 }], { unreadySince: died, ...options });
}

function statusOf(container: ContainerAt) {
  const { name, ready = false, restarts = 0, since, waiting, end, lastEnd, started, id } = container;
  const state = (of: EndAt) => ({
    terminated: {
      exitCode: of.code,
      ...(of.reason === undefined ? {} : { reason: of.reason }),
      ...(of.message === undefined ? {} : { message: of.message }),
      ...(of.from === undefined ? {} : { startedAt: at(of.from) }),
      ...(of.to === undefined ? {} : { finishedAt: at(of.to) }),
    },
  });
  return {
    name,
    ready,
    restartCount: restarts,
    ...(id === undefined ? {} : { containerID: `containerd://${id}` }),
    ...(started === undefined ? {} : { started }),
    state: end
      ? state(end)
      : since === undefined
        ? waiting
          ? { waiting }
          : {}
        : { running: { startedAt: at(since) } },
    lastState: lastEnd ? state(lastEnd) : {},
  };
}
