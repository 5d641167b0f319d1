import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { type Problem, unless } from '../api/rules/problem.ts';
import type { Release } from '../iceoryx/release.ts';
import type { IdentityPlan } from './identity.ts';
import type { MemoryPlan } from './memory.ts';
import {
  CONFIG_VOLUME,
  DOMAIN_VOLUME,
  SHM_DIRECTORY,
  SHM_VOLUME,
  STATE_PREFIX,
  TMP_DIRECTORY,
  TMP_VOLUME,
} from './names.ts';
import { fieldOf, type InjectionRequest } from './request.ts';

/** The volumes that RouDi, link and all apps share. */
export interface MountPlan {
  /** Name of the volume at /tmp: the operator's, or an emptyDir of the template that apps mount there themselves. */
  readonly tmpVolume: string;
  /** Whether they are directories of the node, which other pods share too. */
  readonly isDomain: boolean;
}

const ETC_DIRECTORY = '/etc';

/**
 * Which volumes are shared, and what apps mount that stands against it. Deeper mounts, such as /tmp/cache, stay: the
 * runtime sorts mounts by depth (containerd, `orderedMounts`; CRI-O alike), and their mount points are directories that
 * nobody minds, unless they are where iceoryx has a file.
 *
 * @param isNamed whether apps get /etc/passwd and /etc/group of the pod
 * @param isDomain whether other pods share them too
 */
export function planMounts(
  request: InjectionRequest,
  apps: ReadonlySet<string>,
  release: Release,
  { segments }: MemoryPlan,
  isNamed: boolean,
  isDomain = false,
): { readonly plan: MountPlan; readonly problems: readonly Problem[] } {
  const pod = request.template.spec;
  const taken = new Set([
    ...segments.map(({ name }) => `${SHM_DIRECTORY}/${name}`),
    ...[release.names.roudiSocket, ...release.names.roudiLocks].map((name) => `${TMP_DIRECTORY}/${name}`),
  ]);
  const problems: Problem[] = [];
  const tmpMounts: Mount[] = [];
  for (const { container, path } of appsOf(request, apps)) {
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
  return {
    plan: { tmpVolume: isDomain ? DOMAIN_VOLUME : (tmpMounts[0]?.name ?? TMP_VOLUME), isDomain },
    problems: [...problems, ...(isDomain ? sharedTmpProblems(tmpMounts) : tmpProblems(tmpMounts, pod))],
  };
}

type Mount = IVolumeMount & { readonly field: string };

function appsOf(request: InjectionRequest, apps: ReadonlySet<string>): { container: IContainer; path: string }[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (request.template.spec[list] ?? [])
      .map((container, index) => ({ container, path: fieldOf(request, `spec.${list}[${index}]`) }))
      .filter(({ container }) => apps.has(container.name)),
  );
}

/** The path that a container runtime mounts at: `tmp`, `/tmp/`, `/./tmp` and `/dev/../tmp` are all /tmp. */
export function normalized(path: string): string {
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
  ];
}

/** In a domain, /tmp is not the pod's own. */
function sharedTmpProblems(mounts: readonly Mount[]): Problem[] {
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

/** Kinds of volumes that a kubelet mounts read-only, whatever readOnly says. */
const READ_ONLY_VOLUMES = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'] as const;

/** No runtime can put a file into a directory that is read-only and has none of that name. */
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

/** What an app lacks of the shared volumes and of names; where it mounts files of its own, they stay. */
export function mountsFor(
  { volumeMounts = [] }: IContainer,
  plan: { readonly mounts: MountPlan; readonly identity: IdentityPlan },
): IVolumeMount[] {
  const paths = new Set(volumeMounts.map(({ mountPath }) => normalized(mountPath)));
  return [...sharedMounts(plan.mounts), ...nameMounts(plan)].filter(({ mountPath }) => !paths.has(mountPath));
}

/** What RouDi, link and every app must see alike: segments, and sockets with their locks. */
export function sharedMounts({ tmpVolume, isDomain }: MountPlan): IVolumeMount[] {
  if (isDomain) {
    return [
      { name: DOMAIN_VOLUME, mountPath: SHM_DIRECTORY, subPath: 'shm' },
      { name: DOMAIN_VOLUME, mountPath: TMP_DIRECTORY, subPath: 'tmp' },
    ];
  }
  return [
    { name: SHM_VOLUME, mountPath: SHM_DIRECTORY },
    { name: tmpVolume, mountPath: TMP_DIRECTORY },
  ];
}

/** Names of users and groups, for every container that runs iceoryx, where the pod brings its own. */
export function nameMounts({ identity }: { readonly identity: IdentityPlan }): IVolumeMount[] {
  return identity.names === undefined
    ? []
    : ['passwd', 'group'].map((file) => ({
        name: CONFIG_VOLUME,
        mountPath: `/etc/${file}`,
        subPath: file,
        readOnly: true,
      }));
}
