import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { deploymentController } from '../controllers/deployment/controller.ts';
import { resolveAccess } from '../kube/access.ts';
import { KubeClient } from '../kube/client.ts';
import { EventRecorder } from '../kube/events.ts';
import { LeaseElection } from '../kube/lease-election.ts';
import { HealthServer } from '../runtime/health.ts';
import { createLog, LEVELS } from '../runtime/log.ts';
import { MetricsServer } from '../runtime/metrics-server.ts';
import { Metrics } from '../runtime/metrics.ts';
import { Manager } from '../runtime/manager.ts';
import { debugOnSignal, untilSignal } from '../runtime/signals.ts';
import { oneOf, parseOptions, wholeNumber } from './usage.ts';

const LEAVE_MS = 500;

const USAGE = `usage: node src/main.ts run [OPTION…]

Watches IceoryxDeployments in all namespaces and runs them, until SIGTERM or SIGINT.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --no-leader-elect    work without asking whether another process does; only when there is no other
  --leader-election-namespace NAMESPACE, --leader-election-name NAME
                       the Lease to hold (default: the pod's or context's namespace, iceoryx-operator)
  --lease-seconds SECONDS
                       time without a sign of the leader until another takes over (default 15)
  --health-port PORT   port of /healthz, /readyz and /loglevel (default 8081; 0: any free one)
  --health-host HOST   address to listen on (default: all)
  --metrics-port PORT  port of /metrics for Prometheus (default: none; 0: any free one)
  --log-level LEVEL    error, warn, info (default) or debug
  --log-format FORMAT  json (default) or human

SIGUSR2 changes between log level debug and the usual one; PUT /loglevel sets any.
`;

/** The operator itself: runs until it is asked to stop. */
export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    'leader-elect': { type: 'boolean', default: true },
    'leader-election-namespace': { type: 'string' },
    'leader-election-name': { type: 'string', default: 'iceoryx-operator' },
    'lease-seconds': { type: 'string', default: '15' },
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
    level: oneOf('log-level', options['log-level'], LEVELS),
    format: oneOf('log-format', options['log-format'], ['json', 'human']),
  });
  const port = wholeNumber('health-port', options['health-port'], 0, 65_535);
  const metricsPort =
    options['metrics-port'] === undefined ? undefined : wholeNumber('metrics-port', options['metrics-port'], 0, 65_535);
  const seconds = wholeNumber('lease-seconds', options['lease-seconds'], 2, 3600);
  debugOnSignal(log);
  process.on('uncaughtExceptionMonitor', (error) => log.error('crashed', { error, stack: error.stack }));
  const stop = untilSignal();

  const access = await resolveAccess({ kubeconfig: options.kubeconfig, context: options.context });
  const metrics = new Metrics();
  const toServer = { access, userAgent: `iceoryx-operator/${version()}`, log, observer: metrics.request };
  // What is not bound to leadership, with connections of its own: renewals must not queue behind reconciles.
  const free = new KubeClient(toServer);
  const namespace = options['leader-election-namespace'] ?? access.namespace;
  const key = `${namespace}/${options['leader-election-name']}`;
  const election = options['leader-elect'] ? new LeaseElection({ client: free, key, seconds, log }) : undefined;
  if (election !== undefined) {
    metrics.lease({
      name: options['leader-election-name'],
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
    observer: metrics.event,
  });
  const deployment = deploymentController({ client, log, events, newController: metrics.controller });
  deployment.reflectors.forEach((reflector) => metrics.cache(reflector));
  const health = new HealthServer({
    log,
    port,
    host: options['health-host'],
    levelOf: log,
    liveness: { [deployment.controller.name]: () => deployment.controller.problem },
    checks: {
      ...Object.fromEntries(deployment.reflectors.map((reflector) => [reflector.name, () => reflector.problem])),
      ...(election === undefined ? {} : { [election.name]: () => election.problem }),
    },
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
      election,
      controllers: [deployment.controller],
    }).run(stop);
    log.info('stopped');
  } finally {
    await Promise.all([client.close(), free.close()]);
    // Not even work that ignores its signal may outlive this, above all after leadership was lost.
    setTimeout(() => process.exit(), LEAVE_MS).unref();
  }
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
