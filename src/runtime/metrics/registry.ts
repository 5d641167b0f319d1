import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';

export { Registry };

/** Name, help text and labels of a metric. Label values must not grow in number with the objects of the cluster. */
export interface Definition<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

type Labels<Label extends string> = Readonly<Record<Label, string | number>>;

/** A counter. Adding 0 makes a series visible before anything has happened, so that its first increase is seen. */
export function counter<Label extends string>(
  registry: Registry,
  { name, help, labels }: Definition<Label>,
): (labels: Labels<Label>, count?: number) => void {
  const metric = new Counter<string>({ name, help, labelNames: labels, registers: [registry] });
  return (values, count) => metric.inc(values, count);
}

/** A counter whose value is kept elsewhere and read at each scrape. */
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

/** A histogram of durations in seconds. */
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

/** A gauge that is read at each scrape. */
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
