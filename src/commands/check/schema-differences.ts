/** What a schema has at one path. */
interface Field {
  readonly values: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** How a schema differs from the one that is expected. */
export interface SchemaDifferences {
  /** Paths of fields that only the expected one has, such as `spec.roudi.segments[].reader`. */
  readonly missing: readonly string[];
  /** Paths of fields that only the other one has. */
  readonly unknown: readonly string[];
  /** Paths at which values of an enumeration or rules are missing. */
  readonly narrower: readonly string[];
}

/** Compares schemas of definitions: fields, values and rules, and not their descriptions. */
export function schemaDifferences(expected: unknown, found: unknown): SchemaDifferences {
  const [ours, theirs] = [fieldsOf(expected), fieldsOf(found)];
  const common = [...ours].filter(([path]) => theirs.has(path));
  return {
    missing: topmost([...ours.keys()].filter((path) => !theirs.has(path))),
    unknown: topmost([...theirs.keys()].filter((path) => !ours.has(path))),
    narrower: common.flatMap(([path, { values, rules }]) => {
      const other = theirs.get(path);
      const lacks =
        [...values].some((one) => !other?.values.has(one)) || [...rules].some((one) => !other?.rules.has(one));
      return lacks ? [path === '' ? 'the object' : path] : [];
    }),
  };
}

/** Fields within one that is missing are not told. */
function topmost(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`) || path.startsWith(`${other}[`)));
}

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
  readonly enum?: readonly unknown[];
  readonly 'x-kubernetes-validations'?: readonly { readonly rule?: string }[];
}

function fieldsOf(schema: unknown, path = '', fields = new Map<string, Field>()): Map<string, Field> {
  if (typeof schema !== 'object' || schema === null) {
    return fields;
  }
  const { properties, items, additionalProperties, enum: values, ...rest } = schema as Schema;
  fields.set(path, {
    values: new Set((values ?? []).map((value) => JSON.stringify(value))),
    rules: new Set((rest['x-kubernetes-validations'] ?? []).map(({ rule = '' }) => rule.trim())),
  });
  for (const [name, property] of Object.entries(properties ?? {})) {
    fieldsOf(property, path === '' ? name : `${path}.${name}`, fields);
  }
  fieldsOf(items, `${path}[]`, fields);
  fieldsOf(additionalProperties, `${path}[*]`, fields);
  return fields;
}
