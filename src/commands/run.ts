import { hostname } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };
import { assumedCapabilities, RENEWALS } from '../controllers/deployment/capabilities.ts';
import { deploymentController } from '../controllers/deployment/controller.ts';
import { deploymentMetrics } from '../controllers/deployment/metrics.ts';
import { domainController } from '../controllers/domain/controller.ts';
import { sweepController } from '../controllers/sweep/controller.ts';
import { SweepJobs } from '../controllers/sweep/jobs.ts';
import { resolveAccess } from '../kube/access.ts';
import { KubeClient } from '../kube/client.ts';
import { EventRecorder } from '../kube/events.ts';
import { LeaseElection } from '../kube/lease-election.ts';
import { Controller, type ControllerOptions } from '../runtime/controller.ts';
import { HealthServer } from '../runtime/health.ts';
import { createLog, LEVELS } from '../runtime/log.ts';
import { MetricsServer } from '../runtime/metrics-server.ts';
import { Manager } from '../runtime/manager.ts';
import { withOwnCaches } from '../runtime/own-caches.ts';
import { debugOnSignal, untilSignal } from '../runtime/signals.ts';
import { SWEEP_OPTIONS, SWEEP_USAGE, sweepOptionsOf } from './run/sweep-options.ts';
import { defaultImage, namespacesOf, oneOf, parseOptions, wholeNumber } from './usage.ts';

const LEAVE_MS = 500;

const USAGE = `usage: node src/main.ts run [OPTION…]

Watches IceoryxDeployments, IceoryxDomains and IceoryxSweeps, and runs them, until SIGTERM or SIGINT.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --namespace NAMESPACE
                       namespace to look after, as often as wanted; then rights in these do, and none in the
                       cluster are needed (default: all namespaces)
  --renew-in-place WHEN
                       auto (default): where all nodes that pods may land on declare that they can restart all
                       containers of a pod; with --namespace nodes are not looked at, and pods are replaced.
                       always: it is known that they can. never: pods are replaced
  --no-leader-elect    work without asking whether another process does; only when there is no other
  --leader-election-namespace NAMESPACE, --leader-election-name NAME
                       the Lease to hold (default: the pod's or context's namespace, iceoryx-operator)
  --lease-seconds SECONDS
                       time without a sign of the leader until another takes over (default 15)
  --replacements-per-minute NUMBER
                       pods of all objects together that may be replaced within a minute because
                       their RouDi died (default 20; 0: none, whatever spec.recovery.mode says)
  --default-roudi-image IMAGE
                       RouDi of objects that name none in spec.roudi.image (default: they are refused)
  --no-pod-logs        do not read the last lines of logs of pods that are not Ready; without it the right to
                       get pods/log may be taken away as well
  --domain-directory PATH
                       directory of nodes, on a tmpfs, in which IceoryxDomains have theirs
                       (default /dev/shm/iceoryx.io)
  --domain-quiet-period SECONDS
                       where sweeps are run: what pods of a domain have left is removed once it was nobody's at
                       two looks so far apart (default 30)
${SWEEP_USAGE}  --health-port PORT   port of /healthz, /readyz and /loglevel (default 8081; 0: any free one)
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
    namespace: { type: 'string', multiple: true },
    'renew-in-place': { type: 'string', default: 'auto' },
    'leader-elect': { type: 'boolean', default: true },
    'leader-election-namespace': { type: 'string' },
    'leader-election-name': { type: 'string', default: 'iceoryx-operator' },
    'lease-seconds': { type: 'string', default: '15' },
    'replacements-per-minute': { type: 'string', default: '20' },
    'default-roudi-image': { type: 'string' },
    'pod-logs': { type: 'boolean', default: true },
    ...SWEEP_OPTIONS,
    'domain-directory': { type: 'string', default: '/dev/shm/iceoryx.io' },
    'domain-quiet-period': { type: 'string', default: '30' },
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
  const perMinute = wholeNumber('replacements-per-minute', options['replacements-per-minute'], 0, 100_000);
  const namespaces = namespacesOf(options.namespace);
  const renewal = oneOf('renew-in-place', options['renew-in-place'], RENEWALS);
  const roudiImage = defaultImage(options['default-roudi-image']);
  const sweeps = sweepOptionsOf(options);
  const quietPeriodSeconds = wholeNumber('domain-quiet-period', options['domain-quiet-period'], 0, 86_400);
  debugOnSignal(log);
  process.on('uncaughtExceptionMonitor', (error) => log.error('crashed', { error, stack: error.stack }));
  const stop = untilSignal();

  const access = await resolveAccess({ kubeconfig: options.kubeconfig, context: options.context });
  // What nobody asks for is neither measured nor loaded.
  const metrics = metricsPort === undefined ? undefined : new (await import('../runtime/metrics.ts')).Metrics();
  const toServer = { access, userAgent: `iceoryx-operator/${manifest.version}`, log, observer: metrics?.request };
  // What is not bound to leadership, with connections of its own: renewals must not queue behind reconciles.
  const free = new KubeClient(toServer);
  const key = `${options['leader-election-namespace'] ?? access.namespace}/${options['leader-election-name']}`;
  const election = options['leader-elect'] ? new LeaseElection({ client: free, key, seconds, log }) : undefined;
  if (election !== undefined) {
    metrics?.lease({
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
    observer: metrics?.event,
  });
  const newController = metrics?.controller ?? ((settings: ControllerOptions) => new Controller(settings));
  const surroundings = { client, log, events, newController };
  const deployment = deploymentController({
    ...surroundings,
    scope: { namespaces, assumed: assumedCapabilities(renewal, namespaces), defaultImage: roudiImage },
    replacementsPerMinute: perMinute,
    readsLogs: options['pod-logs'],
    metrics: metrics === undefined ? undefined : deploymentMetrics(metrics),
  });
  const { caches: shared } = deployment;
  const jobs = sweeps && new SweepJobs({ client, log, ...sweeps });
  const assemblies = [
    deployment,
    ...(shared.domains === undefined
      ? []
      : [
          domainController({
            ...surroundings,
            shared,
            domains: shared.domains,
            directory: options['domain-directory'],
            sweeps: jobs && { jobs, quietPeriodSeconds },
            metrics,
          }),
        ]),
  ];
  // Nothing else depends on whether their API is installed.
  const optional = jobs === undefined ? [] : [sweepController({ ...surroundings, jobs, metrics })];
  const all = [...assemblies, ...optional];
  const reflectors = assemblies.flatMap((assembly) => assembly.reflectors);
  all.forEach((assembly) => assembly.reflectors.forEach((reflector) => metrics?.cache(reflector)));
  const health = new HealthServer({
    log,
    port,
    host: options['health-host'],
    levelOf: log,
    liveness: Object.fromEntries(all.map(({ controller }) => [controller.name, () => controller.problem])),
    checks: {
      ...Object.fromEntries(reflectors.map((reflector) => [reflector.name, () => reflector.problem])),
      ...(election === undefined ? {} : { [election.name]: () => election.problem }),
    },
  });
  log.info('starting', { version: manifest.version, node: process.version, server: access.server.href });
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
      election,
      controllers: [
        ...assemblies.map(({ controller }) => controller),
        ...optional.map(({ controller, reflectors }) => withOwnCaches(controller, reflectors)),
      ],
    }).run(stop);
    log.info('stopped');
  } finally {
    await Promise.all([client.close(), free.close()]);
    // Not even work that ignores its signal may outlive this, above all after leadership was lost.
    setTimeout(() => process.exit(), LEAVE_MS).unref();
  }
}
