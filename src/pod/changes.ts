import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { isRecord, isSame, ownValue } from './same.ts';

/** A part of an injected template that its author did not write, and the reason for it. */
export interface Change {
  /** Path from the template down: `['spec', 'containers', 0, 'volumeMounts', 1]`. */
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

/** Reasons by path. Paths identify items of lists by name or mount path. The first match wins. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^metadata\.labels\.iceoryx\.io\/deployment$/, 'ties the pods to their IceoryxDeployment'],
  [/^metadata\.annotations\.iceoryx\.io\/injected$/, 'tells that these pods have RouDi, and what it was made from'],
  [/^metadata\.annotations\.iceoryx\.io\/roudi-config$/, "RouDi's configuration; the pod brings its own"],
  [
    /^metadata\.annotations\.iceoryx\.io\/passwd$/,
    'the users of the apps by name, which iceoryx looks up in every container',
  ],
  [/^metadata\.annotations\.iceoryx\.io\/group$/, 'their groups, which data segments are named after'],
  [/^spec\.shareProcessNamespace$/, 'RouDi and the agent see and signal the processes of the apps'],
  [/^spec\.securityContext\.supplementalGroups$/, 'a group that apps of different users and RouDi have in common'],
  [/^spec\.terminationGracePeriodSeconds$/, 'enough for the apps to stop, and RouDi after them'],
  [/^spec\.resources\.requests/, 'equal to the limit, as it was before RouDi requested anything'],
  [/^metadata\.labels\.iceoryx\.io\/domain$/, 'ties the pods to their IceoryxDomain'],
  [/^metadata\.annotations\.iceoryx\.io\/template$/, 'tells which pods are out of date'],
  [
    /^spec\.initContainers\[iceoryx-directories\]$/,
    "prepares the domain's directories on the node, and copies the agent to where RouDi finds it",
  ],
  [/^spec\.containers\[iceoryx-agent\]$/, 'tells the pods of apps whether RouDi lives, and renews it when it is gone'],
  [/^spec\.volumes\[iceoryx-node\]$/, "the node's directory that the domain's are made in"],
  [/^spec\.priorityClassName$/, 'RouDi is evicted after the apps that need it'],
  [/^spec\.automountServiceAccountToken$/, 'neither RouDi nor the agent asks the API server anything'],
  [/^spec\.enableServiceLinks$/, 'RouDi needs no addresses of Services'],
  [/^spec\.initContainers\[iceoryx-install\]$/, 'copies the agent to where RouDi and the apps find it'],
  [
    /^spec\.initContainers\[iceoryx-agent\]$/,
    'restarts the containers when RouDi is gone, and has the apps stop before RouDi',
  ],
  [/^spec\.initContainers\[iceoryx-roudi\]$/, 'the iceoryx daemon: starts before the apps and stops after them'],
  [/^spec\.volumes\[iceoryx-shm\]$/, 'the segments of RouDi and the apps; memory, as large as they need'],
  [
    /^spec\.volumes\[iceoryx-tmp\]$/,
    "sockets and locks of RouDi and the apps, at the path that is compiled into iceoryx; hides the image's /tmp",
  ],
  [/^spec\.volumes\[iceoryx-config\]$/, 'makes files of the annotations'],
  [/\.volumeMounts\[\/etc\/passwd\]$/, 'the names of the users'],
  [/\.volumeMounts\[\/etc\/group\]$/, 'the names of their groups'],
  [/^spec\.volumes\[iceoryx-domain\]$/, "the domain's directories on the node, which all of its pods share"],
  [/^spec\.volumes\[iceoryx-state\]$/, 'what agent and RouDi tell each other, out of reach of the apps'],
  [/^spec\.volumes\[iceoryx-agent\]$/, "the agent's copy"],
  [/^spec\.volumes\[iceoryx-no-token\]$/, 'empty, in place of the token of the service account'],
  [/\.volumeMounts\[\/iceoryx\]$/, 'the agent, for the hook below, and its files'],
  [/^spec\.(?:nodeSelector|tolerations)/, 'to the nodes of the domain'],
  [/^spec\.affinity/, 'no two pods on a node, where iceoryx lets each runtime name in once'],
  [/\.volumeMounts\[\/dev\/shm\]$/, '/dev/shm is shared with RouDi'],
  [/\.volumeMounts\[\/tmp\]$/, '/tmp is shared with RouDi'],
  [/\.env(?:$|\[CYCLONEDDS_URI\])/, 'shared memory for Cyclone DDS, with the Locator of this RouDi'],
  [/\.terminationMessagePolicy$/, 'an app that fails leaves its last lines in the status of the pod'],
  [
    /\.lifecycle\.preStop$/,
    'stops the apps that the kubelet does not reach, because a shell wraps them, before the shell',
  ],
];

/** Why the operator sets what is at a place, such as `spec.volumes[iceoryx-shm]`; undefined if that needs no reason. */
export function reasonFor(place: string): string | undefined {
  return REASONS.find(([pattern]) => pattern.test(place))?.[1];
}

/**
 * All differences between an injected template and its author's, in the order of the injected one. Templates are
 * compared by value, so it does not matter where they come from.
 */
export function changesOf(template: IPodTemplateSpec, injected: IPodTemplateSpec): Change[] {
  return differences(template, injected, [], '');
}

function differences(before: unknown, after: unknown, path: Change['path'], place: string): Change[] {
  if (isSame(before, after)) {
    return [];
  }
  const reason = reasonFor(place);
  if (reason !== undefined) {
    return [{ path, reason }];
  }
  if (Array.isArray(after)) {
    const items: unknown[] = Array.isArray(before) ? before : [];
    return after.flatMap((item: unknown, index) => {
      const key = keyOf(item) ?? String(index);
      const original = items.find((other, at) => (keyOf(other) ?? String(at)) === key);
      return differences(original, item, [...path, index], `${place}[${key}]`);
    });
  }
  if (isRecord(after)) {
    const fields = isRecord(before) ? before : {};
    return Object.entries(after).flatMap(([key, value]) =>
      differences(ownValue(fields, key), value, [...path, key], place === '' ? key : `${place}.${key}`),
    );
  }
  return [{ path, reason: 'set by the operator' }];
}

/** Name or mount path, which identifies an item of a list. */
export function keyOf(item: unknown): string | undefined {
  const { name, mountPath } = (item ?? {}) as { name?: unknown; mountPath?: unknown };
  const key = mountPath ?? name;
  return typeof key === 'string' ? key : undefined;
}
