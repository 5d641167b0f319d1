import { assumedCapabilities, RENEWALS } from '../../controllers/nodes/capabilities.ts';
import type { ClusterScope } from '../../controllers/cluster-caches.ts';
import { parseQuantity } from '../../api/quantity.ts';
import { LEVELS } from '../../runtime/log.ts';
import { defaultImage, namespacesOf, oneOf, parseOptions, UsageError, wholeNumber } from '../usage.ts';
import { SWEEP_OPTIONS, SWEEP_USAGE, sweepOptionsOf } from './sweep-options.ts';

export const USAGE = `usage: node src/main.ts run [OPTION…]

Watches IceoryxDeployments, IceoryxDomains and IceoryxSweeps, and runs them, until SIGTERM or SIGINT.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --namespace NAMESPACE
                       namespace to look after, as often as wanted; then rights in these do, and none in the
                       cluster are needed (default: all namespaces)
  --exclude-namespace NAMESPACE
                       namespace to leave alone, as often as wanted, for instance to a team's own operator
  --operator-name NAME by which operators know each other where two look after one object by mistake (default:
                       namespace and name of the Lease)
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
  --no-domains         run no IceoryxDomains; their rights in the cluster are not needed then
  --domain-priority-class NAME
                       of RouDi's pods of IceoryxDomains that name none (default system-node-critical; the chart
                       makes and names one of its own)
  --domain-segments-at-most SIZE
                       what the segments of an IceoryxDomain may take of each node, such as 4Gi; larger ones are
                       refused (default: what nodes have)
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

/** What the operator was started with. */
export type RunOptions = Exclude<ReturnType<typeof runOptionsOf>, undefined>;

/**
 * What the arguments say.
 * @returns undefined where help is asked for
 * @throws UsageError naming the option and its value
 */
export function runOptionsOf(args: string[]) {
  const given = parseOptions(args, {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    namespace: { type: 'string', multiple: true },
    'exclude-namespace': { type: 'string', multiple: true },
    'operator-name': { type: 'string' },
    'renew-in-place': { type: 'string', default: 'auto' },
    'leader-elect': { type: 'boolean', default: true },
    'leader-election-namespace': { type: 'string' },
    'leader-election-name': { type: 'string', default: 'iceoryx-operator' },
    'lease-seconds': { type: 'string', default: '15' },
    'replacements-per-minute': { type: 'string', default: '20' },
    'default-roudi-image': { type: 'string' },
    'pod-logs': { type: 'boolean', default: true },
    ...SWEEP_OPTIONS,
    domains: { type: 'boolean', default: true },
    'domain-priority-class': { type: 'string', default: 'system-node-critical' },
    'domain-segments-at-most': { type: 'string' },
    'domain-directory': { type: 'string', default: '/dev/shm/iceoryx.io' },
    'domain-quiet-period': { type: 'string', default: '30' },
    'health-port': { type: 'string', default: '8081' },
    'health-host': { type: 'string' },
    'metrics-port': { type: 'string' },
    'log-level': { type: 'string', default: 'info' },
    'log-format': { type: 'string', default: 'json' },
    help: { type: 'boolean', short: 'h' },
  });
  if (given.help === true) {
    return undefined;
  }
  const metricsPort = given['metrics-port'];
  const namespaces = namespacesOf(given.namespace);
  const renewal = oneOf('renew-in-place', given['renew-in-place'], RENEWALS);
  return {
    access: { kubeconfig: given.kubeconfig, context: given.context },
    scope: {
      namespaces,
      assumed: assumedCapabilities(renewal, namespaces),
      hasDomains: given.domains,
      excluded: namespacesOf(given['exclude-namespace'], 'exclude-namespace'),
    } satisfies ClusterScope,
    operatorName: given['operator-name'],
    leaseName: given['leader-election-name'],
    lease: given['leader-elect']
      ? {
          namespace: given['leader-election-namespace'],
          name: given['leader-election-name'],
          seconds: wholeNumber('lease-seconds', given['lease-seconds'], 2, 3600),
        }
      : undefined,
    replacementsPerMinute: wholeNumber('replacements-per-minute', given['replacements-per-minute'], 0, 100_000),
    defaultImage: defaultImage(given['default-roudi-image']),
    readsLogs: given['pod-logs'],
    sweeps: sweepOptionsOf(given),
    domains: {
      directory: directoryOfNodes(given['domain-directory']),
      priorityClass: given['domain-priority-class'],
      segmentsAtMost: size('domain-segments-at-most', given['domain-segments-at-most']),
      quietPeriodSeconds: wholeNumber('domain-quiet-period', given['domain-quiet-period'], 0, 86_400),
    },
    health: { port: wholeNumber('health-port', given['health-port'], 0, 65_535), host: given['health-host'] },
    metricsPort: metricsPort === undefined ? undefined : wholeNumber('metrics-port', metricsPort, 0, 65_535),
    log: {
      level: oneOf('log-level', given['log-level'], LEVELS),
      format: oneOf('log-format', given['log-format'], ['json', 'human']),
    },
  };
}

function size(option: string, text: string | undefined): bigint | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    return parseQuantity(text);
  } catch {
    throw new UsageError(`--${option} '${text}' is not possible; use a size such as 512Mi or 4Gi`);
  }
}

/** Everything below it is made on nodes, and removed from them, by root. */
function directoryOfNodes(path: string): string {
  if (!/^(?:\/[\w.-]+){2,}$/.test(path) || path.split('/').some((step) => step === '.' || step === '..')) {
    throw new UsageError(
      `--domain-directory '${path}' is not possible; use an absolute path of at least two plain steps on a tmpfs, such as /dev/shm/iceoryx.io`,
    );
  }
  return path;
}
