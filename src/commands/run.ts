import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { deploymentController } from '../controllers/deployment/controller.ts';
import { resolveAccess } from '../kube/access.ts';
import { KubeClient } from '../kube/client.ts';
import { EventRecorder } from '../kube/events.ts';
import { HealthServer } from '../runtime/health.ts';
import { createLog } from '../runtime/log.ts';
import { MetricsServer } from '../runtime/metrics-server.ts';
import { Metrics } from '../runtime/metrics.ts';
import { Manager } from '../runtime/manager.ts';
import { untilSignal } from '../runtime/signals.ts';
import { oneOf, parseOptions, wholeNumber } from './usage.ts';

const USAGE = `usage: node src/main.ts run [OPTION…]

Watches IceoryxDeployments in all namespaces and runs them, until SIGTERM or SIGINT.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --health-port PORT   port of /healthz and /readyz (default 8081; 0: any free one)
  --health-host HOST   address to listen on (default: all)
  --metrics-port PORT  port of /metrics for Prometheus (default: none; 0: any free one)
  --log-level LEVEL    error, warn, info (default) or debug
  --log-format FORMAT  json (default) or human
`;

/** The operator itself: runs until it is asked to stop. */
export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    'health-port': { type: 'string', default: '8081' },
    'health-host': { type: 'string' },
    'metrics-port': { type: 'string' },
    'log-level': { type: 'string', default: 'info' },
    'log-format': { type: 'string', default: 'json' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const log = createLog({
    level: oneOf('log-level', options['log-level'], ['error', 'warn', 'info', 'debug']),
    format: oneOf('log-format', options['log-format'], ['json', 'human']),
  });
  const port = wholeNumber('health-port', options['health-port'], 0, 65_535);
  const metricsPort =
    options['metrics-port'] === undefined ? undefined : wholeNumber('metrics-port', options['metrics-port'], 0, 65_535);
  const stop = untilSignal();

  const access = await resolveAccess({ kubeconfig: options.kubeconfig, context: options.context });
  const metrics = new Metrics();
  const client = new KubeClient({
    access,
    userAgent: `iceoryx-operator/${version()}`,
    log,
    observer: metrics.request,
  });
  const events = new EventRecorder({
    client,
    reporter: { controller: 'iceoryx.io/operator', instance: process.env['POD_NAME'] ?? hostname() },
    log,
    observer: metrics.event,
  });
  const deployment = deploymentController({ client, log, events, newController: metrics.controller });
  deployment.reflectors.forEach((reflector) => metrics.cache(reflector));
  const health = new HealthServer({
    log,
    port,
    host: options['health-host'],
    checks: Object.fromEntries(deployment.reflectors.map((reflector) => [reflector.name, () => reflector.problem])),
  });
  log.info('starting', { version: version(), node: process.version, server: access.server.href });
  try {
    await new Manager({
      log,
      servers: [
        health,
        events,
        ...(metricsPort === undefined ? [] : [new MetricsServer({ metrics, log, port: metricsPort })]),
      ],
      reflectors: deployment.reflectors,
      controllers: [deployment.controller],
    }).run(stop);
  } finally {
    await client.close();
  }
  log.info('stopped');
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
