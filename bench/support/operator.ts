import type { Cluster } from '../../test/cluster/cluster.ts';
import { startOperator } from '../../test/support/operator.ts';
import type { Program } from '../../test/support/program.ts';

/** The operator with its metrics. */
export interface Measured {
  readonly program: Program;
  /** The sum of a metric's values, of those whose labels match. */
  readonly metric: (name: string, labels?: RegExp) => Promise<number>;
}

/**
 * Starts the operator and waits until it works. Without leader election: its renewals would count as writes, and one
 * that is stopped for a while would have lost its lease.
 */
export async function startMeasured(cluster: Cluster): Promise<Measured> {
  const program = await startOperator(cluster, '--metrics-port', '0', '--no-leader-elect');
  await program.until(({ events }) => events.some(({ message }) => message === 'running'), 60);
  const { port } = program.events.find(({ message }) => message === 'serving metrics') as { port: number };
  return {
    program,
    metric: async (name, labels = /.*/) => {
      const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      let sum = 0;
      for (const line of page.split('\n')) {
        const sample = /^(?<name>\w+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/.exec(line)?.groups;
        if (sample?.['name'] === name && labels.test(sample['labels'] ?? '')) {
          sum += Number(sample['value']);
        }
      }
      return sum;
    },
  };
}
