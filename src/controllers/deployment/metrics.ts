import type { Metrics } from '../../runtime/metrics.ts';
import type { Fault } from '../pods/diagnosis/fault.ts';
import type { EvictionOutcome } from '../pods/recovery/evict.ts';

/** What the controller counts over all objects. */
export interface DeploymentMetrics {
  readonly replacement: (outcome: EvictionOutcome) => void;
  readonly fault: (fault: Pick<Fault, 'id' | 'role'>) => void;
}

export function deploymentMetrics(metrics: Pick<Metrics, 'counter'>): DeploymentMetrics {
  const replacements = metrics.counter({
    name: 'iceoryx_pod_replacements_total',
    help: 'Attempts to replace a pod whose RouDi died: evicted, deleted (a disruption budget forbade eviction) or blocked.',
    labels: ['outcome'],
  });
  const faults = metrics.counter({
    name: 'iceoryx_faults_total',
    help: 'Faults found in pods, each once, by what was found (docs/troubleshooting.md) and in which container: roudi, app, link, other, or the pod as a whole.',
    labels: ['fault', 'role'],
  });
  return {
    replacement: (outcome) => replacements({ outcome }),
    fault: ({ id, role }) => faults({ fault: id, role }),
  };
}
