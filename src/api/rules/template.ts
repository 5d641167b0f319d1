import type { IceoryxDeploymentSpec } from '../iceoryx-deployment.generated.ts';
import { fieldAt, list, type Problem, unless } from './problem.ts';

type PodSpec = IceoryxDeploymentSpec['template']['spec'];
type Container = PodSpec['containers'][number];

/** Where a pod template is, and what its owner makes of it. */
export interface TemplatePlace {
  /** Field path of the template in the user's object; empty for a pod. */
  readonly root: string;
  /** Kind of an owner whose pods always restart. Undefined if they may end, as those of a Job. */
  readonly restarting?: string | undefined;
  /** Labels and annotations with the operator's prefix that the author of the template may set. */
  readonly allowed?: ReadonlySet<string>;
}

export const IN_DEPLOYMENT: TemplatePlace = { root: 'spec.template', restarting: 'Deployment' };

/** Names of the containers and volumes that the operator adds (pod/names.ts). */
const RESERVED_CONTAINERS: ReadonlySet<string> = new Set(['iceoryx-agent', 'iceoryx-install', 'iceoryx-roudi']);
const RESERVED_VOLUMES: ReadonlySet<string> = new Set(
  ['shm', 'tmp', 'config', 'domain', 'state', 'agent', 'no-token'].map((name) => `iceoryx-${name}`),
);

/** Rejects fields of a pod template with which RouDi cannot be added. */
export function templateProblems(
  { metadata, spec }: IceoryxDeploymentSpec['template'],
  { root, restarting, allowed }: TemplatePlace,
): Problem[] {
  const path = fieldAt(root, 'spec');
  const { shareProcessNamespace, hostPID, restartPolicy, os, containers, initContainers = [], volumes = [] } = spec;
  const nodeOs = spec.nodeSelector?.['kubernetes.io/os'] ?? 'linux';
  const { ephemeralContainers = [] } = spec;
  return [
    ...(['label', 'annotation'] as const).flatMap((what) => {
      const map = metadata?.[`${what}s`] ?? {};
      const reserved = Object.keys(map).find((key) => key.startsWith('iceoryx.io/') && allowed?.has(key) !== true);
      return unless(
        reserved === undefined,
        fieldAt(root, `metadata.${what}s`),
        map,
        `${what} '${reserved}' has a prefix that is reserved for the operator; use another prefix`,
      );
    }),
    ...unless(
      shareProcessNamespace !== false,
      `${path}.shareProcessNamespace`,
      shareProcessNamespace,
      'shareProcessNamespace is false, but RouDi must see the processes of the applications to stop them; remove it or use true',
    ),
    ...unless(
      hostPID !== true,
      `${path}.hostPID`,
      hostPID,
      'hostPID is true, but RouDi needs a process namespace of the pod, or it would signal processes of the node; remove it',
    ),
    ...unless(
      restarting === undefined || (restartPolicy ?? 'Always') === 'Always',
      `${path}.restartPolicy`,
      restartPolicy,
      `restartPolicy is '${restartPolicy}', but pods of a ${restarting} always restart; remove it or use Always`,
    ),
    ...unless(
      (os?.name ?? 'linux') === 'linux',
      `${path}.os.name`,
      os?.name,
      `os.name is '${os?.name}', but RouDi and its shared memory need Linux; remove it or use linux`,
    ),
    ...unless(
      nodeOs === 'linux',
      `${path}.nodeSelector`,
      spec.nodeSelector,
      `nodeSelector asks for nodes with kubernetes.io/os '${nodeOs}', but RouDi and its shared memory need Linux; remove it or use linux`,
    ),
    ...unless(
      ephemeralContainers.length === 0,
      `${path}.ephemeralContainers`,
      ephemeralContainers,
      'ephemeralContainers are not possible in a template; remove them, and add them to pods that run with kubectl debug',
    ),
    ...containers.flatMap(({ name }, index) => containerNameProblems(name, `${path}.containers[${index}].name`)),
    ...initContainers.flatMap(({ name }, index) =>
      containerNameProblems(name, `${path}.initContainers[${index}].name`),
    ),
    ...volumes.flatMap(({ name }, index) =>
      unless(
        !RESERVED_VOLUMES.has(name),
        `${path}.volumes[${index}].name`,
        name,
        `volume name '${name}' is taken by a volume that the operator adds; choose another name`,
      ),
    ),
  ];
}

function containerNameProblems(name: string, path: string): Problem[] {
  return [
    ...unless(
      !RESERVED_CONTAINERS.has(name),
      path,
      name,
      `container name '${name}' is taken by a container that the operator adds; choose another name`,
    ),
    ...unless(
      /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(name),
      path,
      name,
      `container name '${name}' is not a DNS label; use lower-case letters, digits and '-' only`,
    ),
  ];
}

/** Contradictions between spec.containers and the template. */
export function appProblems(
  { containers: apps }: Pick<IceoryxDeploymentSpec, 'containers'>,
  { spec }: IceoryxDeploymentSpec['template'],
  { root }: TemplatePlace,
): Problem[] {
  const { containers, initContainers = [] } = spec;
  const path = fieldAt(root, 'spec');
  const known = names([...containers, ...initContainers]);
  const unknown = (apps ?? []).filter((app) => !known.includes(app));
  const mounting = names(containers.filter(({ name }) => apps?.includes(name) ?? true).filter(mountsOverSegments));
  const initMounting = names(initContainers.filter(({ name }) => apps?.includes(name)).filter(mountsOverSegments));
  return [
    ...unless(
      unknown.length === 0,
      'spec.containers',
      apps,
      () =>
        `containers names ${list(unknown)}, which ${root || 'the pod'} does not have; use names of containers of the template: ${list(names(containers))}`,
    ),
    ...unless(mounting.length === 0, `${path}.containers`, mounting, () => mountMessage(mounting)),
    ...unless(initMounting.length === 0, `${path}.initContainers`, initMounting, () => mountMessage(initMounting)),
  ];
}

function names(containers: readonly Container[]): string[] {
  return containers.map(({ name }) => name);
}

function mountMessage(containers: readonly string[]): string {
  return `containers ${list(containers)} mount volumes of their own on /dev/shm, which they must share with RouDi; remove these mounts, or leave the containers out of spec.containers; spec.sharedMemory.sizeLimit sets the size`;
}

function mountsOverSegments({ volumeMounts = [] }: Container): boolean {
  return volumeMounts.some(({ mountPath }) => ['/dev/shm', '/dev/shm/'].includes(mountPath));
}
