import type { KubeObject } from '../../kube/object.ts';
import type { Known } from '../../kube/read-your-writes.ts';
import type { Log } from '../../runtime/log.ts';
import type { Reporter } from './reporter.ts';
import { earliest, type Requeue } from './requeue.ts';
import { leftAlone, type Reported, type Standing, standingOf, toldBy } from './rival.ts';

export interface RivalGuardOptions<T extends KubeObject & Reported> {
  readonly log: Log;
  readonly reporter: Reporter<T>;
  /** Name of this operator; if undefined, it manages every object. */
  readonly operator: string | undefined;
  /** How people keep one of two operators from such objects. Default: how they do that in namespaces. */
  readonly remedy?: string;
}

/** Leaves objects to the other operator that manages them, and reports that in their status. */
export class RivalGuard<T extends KubeObject & Reported> {
  readonly #options: RivalGuardOptions<T>;

  constructor(options: RivalGuardOptions<T>) {
    this.#options = options;
  }

  /**
   * @param manager name of the operator that is recorded to manage the object
   * @returns who manages the object; with `left`, the result of the reconcile, if another operator does
   */
  async check(
    key: string,
    { object, manager, known }: { object: T; manager: string | undefined; known: Known<T> },
    signal: AbortSignal,
  ): Promise<{ readonly standing: Standing; readonly left?: Requeue }> {
    const { log, reporter, operator, remedy } = this.#options;
    const told = toldBy(object);
    const standing = standingOf(manager, object.status?.operator, told, operator, Date.now(), remedy);
    if (standing.rival === undefined) {
      return { standing };
    }
    if (!told.rival) {
      log.warn('left to another operator', { key, operator: standing.rival });
    }
    const status = leftAlone(object, standing, new Date());
    return { standing, left: earliest(standing, await reporter.report(object, known, status, signal)) };
  }
}
