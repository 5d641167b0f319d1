import { formats } from '@kubernetes-models/validate';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type IceoryxDeployment, schema } from './iceoryx-deployment.generated.ts';

/**
 * What the schema refuses about an object. Like kubectl, it refuses unknown fields, which are most often typing
 * mistakes, except inside of what Kubernetes defines, such as the pod template.
 */
export function structureErrors(object: unknown): readonly ErrorObject[] {
  const validate = compiled();
  return validate(structuredClone(object)) ? [] : (validate.errors ?? []);
}

/** A copy with the schema's defaults, as the API server stores it. */
export function withDefaults(object: IceoryxDeployment): IceoryxDeployment {
  const copy = structuredClone(object);
  compiled()(copy);
  return copy;
}

let validator: ValidateFunction | undefined;

/** Compiled at first use: it takes longer than everything else at start. */
function compiled(): ValidateFunction {
  validator ??= new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    useDefaults: true,
    formats,
    keywords: [listMapKeys],
  }).compile(forAjv(schema, '') as object);
  return validator;
}

/** Says what ajv does not know of Kubernetes' schemas in its own words. */
function forAjv(node: unknown, path: string): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => forAjv(item, path));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const entries = Object.entries(node).map(([key, value]) => [key, forAjv(value, `${path}/${key}`)] as const);
  const converted: Record<string, unknown> = Object.fromEntries(entries);
  if (converted['x-kubernetes-int-or-string'] === true) {
    converted['type'] = ['integer', 'string'];
  }
  if (converted['x-kubernetes-list-type'] === 'set') {
    converted['uniqueItems'] = true;
  }
  const closed = converted['type'] === 'object' && converted['properties'] !== undefined;
  if (closed && converted['x-kubernetes-preserve-unknown-fields'] !== true && path !== '/properties/metadata') {
    converted['additionalProperties'] = false;
  }
  return converted;
}

const listMapKeys = {
  keyword: 'x-kubernetes-list-map-keys',
  type: 'array',
  validate: (keys: readonly string[], items: readonly unknown[]): boolean => {
    const seen = items.map((item) =>
      JSON.stringify(keys.map((key) => (item as Record<string, unknown> | null)?.[key])),
    );
    return new Set(seen).size === seen.length;
  },
} as const;
