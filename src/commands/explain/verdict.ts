import { ApiError } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import { objectKey } from '../../kube/object.ts';
import type { KubeClient } from '../../kube/client.ts';
import { type PodInjector, PodInjector as Injector, type Verdict } from '../../webhook/injector.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { Context } from './context.ts';
import type { Unborn } from './pod-of.ts';
import type { Settings } from './settings.ts';

/**
 * What the webhook of this program would do about a pod; undefined without the rights that it needs.
 *
 * @param unread the capabilities of nodes, if they cannot be read
 */
export async function verdictOn(
  { pod, controller }: Unborn,
  { client, nodes, reads }: Context,
  { assumed, hasDomains, images }: Settings,
  unread: Capabilities,
): Promise<Verdict | undefined> {
  const known = assumed ?? (nodes === undefined ? unread : undefined);
  const nothing = { store: { get: () => undefined } };
  const injector: PodInjector = new Injector({
    ...images,
    client: withController(client, controller),
    caches: {
      scope: known === undefined ? {} : { assumed: known },
      profiles: nothing,
      domains: hasDomains ? nothing : undefined,
      nodes: nodes && { store: { list: () => [...nodes] } },
    },
    events: { record: () => undefined },
  });
  try {
    return await injector.verdict(pod as Parameters<PodInjector['verdict']>[0], pod.metadata?.namespace ?? '');
  } catch (error) {
    const detail = error instanceof ApiError ? error.detail : '';
    reads.forgive(error, `what the webhook does about the pods is not known: ${detail}`);
    return undefined;
  }
}

/** A client for which the controller of a pod exists. */
function withController(client: KubeClient, controller: KubeObject | undefined): Pick<KubeClient, 'get'> {
  return controller === undefined
    ? client
    : {
        get: async (resource, key, options) =>
          resource.kind === controller.kind && key === objectKey(controller)
            ? (controller as never)
            : client.get(resource, key, options),
      };
}
