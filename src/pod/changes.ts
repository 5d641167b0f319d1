import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import {
  CONFIG_ANNOTATION,
  CONFIG_VOLUME,
  DEPLOYMENT_LABEL,
  GROUP_ANNOTATION,
  LINK_CONTAINER,
  PASSWD_ANNOTATION,
  ROUDI_CONTAINER,
  SHM_VOLUME,
  TMP_VOLUME,
} from './names.ts';

/** A part of an injected template that its author did not write, and why it is there. */
export interface Change {
  /** From the template down: `['spec', 'containers', 0, 'volumeMounts', 1]`. */
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

const VOLUMES: Readonly<Record<string, string>> = {
  [SHM_VOLUME]: 'the segments of RouDi and the apps; memory, as large as they need',
  [TMP_VOLUME]:
    "sockets and locks of RouDi and the apps, at the path that is compiled into iceoryx; hides the image's /tmp",
  [CONFIG_VOLUME]: 'makes files of the annotations',
};

const ANNOTATIONS: Readonly<Record<string, string>> = {
  [CONFIG_ANNOTATION]: "RouDi's configuration; the pod brings its own",
  [PASSWD_ANNOTATION]: 'the users of the apps by name, which iceoryx looks up in every container',
  [GROUP_ANNOTATION]: 'their groups, which data segments are named after',
};

/** What injection added to a template, in the order in which it stands there. */
export function changesOf(template: IPodTemplateSpec, injected: IPodTemplateSpec): Change[] {
  const { spec: before } = template;
  const { spec: after } = injected;
  return [
    { path: ['metadata', 'labels', DEPLOYMENT_LABEL], reason: 'ties the pods to their IceoryxDeployment' },
    ...Object.entries(ANNOTATIONS).flatMap(([name, reason]) =>
      injected.metadata?.annotations?.[name] === undefined ? [] : [{ path: ['metadata', 'annotations', name], reason }],
    ),
    ...(before?.shareProcessNamespace === true
      ? []
      : [
          {
            path: ['spec', 'shareProcessNamespace'],
            reason: 'RouDi and link see and signal the processes of the apps',
          },
        ]),
    ...(before?.securityContext?.supplementalGroups?.length === after?.securityContext?.supplementalGroups?.length
      ? []
      : [
          {
            path: ['spec', 'securityContext', 'supplementalGroups'],
            reason: 'a group that apps of different users and RouDi have in common',
          },
        ]),
    ...(before?.terminationGracePeriodSeconds === after?.terminationGracePeriodSeconds
      ? []
      : [
          {
            path: ['spec', 'terminationGracePeriodSeconds'],
            reason: 'enough for the apps to stop, and RouDi after them',
          },
        ]),
    ...containerChanges('initContainers', before?.initContainers ?? [], after?.initContainers ?? []),
    ...containerChanges('containers', before?.containers ?? [], after?.containers ?? []),
    ...(after?.volumes ?? []).flatMap(({ name }, index) =>
      VOLUMES[name] === undefined ? [] : [{ path: ['spec', 'volumes', index], reason: VOLUMES[name] }],
    ),
  ];
}

const MOUNTS: Readonly<Record<string, string>> = {
  '/etc/passwd': 'the names of the users',
  '/etc/group': 'the names of their groups',
};

const SIDECARS: Readonly<Record<string, string>> = {
  [ROUDI_CONTAINER]: 'the iceoryx daemon: starts before everything else and stops after it',
  [LINK_CONTAINER]: 'renews the pod when RouDi is gone, and has the apps stop before RouDi does',
};

function containerChanges(list: string, before: readonly IContainer[], after: readonly IContainer[]): Change[] {
  return after.flatMap((container, index) => {
    const path = ['spec', list, index];
    const original = before.find(({ name }) => name === container.name);
    if (original === undefined) {
      return [{ path, reason: SIDECARS[container.name] ?? 'added' }];
    }
    const mounts = (container.volumeMounts ?? []).slice(original.volumeMounts?.length ?? 0);
    return [
      ...mounts.map(({ mountPath }) => ({
        path: [
          ...path,
          'volumeMounts',
          (container.volumeMounts ?? []).findIndex((mount) => mount.mountPath === mountPath),
        ],
        reason: MOUNTS[mountPath] ?? `${mountPath} is shared with RouDi`,
      })),
      ...(container.lifecycle?.preStop === original.lifecycle?.preStop
        ? []
        : [
            {
              path: [...path, 'lifecycle', 'preStop'],
              reason: 'keeps the kubelet from stopping the app before link has asked it to',
            },
          ]),
    ];
  });
}
