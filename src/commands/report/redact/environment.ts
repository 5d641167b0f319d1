import { isRecord } from '../../../pod/same.ts';
import { isFreeMap, type Path } from './walk.ts';

/** The list `env` of a container or of RouDi, or what a user wrote in its place; not a label of that name. */
export function isEnvironment(path: Path, value: unknown): value is object {
  return path.at(-1) === 'env' && !isFreeMap(path.slice(0, -1)) && typeof value === 'object' && value !== null;
}

/** What says where a value comes from, and not what it is. */
const SOURCES: ReadonlySet<string> = new Set([
  'configMapKeyRef',
  'fieldRef',
  'fileKeyRef',
  'resourceFieldRef',
  'secretKeyRef',
]);

/** One variable, apart from what is secret of it. */
interface Variable {
  readonly kept: Readonly<Record<string, unknown>>;
  /** `value`, and whatever else a user wrote: templates of an IceoryxDeployment may contain unknown fields. */
  readonly secret: Readonly<Record<string, unknown>>;
}

/** The variables of an {@link isEnvironment}. */
export function variablesOf(environment: object): Variable[] {
  const entries: unknown[] = Array.isArray(environment) ? environment : [environment];
  return entries.map((entry) => {
    if (!isRecord(entry)) {
      return { kept: {}, secret: { value: entry } };
    }
    const { name, valueFrom, ...secret } = entry;
    const isSource = isRecord(valueFrom) && Object.keys(valueFrom).every((key) => SOURCES.has(key));
    return Array.isArray(environment) && (name === undefined || typeof name === 'string')
      ? {
          kept: { ...(name === undefined ? {} : { name }), ...(isSource ? { valueFrom } : {}) },
          secret: { ...secret, ...(isSource || valueFrom === undefined ? {} : { valueFrom }) },
        }
      : { kept: {}, secret: entry };
  });
}

/** All texts and numbers within a value. */
export function leavesOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(leavesOf);
  }
  if (isRecord(value)) {
    return Object.values(value).flatMap(leavesOf);
  }
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}
