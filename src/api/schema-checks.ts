/** Functions of the generated validator: checks of Kubernetes' schemas that JSON Schema does not have. */

const MAX_INT32 = 2 ** 31 - 1;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** The formats that the schema uses, as ajv expects them. */
export const formats = {
  int32: {
    type: 'number',
    validate: (value: number): boolean => Number.isInteger(value) && value <= MAX_INT32 && value >= -MAX_INT32 - 1,
  },
  int64: { type: 'number', validate: (value: number): boolean => Number.isInteger(value) },
  'date-time': {
    type: 'string',
    validate: (value: string): boolean => RFC_3339.test(value) && !Number.isNaN(Date.parse(value)),
  },
} as const;

/** `x-kubernetes-list-map-keys`: no two items of a list have the same values for these keys. */
export function haveDistinctKeys(items: readonly unknown[], keys: readonly string[]): boolean {
  const seen = items.map((item) => JSON.stringify(keys.map((key) => (item as Record<string, unknown> | null)?.[key])));
  return new Set(seen).size === seen.length;
}
