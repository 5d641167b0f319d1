import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';

export { Registry };

/** What a metric is called, means and is told apart by. Labels hold nothing that grows with the number of objects. */
export interface Definition<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

type Labels<Label extends string> = Readonly<Record<Label, string | number>>;

/** Counts up; by 0 it makes a series visible before anything has happened, so that the first time is seen as a rise. */
export function counter<Label extends string>(
  registry: Registry,
  { name, help, labels }: Definition<Label>,
): (labels: Labels<Label>, count?: number) => void {
  const metric = new Counter<string>({ name, help, labelNames: labels, registers: [registry] });
  return (values, count) => metric.inc(values, count);
}

/** Counts up elsewhere, and is asked whenever somebody looks. */
export function total<Label extends string>(
  registry: Registry,
  { name, help, labels, values }: Definition<Label> & { readonly values: () => Iterable<[Labels<Label>, number]> },
): void {
  const metric = new Counter<string>({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect: () => {
      metric.reset();
      for (const [of, value] of values()) {
        metric.inc(of, value);
      }
    },
  });
}

/** Counts seconds by how many they were. */
export function histogram<Label extends string>(
  registry: Registry,
  { name, help, labels, buckets }: Definition<Label> & { readonly buckets: readonly number[] },
): (labels: Labels<Label>, ms: number) => void {
  const metric = new Histogram<string>({
    name,
    help,
    labelNames: labels,
    buckets: [...buckets],
    registers: [registry],
  });
  return (values, ms) => metric.observe(values, ms / 1000);
}

/** Is asked whenever somebody looks. */
export function gauge<Label extends string>(
  registry: Registry,
  { name, help, labels, values }: Definition<Label> & { readonly values: () => Iterable<[Labels<Label>, number]> },
): void {
  const metric = new Gauge<string>({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect: () => {
      metric.reset();
      for (const [of, value] of values()) {
        metric.set(of, value);
      }
    },
  });
}
