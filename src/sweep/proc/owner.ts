import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readProcText } from './read.ts';

/** Identifies a process and its pod. */
export interface Owner {
  readonly pid: number;
  /** Command as the kernel has it: at most 15 bytes, chosen by the process. */
  readonly command: string;
  /** Id of its container, if its control groups contain one. */
  readonly container?: string;
  /** Its pod: `namespace/name` if the node's logs show it, otherwise the uid. */
  readonly pod?: string;
}

const POD = /pod(?<uid>[0-9a-f]{8}[-_](?:[0-9a-f]{4}[-_]){3}[0-9a-f]{12}|[0-9a-f]{32})/;
const CONTAINER = /(?<id>[0-9a-f]{64})/;

/** Names of pods by uid, from the directories that the kubelet creates for their logs. */
export function podNames(root: string): Map<string, string> {
  const names = new Map<string, string>();
  try {
    for (const directory of readdirSync(join(root, 'var/log/pods'))) {
      const [namespace, name, uid] = directory.split('_');
      if (namespace !== undefined && name !== undefined && uid !== undefined) {
        names.set(uid, `${namespace}/${name}`);
      }
    }
  } catch {
    // Not a node, or its logs are elsewhere: uids are shown instead.
  }
  return names;
}

/** What is known about a process; only its number if it has ended. */
export function processOwner(pid: number, pods: ReadonlyMap<string, string>): Owner {
  const groups = quiet(() => readProcText(`/proc/${pid}/cgroup`)) ?? '';
  const uid = POD.exec(groups)?.groups?.['uid']?.replaceAll('_', '-');
  const container = CONTAINER.exec(groups)?.groups?.['id'];
  return {
    pid,
    command: Buffer.from(
      (quiet(() => readProcText(`/proc/${pid}/comm`)) ?? '').replace(/\n$/, ''),
      'latin1',
    ).toString(),
    ...(container === undefined ? {} : { container }),
    ...(uid === undefined ? {} : { pod: pods.get(uid) ?? uid }),
  };
}

function quiet<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
