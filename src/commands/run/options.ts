import { assumedCapabilities, RENEWALS } from '../../controllers/nodes/capabilities.ts';
import type { ClusterScope } from '../../controllers/cluster-caches.ts';
import { parseQuantity } from '../../api/quantity.ts';
import { LEVELS } from '../../runtime/log.ts';
import { agentImage, defaultImage, namespacesOf, oneOf, UsageError, wholeNumber } from '../usage.ts';
import { type GivenSweepOptions, sweepOptionsOf } from './sweep-options.ts';
import { type GivenWebhookOptions, webhookOptionsOf } from './webhook-options.ts';

/** The command line as it is parsed. */
export interface GivenRunOptions extends GivenSweepOptions, GivenWebhookOptions {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly namespace?: readonly string[] | undefined;
  readonly excludeNamespace?: readonly string[] | undefined;
  readonly operatorName?: string | undefined;
  readonly renewInPlace: string;
  readonly leaderElect: boolean;
  readonly leaderElectionNamespace?: string | undefined;
  readonly leaderElectionName: string;
  readonly leaseSeconds: string;
  readonly replacementsPerMinute: string;
  readonly defaultRoudiImage?: string | undefined;
  readonly agentImage: string;
  readonly agentImagePullPolicy?: string | undefined;
  readonly podLogs: boolean;
  readonly domains: boolean;
  readonly domainPriorityClass: string;
  readonly domainSegmentsAtMost?: string | undefined;
  readonly domainDirectory: string;
  readonly domainQuietPeriod: string;
  readonly healthPort: string;
  readonly healthHost?: string | undefined;
  readonly metricsPort?: string | undefined;
  readonly logLevel: string;
  readonly logFormat: string;
}

/** The options of the operator. */
export type RunOptions = ReturnType<typeof runOptionsOf>;

/** @throws UsageError naming the option and its value */
export function runOptionsOf(given: GivenRunOptions) {
  const { metricsPort } = given;
  const namespaces = namespacesOf(given.namespace);
  const renewal = oneOf('renew-in-place', given.renewInPlace, RENEWALS);
  return {
    access: { kubeconfig: given.kubeconfig, context: given.context },
    scope: {
      namespaces,
      assumed: assumedCapabilities(renewal, namespaces),
      hasDomains: given.domains,
      excluded: namespacesOf(given.excludeNamespace, 'exclude-namespace'),
    } satisfies ClusterScope,
    operatorName: given.operatorName,
    leaseName: given.leaderElectionName,
    lease: given.leaderElect
      ? {
          namespace: given.leaderElectionNamespace,
          name: given.leaderElectionName,
          seconds: wholeNumber('lease-seconds', given.leaseSeconds, 2, 3600),
        }
      : undefined,
    replacementsPerMinute: wholeNumber('replacements-per-minute', given.replacementsPerMinute, 0, 100_000),
    defaultImage: defaultImage(given.defaultRoudiImage),
    agent: agentImage(given.agentImage, given.agentImagePullPolicy),
    readsLogs: given.podLogs,
    sweeps: sweepOptionsOf(given),
    webhook: webhookOptionsOf(given),
    domains: {
      directory: directoryOfNodes(given.domainDirectory),
      priorityClass: given.domainPriorityClass,
      segmentsAtMost: size('domain-segments-at-most', given.domainSegmentsAtMost),
      quietPeriodSeconds: wholeNumber('domain-quiet-period', given.domainQuietPeriod, 0, 86_400),
    },
    health: { port: wholeNumber('health-port', given.healthPort, 0, 65_535), host: given.healthHost },
    metricsPort: metricsPort === undefined ? undefined : wholeNumber('metrics-port', metricsPort, 0, 65_535),
    log: {
      level: oneOf('log-level', given.logLevel, LEVELS),
      format: oneOf('log-format', given.logFormat, ['json', 'human']),
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
