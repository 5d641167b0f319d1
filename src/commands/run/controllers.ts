import type { ClusterCaches } from '../../controllers/cluster-caches.ts';
import { deploymentController } from '../../controllers/deployment/controller.ts';
import { deploymentMetrics } from '../../controllers/deployment/metrics.ts';
import { domainController } from '../../controllers/domain/controller.ts';
import { hasDomains } from '../../controllers/domain/observe.ts';
import type { ControllerContext, ControllerSetup } from '../../controllers/kit/controller-context.ts';
import { nodeReflector } from '../../controllers/nodes/observed-node.ts';
import { profileController } from '../../controllers/profile/controller.ts';
import { ReadBudget } from '../../controllers/pods/diagnosis/read-budget.ts';
import { ReplacementRate } from '../../controllers/pods/recovery/replacement-rate.ts';
import { SweepJobs } from '../../controllers/sweep-jobs/jobs.ts';
import { sweepController } from '../../controllers/sweep/controller.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { RunOptions } from './options.ts';

/** The controllers of an operator. */
export interface Controllers {
  /** The caches of these must be synced before any controller starts. */
  readonly required: readonly ControllerSetup[];
  /** Each of these starts once its own caches are synced. Nothing else depends on whether its API is installed. */
  readonly optional: readonly ControllerSetup[];
}

/** The controllers that the options select, over the shared caches. */
export function controllersFor(
  options: RunOptions,
  context: ControllerContext,
  caches: ClusterCaches,
  metrics: Metrics | undefined,
): Controllers {
  const { client, log } = context;
  const { quietPeriodSeconds, ...defaults } = options.domains;
  const jobs = options.sweeps && new SweepJobs({ client, log, ...options.sweeps });
  const reads = options.readsLogs ? new ReadBudget(log) : undefined;
  const rate = new ReplacementRate(options.replacementsPerMinute);
  const counters = metrics && deploymentMetrics(metrics);
  const { defaultImage, agent } = options;
  const common = { ...context, caches, defaultImage, agent, reads };
  const deployments = deploymentController({ ...common, rate, metrics: counters });
  const domains = hasDomains(caches)
    ? [
        domainController({
          ...common,
          caches,
          ...defaults,
          sweeps: jobs && { jobs, quietPeriodSeconds },
          metrics,
          countFault: counters?.fault,
        }),
      ]
    : [];
  const profiles = profileController({
    ...common,
    rate,
    countReplacement: counters?.replacement,
    countFault: counters?.fault,
  });
  return {
    required: [deployments, profiles, ...domains],
    optional: jobs === undefined ? [] : [sweeps(context, caches, jobs, metrics)],
  };
}

/** Uses the shared cache of Nodes, or its own if no other controller watches nodes. */
function sweeps(
  context: ControllerContext,
  caches: ClusterCaches,
  jobs: SweepJobs,
  metrics: Metrics | undefined,
): ControllerSetup {
  if (caches.nodes !== undefined) {
    return sweepController({ ...context, nodes: caches.nodes, jobs, metrics });
  }
  const nodes = nodeReflector(context.client, context.log);
  const { controller, reflectors } = sweepController({ ...context, nodes, jobs, metrics });
  return { controller, reflectors: [nodes, ...reflectors] };
}
