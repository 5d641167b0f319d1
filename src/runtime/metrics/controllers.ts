import { Controller, type ControllerOptions, type Reconciled } from '../controller.ts';
import { LOW_PRIORITY, NORMAL_PRIORITY, type QueueObserver, WorkQueue } from '../work-queue.ts';
import { counter, gauge, histogram, type Registry } from './registry.ts';

const RESULTS = ['success', 'requeue_after', 'error'] as const satisfies readonly Reconciled['outcome'][];
/** The buckets of controller-runtime (pkg/internal/controller/metrics/metrics.go, v0.22). */
const RECONCILE_SECONDS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2,
  2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
];
/** The buckets of controller-runtime (pkg/internal/metrics/workqueue.go, v0.22). */
const QUEUE_SECONDS = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000];

/** Returns a function that makes controllers, measured with the metric names of controller-runtime. */
export function measuredControllers(registry: Registry): (options: ControllerOptions) => Controller {
  const controllers: Controller[] = [];
  const observers = reconcileMetrics(registry, controllers);
  const queueObservers = queueMetrics(registry, controllers);
  return (options) => {
    const queue = new WorkQueue({ clock: options.clock, observer: queueObservers(options.name) });
    const controller = new Controller({ ...options, queue, observer: observers(options.name) });
    controllers.push(controller);
    return controller;
  };
}

function reconcileMetrics(
  registry: Registry,
  controllers: readonly Controller[],
): (name: string) => NonNullable<ControllerOptions['observer']> {
  const reconciles = counter(registry, {
    name: 'controller_runtime_reconcile_total',
    help: 'Reconciles by result: success, requeue_after or error.',
    labels: ['controller', 'result'],
  });
  const errors = counter(registry, {
    name: 'controller_runtime_reconcile_errors_total',
    help: 'Reconciles that failed; each is retried.',
    labels: ['controller'],
  });
  const panics = counter(registry, {
    name: 'controller_runtime_reconcile_panics_total',
    help: 'Reconciles that failed by a programming error.',
    labels: ['controller'],
  });
  const timeouts = counter(registry, {
    name: 'controller_runtime_reconcile_timeouts_total',
    help: 'Reconciles that exceeded their deadline.',
    labels: ['controller'],
  });
  const seconds = histogram(registry, {
    name: 'controller_runtime_reconcile_time_seconds',
    help: 'Duration of a reconcile.',
    labels: ['controller'],
    buckets: RECONCILE_SECONDS,
  });
  gauge(registry, {
    name: 'controller_runtime_active_workers',
    help: 'Workers that are reconciling at the moment.',
    labels: ['controller'],
    values: () => controllers.map(({ name, activeWorkers }) => [{ controller: name }, activeWorkers]),
  });
  gauge(registry, {
    name: 'controller_runtime_max_concurrent_reconciles',
    help: 'Number of workers.',
    labels: ['controller'],
    values: () => controllers.map(({ name, concurrency }) => [{ controller: name }, concurrency]),
  });
  return (controller) => {
    RESULTS.forEach((result) => reconciles({ controller, result }, 0));
    [errors, panics, timeouts].forEach((count) => count({ controller }, 0));
    return ({ outcome, ms, panic, late }) => {
      reconciles({ controller, result: outcome });
      seconds({ controller }, ms);
      if (outcome === 'error') {
        errors({ controller });
      }
      if (panic) {
        panics({ controller });
      }
      if (late) {
        timeouts({ controller });
      }
    };
  };
}

/** Each controller has one queue of the same name. */
function queueMetrics(registry: Registry, controllers: readonly Controller[]): (name: string) => QueueObserver {
  const labels = ['name', 'controller'] as const;
  const adds = counter(registry, {
    name: 'workqueue_adds_total',
    help: 'Objects added to the queue.',
    labels,
  });
  const retries = counter(registry, {
    name: 'workqueue_retries_total',
    help: 'Retries that were queued after a failure.',
    labels,
  });
  const waited = histogram(registry, {
    name: 'workqueue_queue_duration_seconds',
    help: 'Time that an object waited for a worker.',
    labels,
    buckets: QUEUE_SECONDS,
  });
  const worked = histogram(registry, {
    name: 'workqueue_work_duration_seconds',
    help: 'Time that a worker needed for an object.',
    labels,
    buckets: QUEUE_SECONDS,
  });
  gauge(registry, {
    name: 'workqueue_depth',
    help: `Objects that wait for a worker. Changes have priority ${NORMAL_PRIORITY}; objects at a start and resyncs have ${LOW_PRIORITY}.`,
    labels: ['name', 'controller', 'priority'],
    values: () =>
      controllers.flatMap(({ name, queue }) =>
        [...queue.depths].map(([priority, depth]): [Record<'name' | 'controller' | 'priority', string>, number] => [
          { name, controller: name, priority: String(priority) },
          depth,
        ]),
      ),
  });
  const runs = (name: string, help: string, sum: (seconds: readonly number[]) => number): void =>
    gauge(registry, {
      name,
      help,
      labels,
      values: () =>
        controllers.map(({ name: controller, queue }) => [
          { name: controller, controller },
          sum([...queue.runningMs.values()].map((ms) => ms / 1000)),
        ]),
    });
  runs('workqueue_unfinished_work_seconds', 'Total time that workers have spent on their current objects.', (seconds) =>
    seconds.reduce((sum, each) => sum + each, 0),
  );
  runs(
    'workqueue_longest_running_processor_seconds',
    'The longest time that a worker has spent on its current object.',
    (seconds) => Math.max(0, ...seconds),
  );
  return (name) => {
    [adds, retries].forEach((count) => count({ name, controller: name }, 0));
    return {
      onAdd: () => adds({ name, controller: name }),
      onRetry: () => retries({ name, controller: name }),
      onStart: (ms) => waited({ name, controller: name }, ms),
      onDone: (ms) => worked({ name, controller: name }, ms),
    };
  };
}
