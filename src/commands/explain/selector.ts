/** A selector of labels, as webhooks and workloads have it. */
export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key?: string;
    readonly operator?: string;
    readonly values?: readonly string[];
  }[];
}

type Labels = Readonly<Record<string, string>>;

/** Whether labels are selected; all are by an empty selector. */
export function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels = {}): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key = '', operator, values = [] }) => {
      const value = labels[key];
      const isIn = value !== undefined && values.includes(value);
      return (
        (operator === 'In' && isIn) ||
        (operator === 'NotIn' && !isIn) ||
        (operator === 'Exists' && value !== undefined) ||
        (operator === 'DoesNotExist' && value === undefined)
      );
    })
  );
}
