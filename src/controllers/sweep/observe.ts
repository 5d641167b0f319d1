import type { KubeClient } from '../../kube/client.ts';
import { ReadYourWrites, type Known } from '../../kube/read-your-writes.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import { Reflector } from '../../kube/reflector.ts';
import type { Change } from '../../runtime/controller.ts';
import type { Log } from '../../runtime/log.ts';
import { type ObservedNode, observedNode } from '../nodes/observed-node.ts';
import { cachedSweep, ICEORYX_SWEEPS, type IceoryxSweep, type Node } from '../resources.ts';

/** The state of one IceoryxSweep at the start of its reconcile. */
export interface SweepObservation {
  readonly sweep: IceoryxSweep;
  /** The same in the form of the cache, for writes. */
  readonly known: Known<IceoryxSweep>;
  readonly nodes: readonly ObservedNode[];
  readonly now: Date;
}

/** The caches of the controller besides that of Jobs, overlaid with its own recent writes. */
export class SweepCaches {
  readonly sweeps: Reflector<IceoryxSweep>;
  readonly nodes: Pick<Reflected<Node>, 'onChange' | 'store'>;
  readonly current: ReadYourWrites<IceoryxSweep>;

  constructor(client: KubeClient, log: Log, nodes: Pick<Reflected<Node>, 'onChange' | 'store'>) {
    this.sweeps = new Reflector(client, ICEORYX_SWEEPS, { log, transform: (object) => cachedSweep(object) });
    this.nodes = nodes;
    this.current = new ReadYourWrites(this.sweeps, cachedSweep);
  }

  /** Undefined if there is no such object, or it is being deleted. */
  observe(key: string): SweepObservation | undefined {
    const known = this.current.get(key);
    const sweep = known.latest;
    return sweep === undefined || sweep.metadata.deletionTimestamp !== undefined
      ? undefined
      : { sweep, known, nodes: this.nodes.store.list().map(observedNode), now: new Date() };
  }
}

/** Whether a change of a node affects sweeps: frequent heartbeats do not. */
export function changesSweeps({ type, object, old }: Change<Node>): boolean {
  return type !== 'updated' || old === undefined || traitsOf(object) !== traitsOf(old);
}

function traitsOf(node: Node): string {
  return JSON.stringify([observedNode(node).isReady, node.metadata.labels]);
}
