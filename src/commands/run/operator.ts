import { hostname } from 'node:os';
import manifest from '../../../package.json' with { type: 'json' };
import { ClusterCaches } from '../../controllers/cluster-caches.ts';
import { resolveAccess } from '../../kube/access.ts';
import { KubeClient } from '../../kube/client.ts';
import { EventRecorder } from '../../kube/events.ts';
import { LeaseElection } from '../../kube/lease-election.ts';
import { Controller, type ControllerOptions } from '../../runtime/controller.ts';
import { HealthServer } from '../../runtime/health.ts';
import { createLog } from '../../runtime/log.ts';
import { MetricsServer } from '../../runtime/metrics-server.ts';
import { Manager } from '../../runtime/manager.ts';
import { withOwnCaches } from '../../runtime/own-caches.ts';
import { debugOnSignal, untilSignal } from '../../runtime/signals.ts';
import { controllersFor } from './controllers.ts';
import { type GivenRunOptions, runOptionsOf } from './options.ts';
import type { Webhook } from './webhook.ts';

const LEAVE_MS = 500;

/** Runs the operator until it is stopped. */
export async function run(given: GivenRunOptions): Promise<void> {
  const options = runOptionsOf(given);
  const { lease, metricsPort } = options;
  const log = createLog(options.log);
  debugOnSignal(log);
  process.on('uncaughtExceptionMonitor', (error) => log.error('crashed', { error, stack: error.stack }));
  const stop = untilSignal();

  const access = await resolveAccess(options.access);
  const namespace = lease?.namespace ?? access.namespace;
  // Without --metrics-port nothing is measured, and the module is not loaded.
  const metrics = metricsPort === undefined ? undefined : new (await import('../../runtime/metrics.ts')).Metrics();
  const toServer = { access, userAgent: `iceoryx-operator/${manifest.version}`, log, observer: metrics?.request };
  // For requests that do not need leadership. It has its own connections: lease renewals must not queue behind
  // reconciles.
  const free = new KubeClient(toServer);
  const election =
    lease &&
    new LeaseElection({
      client: free,
      key: `${namespace}/${lease.name}`,
      seconds: lease.seconds,
      log,
    });
  if (election !== undefined) {
    metrics?.lease({
      name: lease?.name ?? '',
      get isLeader() {
        return election.leading;
      },
    });
  }
  const client = new KubeClient({ ...toServer, beforeWrite: () => election?.check() });
  const events = new EventRecorder({
    client: free,
    reporter: { controller: 'iceoryx.io/operator', instance: process.env['POD_NAME'] ?? hostname() },
    log,
    observer: metrics?.event,
  });
  const newController = metrics?.controller ?? ((settings: ControllerOptions) => new Controller(settings));
  const caches = new ClusterCaches(client, log, options.scope);
  const operator = options.operatorName ?? `${namespace}/${options.leaseName}`;
  const context = { client, log, events, operator, newController };
  const { required, optional } = controllersFor(options, context, caches, metrics);
  const webhook: Webhook | undefined =
    options.webhook &&
    // Its modules take time to load, and without the option they are not needed.
    (await import('./webhook.ts')).webhookFor(options.webhook, {
      context: { ...context, client: free },
      caches,
      namespace,
      metrics,
      defaultImage: options.defaultImage,
      agent: options.agent,
    });
  const all = [...required, ...optional].map(({ controller }) => controller).concat(webhook?.controllers ?? []);
  const reflectors = [
    ...caches.reflectors,
    ...required.flatMap((setup) => setup.reflectors),
    ...(webhook?.reflectors ?? []),
  ];
  [...reflectors, ...optional.flatMap((setup) => setup.reflectors)].forEach((reflector) => metrics?.cache(reflector));
  const health = new HealthServer({
    log,
    ...options.health,
    levelOf: log,
    liveness: Object.fromEntries(all.map((controller) => [controller.name, () => controller.problem])),
    checks: {
      ...Object.fromEntries(reflectors.map((reflector) => [reflector.name, () => reflector.problem])),
      ...(election === undefined ? {} : { [election.name]: () => election.problem }),
      ...(webhook === undefined ? {} : { [webhook.server.name]: () => webhook.server.problem }),
    },
  });
  log.info('starting', { version: manifest.version, operator, node: process.version, server: access.server.href });
  try {
    await new Manager({
      log,
      servers: [
        health,
        events,
        ...(metrics === undefined || metricsPort === undefined
          ? []
          : [new MetricsServer({ metrics, log, port: metricsPort })]),
      ],
      reflectors,
      endpoints: webhook === undefined ? [] : [...webhook.controllers, webhook.server],
      election,
      controllers: [
        ...required.map(({ controller }) => controller),
        ...optional.map(({ controller, reflectors }) => withOwnCaches(controller, reflectors)),
      ],
    }).run(stop);
    log.info('stopped');
  } finally {
    await Promise.all([client.close(), free.close()]);
    // Work that ignores its AbortSignal must not continue after this, above all after leadership was lost.
    setTimeout(() => process.exit(), LEAVE_MS).unref();
  }
}
