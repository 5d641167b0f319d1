import type { ClusterCaches } from '../../controllers/cluster-caches.ts';
import type { ControllerContext, ControllerSetup } from '../../controllers/kit/controller-context.ts';
import type { OwnImages } from '../../pod/agent-image.ts';
import type { KubeClient } from '../../kube/client.ts';
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
  /** That which makes and renews its certificate; none if another program does. */
  readonly controllers: readonly Controller[];
}

export interface WebhookParts extends OwnImages {
  readonly context: ControllerContext;
  readonly caches: ClusterCaches;
  /** For reads, which need no leadership. */
  readonly reader: KubeClient;
  /** The operator's own. */
  readonly namespace: string;
  readonly metrics: Metrics | undefined;
}

/** The webhook that the options ask for. */
export function webhookFor(options: WebhookOptions, parts: WebhookParts): Webhook {
  const { context, caches, reader, namespace, metrics, defaultImage, agent } = parts;
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
  const { events, log } = context;
  const injector = new PodInjector({ client: reader, caches, events, defaultImage, agent, observer: counters?.pod });
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
