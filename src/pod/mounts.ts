import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { type Problem, unless } from '../api/rules/problem.ts';
import type { IdentityPlan } from './identity/identity.ts';
import {
  AGENT_DIRECTORY,
  CONFIG_VOLUME,
  DOMAIN_VOLUME,
  NO_TOKEN_VOLUME,
  SHM_DIRECTORY,
  STATE_DIRECTORY,
  STATE_PREFIX,
  STATE_VOLUME,
  TMP_DIRECTORY,
  TMP_VOLUME,
} from './names.ts';
import { appContainers, type InjectionRequest } from './request.ts';
import type { RoudiPlan } from './roudi-plan.ts';

const ETC_DIRECTORY = '/etc';

/** A mount of an app, with its field path. */
type Mount = IVolumeMount & { readonly field: string };

/**
 * Finds mounts of apps that conflict with the volumes they share with RouDi, and mounts at /tmp, for which the caller
 * decides whether they can be shared. Deeper mounts, such as /tmp/cache, are kept: the runtime sorts mounts by depth
 * (containerd, `orderedMounts`; CRI-O does the same), and their mount points are directories that do no harm, unless
 * iceoryx has a file at the same path.
 *
 * @param isNamed whether apps get /etc/passwd and /etc/group from the pod
 */
export function mountProblems(
  request: InjectionRequest,
  apps: ReadonlySet<string>,
  { memory, release }: Pick<RoudiPlan, 'memory' | 'release'>,
  isNamed: boolean,
): { readonly tmpMounts: readonly Mount[]; readonly problems: readonly Problem[] } {
  const pod = request.template.spec;
  const taken = new Set([
    ...memory.segments.map(({ name }) => `${SHM_DIRECTORY}/${name}`),
    ...[release.names.roudiSocket, ...release.names.roudiLocks].map((name) => `${TMP_DIRECTORY}/${name}`),
  ]);
  const problems: Problem[] = [];
  const tmpMounts: Mount[] = [];
  for (const { container, path } of appContainers(request, apps)) {
    for (const [index, { devicePath = '' }] of (container.volumeDevices ?? []).entries()) {
      problems.push(...deviceProblems(devicePath, `${path}.volumeDevices[${index}].devicePath`));
    }
    for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
      const at = normalized(mount.mountPath);
      const field = `${path}.volumeMounts[${index}]`;
      problems.push(...placeProblems(mount, at, field, taken));
      if (isNamed && at === ETC_DIRECTORY) {
        problems.push(...etcProblems(mount, field, container, pod));
      }
      if (at === TMP_DIRECTORY) {
        tmpMounts.push({ ...mount, field });
      }
    }
  }
  return { tmpMounts, problems };
}

/**
 * The volume at /tmp of pods with a RouDi of their own: the operator's, or an emptyDir that the apps themselves mount
 * there.
 */
export function ownTmp(
  tmpMounts: readonly Mount[],
  pod: IPodSpec,
): { readonly tmpVolume: string; readonly problems: readonly Problem[] } {
  return { tmpVolume: tmpMounts[0]?.name ?? TMP_VOLUME, problems: tmpProblems(tmpMounts, pod) };
}

/** The path at which a container runtime mounts: `tmp`, `/tmp/`, `/./tmp` and `/dev/../tmp` are all /tmp. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}

function deviceProblems(devicePath: string, field: string): Problem[] {
  const at = normalized(devicePath);
  return unless(
    at !== SHM_DIRECTORY && at !== TMP_DIRECTORY,
    field,
    devicePath,
    `${devicePath} is a directory that the container shares with RouDi; use another path for the device`,
  );
}

function placeProblems(mount: IVolumeMount, at: string, field: string, taken: ReadonlySet<string>): Problem[] {
  const { mountPath } = mount;
  return [
    ...unless(
      at !== SHM_DIRECTORY,
      `${field}.mountPath`,
      mountPath,
      `'${mountPath}' is /dev/shm, which the container has to share with RouDi; remove the mount, or leave the container out of spec.containers; spec.sharedMemory.sizeLimit sets the size`,
    ),
    ...unless(
      !taken.has(at) && !at.startsWith(`${TMP_DIRECTORY}/${STATE_PREFIX}`),
      `${field}.mountPath`,
      mountPath,
      `'${mountPath}' is where iceoryx or the operator has a file of its own; use another path`,
    ),
    ...unless(
      at !== AGENT_DIRECTORY && !at.startsWith(`${AGENT_DIRECTORY}/`),
      `${field}.mountPath`,
      mountPath,
      `'${mountPath}' is in ${AGENT_DIRECTORY}, where the container gets the agent that stops its apps; use another path, or leave the container out of spec.containers`,
    ),
  ];
}

/**
 * Rejects mounts at /tmp that cannot be shared. It needs no computed sizes, so it reports them whatever else is wrong
 * with the object.
 */
export function tmpMountProblems(request: InjectionRequest, apps: ReadonlySet<string>): Problem[] {
  const mounts = appContainers(request, apps).flatMap(({ container, path }) =>
    (container.volumeMounts ?? []).flatMap((mount, index) =>
      normalized(mount.mountPath) === TMP_DIRECTORY ? [{ ...mount, field: `${path}.volumeMounts[${index}]` }] : [],
    ),
  );
  return request.domain === undefined ? tmpProblems(mounts, request.template.spec) : sharedTmpProblems(mounts);
}

