import { assumedCapabilities, RENEWALS } from '../../controllers/nodes/capabilities.ts';
import type { ClusterScope } from '../../controllers/cluster-caches.ts';
import { parseQuantity } from '../../api/quantity.ts';
import { LEVELS } from '../../runtime/log.ts';
import {
  AGENT_IMAGE,
  agentImage,
  defaultImage,
  namespacesOf,
  oneOf,
  parseOptions,
  UsageError,
  wholeNumber,
} from '../usage.ts';
import { SWEEP_OPTIONS, SWEEP_USAGE, sweepOptionsOf } from './sweep-options.ts';
import { WEBHOOK_OPTIONS, WEBHOOK_USAGE, webhookOptionsOf } from './webhook-options.ts';

export const USAGE = `usage: npx node src/main.ts run [OPTION…]

Runs the operator for IceoryxDeployments, IceoryxProfiles, IceoryxDomains and IceoryxSweeps until SIGTERM or SIGINT.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --namespace NAMESPACE
                       namespace to watch, repeatable; needs rights in these namespaces only
                       (default: all namespaces)
  --exclude-namespace NAMESPACE
                       namespace to leave alone, repeatable, for instance to a team's own operator
  --operator-name NAME name by which operators recognise each other if two manage one object by mistake (default:
                       namespace and name of the Lease)
  --renew-in-place WHEN
                       when to restart the containers of a pod in place after RouDi died. auto (default): if all
                       nodes for the pod declare support; with --namespace, nodes are not read and auto means
                       never. always: assume support. never: replace the pod instead
  --no-leader-elect    run without leader election; only if there is no other operator process
  --leader-election-namespace NAMESPACE, --leader-election-name NAME
                       the Lease for leader election (default: the pod's or context's namespace, iceoryx-operator)
  --lease-seconds SECONDS
                       time without a renewal after which another process becomes the leader (default 15)
  --replacements-per-minute NUMBER
                       limit, over all objects, of pods that are replaced within a minute because
                       their RouDi died (default 20; 0: none, whatever spec.recovery.mode says)
  --default-roudi-image IMAGE
                       RouDi of objects that name none in spec.roudi.image (default: they are refused)
  --agent-image IMAGE  image of the agent, which every pod gets (default ${AGENT_IMAGE})
  --agent-image-pull-policy POLICY
                       IfNotPresent, Always or Never (default: Kubernetes' own)
  --no-pod-logs        do not read the last lines of logs of pods that are not well, nor Events of pods; the rights
                       to get pods/log and to list events may be taken away as well
  --no-domains         run no IceoryxDomains; their cluster-wide rights are not needed then
  --domain-priority-class NAME
                       priority class of RouDi's pods of IceoryxDomains that name none (default
                       system-node-critical; the chart creates and names one of its own)
  --domain-segments-at-most SIZE
                       limit of the segments of an IceoryxDomain on each node, such as 4Gi; larger ones are refused
                       (default: the memory of the nodes)
  --domain-directory PATH
                       directory on nodes, on a tmpfs, with a subdirectory for each IceoryxDomain
                       (default /dev/shm/iceoryx.io)
  --domain-quiet-period SECONDS
                       if sweeps are enabled: seconds that a leftover of a domain's pods must stay unused before
                       it is removed (default 30)
${SWEEP_USAGE}${WEBHOOK_USAGE}  --health-port PORT   port of /healthz, /readyz and /loglevel (default 8081; 0: any free one)
  --health-host HOST   address to listen on (default: all)
  --metrics-port PORT  port of /metrics for Prometheus (default: none; 0: any free one)
  --log-level LEVEL    error, warn, info (default) or debug
  --log-format FORMAT  json (default) or human

SIGUSR2 switches between log level debug and the one set; PUT /loglevel sets any level.
`;

/** The options of the operator. */
export type RunOptions = Exclude<ReturnType<typeof runOptionsOf>, undefined>;

/**
 * Parses the arguments.
 * @returns undefined for --help
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
    'agent-image': { type: 'string', default: AGENT_IMAGE },
    'agent-image-pull-policy': { type: 'string' },
    'pod-logs': { type: 'boolean', default: true },
    ...SWEEP_OPTIONS,
    ...WEBHOOK_OPTIONS,
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
    agent: agentImage(given['agent-image'], given['agent-image-pull-policy']),
    readsLogs: given['pod-logs'],
    sweeps: sweepOptionsOf(given),
    webhook: webhookOptionsOf(given),
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

/** Only plain paths are accepted, because root creates and removes everything below the directory on nodes. */
function directoryOfNodes(path: string): string {
  if (!/^(?:\/[\w.-]+){2,}$/.test(path) || path.split('/').some((step) => step === '.' || step === '..')) {
    throw new UsageError(
      `--domain-directory '${path}' is not possible; use an absolute path of at least two plain steps on a tmpfs, such as /dev/shm/iceoryx.io`,
    );
  }
  return path;
}
