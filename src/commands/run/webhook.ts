import type { ClusterCaches } from '../../controllers/cluster-caches.ts';
import type { ControllerContext, ControllerSetup } from '../../controllers/kit/controller-context.ts';
import type { OwnImages } from '../../pod/agent-image.ts';
import type { Controller } from '../../runtime/controller.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import { webhookCertificates } from '../../webhook/certificates/certificates.ts';
import { PodInjector } from '../../webhook/injector.ts';
import { webhookMetrics } from '../../webhook/metrics.ts';
import { WebhookServer } from '../../webhook/server.ts';
import type { WebhookOptions } from './webhook-options.ts';

/** The webhook of an operator. */
export interface Webhook extends Pick<ControllerSetup, 'reflectors'> {
  readonly server: WebhookServer;
  /**
   * That which makes and renews its certificate, in every replica; none if another program does. In an upgrade to a
   * version with a webhook, the leader is of the version without, and stays until another replica is Ready.
   */
  readonly controllers: readonly Controller[];
}

export interface WebhookParts extends OwnImages {
  /** Its client needs no leadership. */
  readonly context: ControllerContext;
  readonly caches: ClusterCaches;
  /** The operator's own. */
  readonly namespace: string;
  readonly metrics: Metrics | undefined;
}

/** The webhook that the options ask for. */
export function webhookFor(options: WebhookOptions, parts: WebhookParts): Webhook {
  const { context, caches, namespace, metrics, defaultImage, agent } = parts;
  const { port, service, secret, configuration, certificate } = options;
  const names = [...(service === undefined ? [] : [`${service}.${namespace}.svc`]), ...options.names];
  const counters = metrics && webhookMetrics(metrics, () => server.inFlight);
  const certificates = webhookCertificates({
    ...context,
    namespace,
    secret,
    names,
    configuration,
    source: certificate,
  });
  const { client, events, log } = context;
  const injector = new PodInjector({ client, caches, events, defaultImage, agent, observer: counters?.pod });
  const server: WebhookServer = new WebhookServer({
    log,
    port,
    certificate: certificates.serving,
    admit: async (request) => injector.answer(request),
    observer: counters?.request,
  });
  const { controller, reflectors } = certificates;
  return { server, controllers: controller === undefined ? [] : [controller], reflectors };
}
