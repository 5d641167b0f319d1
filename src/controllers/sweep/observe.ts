import type { KubeClient } from '../../kube/client.ts';
import { Current, type Known } from '../../kube/current.ts';
import type { KubeObject } from '../../kube/object.ts';
import { Reflector } from '../../kube/reflector.ts';
import { NODES } from '../../kube/resource.ts';
import type { Change } from '../../runtime/controller.ts';
import type { Log } from '../../runtime/log.ts';
import { type ObservedNode, observedNode } from './observed.ts';
import { ICEORYX_SWEEPS, type IceoryxSweep, type Node } from './resource.ts';

/** What is known of one IceoryxSweep when its reconcile begins. */
export interface Observation {
  readonly sweep: IceoryxSweep;
  /** The same as the cache knows it, for what is to be written. */
  readonly known: Known<IceoryxSweep>;
  readonly nodes: readonly ObservedNode[];
  readonly now: Date;
}

/** The caches that the controller reads from, beside that of Jobs, and what it wrote itself of late. */
export class Caches {
  readonly sweeps: Reflector<IceoryxSweep>;
  readonly nodes: Reflector<ObservedNode>;
  readonly current: Current<IceoryxSweep>;

  constructor(client: KubeClient, log: Log) {
    this.sweeps = new Reflector(client, ICEORYX_SWEEPS, { log });
    this.nodes = new Reflector<ObservedNode>(client, NODES, {
      log,
      name: 'nodes of sweeps',
      transform: (node) => observedNode(node as KubeObject as Node),
    });
    this.current = new Current(this.sweeps);
  }

  /** Undefined if there is no such object, or it is about to go. */
  observe(key: string): Observation | undefined {
    const known = this.current.get(key);
    const sweep = known.latest;
    return sweep === undefined || sweep.metadata.deletionTimestamp !== undefined
      ? undefined
      : { sweep, known, nodes: this.nodes.store.list(), now: new Date() };
  }
}

/** Nodes tell every few seconds that they are alive, which is no news. */
export function changesSweeps({ type, object, old }: Change<ObservedNode>): boolean {
  return type !== 'updated' || old === undefined || traitsOf(object) !== traitsOf(old);
}

function traitsOf({ isReady, metadata }: ObservedNode): string {
  return JSON.stringify([isReady, metadata.labels]);
}
