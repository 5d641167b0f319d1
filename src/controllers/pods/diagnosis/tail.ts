import type { KubeClient, LogOptions } from '../../../kube/client.ts';

/** Last lines of a program's log that are read. */
export const TAIL_LINES = 100;

/** The kubelet has this long to send a log, and the API server to list Events. */
export const READ_TIMEOUT_MS = 5_000;

/** Bytes of a log that are asked for. The kubelet counts them from the first of the last lines, not from the end. */
const LIMIT_BYTES = 512 * 1024;

/** Characters of the last lines that are kept. */
const MOST_KEPT = 32 * 1024;

/**
 * The last lines of a container's log, as many as fit into 32 KiB.
 *
 * @param key of the pod
 */
export async function readTail(
  client: Pick<KubeClient, 'log'>,
  key: string,
  options: Pick<LogOptions, 'container' | 'tailLines' | 'previous' | 'sinceSeconds'>,
): Promise<string[]> {
  const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
  const kept: string[] = [];
  let length = 0;
  for await (const line of client.log(key, { ...options, limitBytes: LIMIT_BYTES, signal })) {
    kept.push(line);
    length += line.length;
    while (length > MOST_KEPT && kept.length > 1) {
      length -= kept.shift()?.length ?? 0;
    }
  }
  return kept;
}
