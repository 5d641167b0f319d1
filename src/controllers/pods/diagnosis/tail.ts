import type { KubeClient, LogOptions } from '../../../kube/client.ts';

/** Last lines of a program's log that are read. */
export const TAIL_LINES = 100;

/** The kubelet has this long to send a log, and the API server to list Events. */
export const READ_TIMEOUT_MS = 5_000;

/** How much of a log is read and kept. */
export interface TailBounds {
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
  /** Bytes that are asked for. The kubelet counts them from the first of the last lines, not from the end. */
  readonly limitBytes?: number;
  /** Characters of the last lines that are kept. */
  readonly mostKept: number;
}

/** Of ten thousand pods. */
const BOUNDS: TailBounds = { timeoutMs: READ_TIMEOUT_MS, limitBytes: 512 * 1024, mostKept: 32 * 1024 };

/**
 * The last lines of a container's log, by default as many as fit into 32 KiB.
 *
 * @param key of the pod
 */
export async function readTail(
  client: Pick<KubeClient, 'log'>,
  key: string,
  options: Pick<LogOptions, 'container' | 'tailLines' | 'previous' | 'sinceSeconds' | 'timestamps'>,
  { timeoutMs, limitBytes, mostKept }: TailBounds = BOUNDS,
): Promise<string[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  const kept: string[] = [];
  let length = 0;
  for await (const line of client.log(key, { ...options, limitBytes, signal })) {
    kept.push(line);
    length += line.length;
    while (length > mostKept && kept.length > 1) {
      length -= kept.shift()?.length ?? 0;
    }
  }
  return kept;
}
