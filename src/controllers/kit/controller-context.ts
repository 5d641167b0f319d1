import type { KubeClient } from '../../kube/client.ts';
import type { Events } from '../../kube/events.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import type { Controller, ControllerOptions } from '../../runtime/controller.ts';
import type { Log } from '../../runtime/log.ts';

/** What every controller needs. */
export interface ControllerContext {
  readonly client: KubeClient;
  readonly log: Log;
  readonly events: Events;
  /** Name of this operator, which its replicas share. Undefined if there is no other operator. */
  readonly operator?: string | undefined;
  /** Creates the controller, for instance one with metrics. */
  readonly newController: (options: ControllerOptions) => Controller;
}

/** A controller that is ready to run. */
export interface ControllerSetup {
  readonly controller: Controller;
  /** The caches it reads. */
  readonly reflectors: readonly Pick<
    Reflected<KubeObject>,
    'hasSynced' | 'name' | 'problem' | 'run' | 'stats' | 'synced'
  >[];
}
