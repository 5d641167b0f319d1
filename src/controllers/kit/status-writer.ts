import type { KubeClient } from '../../kube/client.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import { writeStatus } from './write-status.ts';

/** Minimum interval between writes of a status that differs only in progress. */
const PROGRESS_MS = 1000;

type WithStatus = KubeObject & { status?: unknown };

/** The result of writing a status. */
export interface Written<T> {
  /** The object as the API server has it now; undefined if nothing was written. */
  readonly object?: T | undefined;
  /** Milliseconds until a retry. Present if the status differs only in progress, and one was written a moment ago. */
  readonly requeueAfterMs?: number | undefined;
}

/**
 * Writes statuses of objects with many nodes. A status that differs only in progress is written at a limited rate, and
 * not for each node; any other at once.
 */
export class StatusWriter<T extends WithStatus> {
  readonly #client: KubeClient;
  readonly #resource: Resource;
  readonly #isProgress: (before: T['status'], after: T['status']) => boolean;
  /** When the status of each object was last written, by uid. */
  readonly #writtenAt = new Map<string, number>();

  constructor(
    client: KubeClient,
    resource: Resource,
    isProgress: (before: T['status'], after: T['status']) => boolean,
  ) {
    this.#client = client;
    this.#resource = resource;
    this.#isProgress = isProgress;
  }

  forget({ metadata }: T): void {
    this.#writtenAt.delete(metadata.uid ?? '');
  }

  async write(object: T, status: T['status'], signal: AbortSignal): Promise<Written<T>> {
    const { uid = '' } = object.metadata;
    const sinceMs = performance.now() - (this.#writtenAt.get(uid) ?? -Infinity);
    if (sinceMs < PROGRESS_MS && this.#isProgress(object.status, status)) {
      return { requeueAfterMs: PROGRESS_MS - sinceMs };
    }
    const written = await writeStatus(this.#client, this.#resource, object, status, signal);
    if (written !== undefined) {
      this.#writtenAt.set(uid, performance.now());
    }
    return { object: written };
  }
}
