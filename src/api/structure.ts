import type { ErrorObject } from 'ajv';
import { type IceoryxDeployment, schema } from './iceoryx-deployment.generated.ts';
import * as validator from './iceoryx-deployment-validator.generated.ts';
import { removeNulls } from './nulls.ts';

/** A kind whose objects are validated without an API server. */
export interface Structure {
  readonly schema: object;
  /** Sets defaults in its argument, and keeps its errors as a property. */
  readonly validate: { (object: unknown): boolean; errors?: readonly ErrorObject[] | null };
}

const DEPLOYMENT: Structure = { schema, validate: validator.validate };

/**
 * Errors of the schema about an object. As with kubectl, unknown fields are errors, because they are mostly typing
 * mistakes, but not inside the structures of Kubernetes, such as the pod template.
 */
export function structureErrors(object: unknown): readonly ErrorObject[] {
  return admitted(object).errors;
}

/** A copy with the schema's defaults and without nulls, as the API server stores it. */
export function withDefaults(object: IceoryxDeployment): IceoryxDeployment {
  return admitted(object).copy;
}

/** Both of them. The API server removes nulls before it sets defaults, and validates the result. */
export function admitted<T>(
  object: T,
  { schema, validate }: Structure = DEPLOYMENT,
): { readonly copy: T; readonly errors: readonly ErrorObject[] } {
  const copy = structuredClone(object);
  removeNulls(copy, schema);
  const errors = validate(copy) ? [] : (validate.errors ?? []);
  return { copy, errors: errors.map((error) => ({ ...error, data: valueAt(copy, error.instancePath) })) };
}

/** @param pointer JSON pointer (RFC 6901) */
function valueAt(object: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((node, part) => (node as Record<string, unknown>)[part], object);
}
