import type { Metrics } from '../../runtime/metrics.ts';
import type { Fault } from '../pods/diagnosis/fault.ts';
import type { EvictionOutcome } from '../pods/recovery/evict.ts';

/** Counters over all objects. */
export interface DeploymentMetrics {
  readonly replacement: (outcome: EvictionOutcome) => void;
  readonly fault: (fault: Pick<Fault, 'id' | 'role'>) => void;
}

export function deploymentMetrics(metrics: Pick<Metrics, 'counter'>): DeploymentMetrics {
  const replacements = metrics.counter({
    name: 'iceoryx_pod_replacements_total',
    help: 'Attempts to replace a pod after its RouDi died: evicted, deleted (a disruption budget forbade eviction) or blocked.',
    labels: ['outcome'],
  });
  const faults = metrics.counter({
    name: 'iceoryx_faults_total',
    help: 'Faults found in pods, each counted once, by fault (docs/troubleshooting.md) and container: roudi, app, agent, other, or the pod as a whole.',
    labels: ['fault', 'role'],
  });
  return {
    replacement: (outcome) => replacements({ outcome }),
    fault: ({ id, role }) => faults({ fault: id, role }),
  };
}
