/** The part of a structural schema that defines where null is a valid value. */
interface NullSchema {
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, NullSchema>>;
  readonly additionalProperties?: NullSchema;
  readonly items?: NullSchema;
}

/**
 * Removes, in place, the nulls that the API server treats as absent fields, such as that of `annotations:` with nothing
 * after it. These are the nulls of fields that are in the schema and not nullable. Nulls in lists stay and are refused.
 * (PruneNonNullableNullsWithoutDefaults and Default in apiextensions-apiserver 0.36, pkg/apiserver/schema/defaulting)
 */
export function removeNulls(value: unknown, schema: NullSchema | undefined): void {
  if (typeof value !== 'object' || value === null || schema === undefined) {
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) {
      removeNulls(item, schema.items);
    }
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const field = schemaOf(key, schema);
    if (child === null && field !== undefined && field.nullable !== true) {
      delete (value as Record<string, unknown>)[key];
    } else {
      removeNulls(child, field);
    }
  }
}

function schemaOf(key: string, { properties, additionalProperties }: NullSchema): NullSchema | undefined {
  return properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
}