/** Rejects mounts at /tmp in pods of a domain, because their /tmp belongs to the domain. */
export function sharedTmpProblems(mounts: readonly Mount[]): Problem[] {
  return mounts.map(({ name, field }) => ({
    path: `${field}.name`,
    value: name,
    message: `volume '${name}' is mounted on /tmp, where the sockets of the domain are; remove the mount, use another path, or leave the container out of spec.containers`,
  }));
}

function tmpProblems(mounts: readonly Mount[], { volumes = [] }: IPodSpec): Problem[] {
  const [first] = mounts;
  if (first === undefined) {
    return [];
  }
  const volume = volumes.find(({ name }) => name === first.name);
  return [
    ...unless(
      volume?.emptyDir !== undefined && !(volume.emptyDir.medium ?? '').startsWith('HugePages'),
      `${first.field}.name`,
      first.name,
      `volume '${first.name}' is mounted on /tmp, where RouDi's and all apps' sockets are, but is no emptyDir of the template, which only this pod has; use one, remove the mount, or leave the container out of spec.containers`,
    ),
    ...mounts.flatMap(({ name, field, subPath, subPathExpr, readOnly = false }) => [
      ...unless(
        name === first.name,
        `${field}.name`,
        name,
        `volume '${name}' is mounted on /tmp, but '${first.name}' in another container, and all have to share their sockets there; use the same volume`,
      ),
      ...unless(
        (subPath ?? '') === '' && (subPathExpr ?? '') === '' && !readOnly,
        field,
        subPath ?? subPathExpr ?? readOnly,
        `volume '${name}' is mounted on /tmp in part or read-only, but all apps and RouDi have their sockets there; remove subPath, subPathExpr and readOnly`,
      ),
    ]),
  ];
}

/** Kinds of volumes that a kubelet mounts read-only, regardless of readOnly. */
const READ_ONLY_VOLUMES = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'] as const;

/**
 * Rejects a read-only mount at /etc, unless the app itself mounts passwd and group there. A runtime cannot create a
 * missing mount point in a read-only directory.
 */
function etcProblems(
  { name, mountPath, readOnly = false }: IVolumeMount,
  field: string,
  { volumeMounts = [] }: IContainer,
  { volumes = [] }: IPodSpec,
): Problem[] {
  const volume = volumes.find((each) => each.name === name);
  const paths = new Set(volumeMounts.map((mount) => normalized(mount.mountPath)));
  const isReadOnly = readOnly || READ_ONLY_VOLUMES.some((kind) => volume?.[kind] !== undefined);
  return unless(
    !isReadOnly || ['passwd', 'group'].every((file) => paths.has(`${ETC_DIRECTORY}/${file}`)),
    `${field}.mountPath`,
    mountPath,
    `volume '${name}' is mounted on ${mountPath} and cannot be written, but the names of the users have to be put into it as /etc/passwd and /etc/group; mount its files one by one with subPath, or mount a passwd and a group of your own there`,
  );
}

/** The given mounts without those at whose path the app mounts something of its own. */
export function missingMounts({ volumeMounts = [] }: IContainer, mounts: readonly IVolumeMount[]): IVolumeMount[] {
  const paths = new Set(volumeMounts.map(({ mountPath }) => normalized(mountPath)));
  return mounts.filter(({ mountPath }) => !paths.has(mountPath));
}

/** Mounts of the directories of a domain on its node, for RouDi and all apps. */
export const DOMAIN_MOUNTS: readonly IVolumeMount[] = [
  { name: DOMAIN_VOLUME, mountPath: SHM_DIRECTORY, subPath: 'shm' },
  { name: DOMAIN_VOLUME, mountPath: TMP_DIRECTORY, subPath: 'tmp' },
];
/** Mounted by the agent and RouDi. */
export const STATE_MOUNT: IVolumeMount = { name: STATE_VOLUME, mountPath: STATE_DIRECTORY };
/** Holds a few small files and a FIFO. */
export const STATE: IVolume = { name: STATE_VOLUME, emptyDir: { sizeLimit: '1Mi' } };

/**
 * Keeps the token of the pod's service account out of containers that do not call the API server. The admission plugin
 * mounts the token only if the container mounts nothing else at this path (`DefaultAPITokenMountPath`,
 * plugin/pkg/admission/serviceaccount, 1.36).
 */
export const NO_TOKEN_MOUNT: IVolumeMount = {
  name: NO_TOKEN_VOLUME,
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  readOnly: true,
};
/** It stays empty. On a disk its directory takes a block, and the kubelet evicts a pod for a volume above its limit. */
export const NO_TOKEN: IVolume = { name: NO_TOKEN_VOLUME, emptyDir: { sizeLimit: '1Mi' } };

/** Mounts of /etc/passwd and /etc/group for every container that runs iceoryx, if the pod brings its own names. */
export function nameMounts({ names }: IdentityPlan): IVolumeMount[] {
  return names === undefined
    ? []
    : ['passwd', 'group'].map((file) => ({
        name: CONFIG_VOLUME,
        mountPath: `/etc/${file}`,
        subPath: file,
        readOnly: true,
      }));
}
