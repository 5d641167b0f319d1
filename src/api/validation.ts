import { printable } from '../text.ts';
import type { ErrorObject } from 'ajv';
import type { IceoryxDeployment } from './iceoryx-deployment.generated.ts';
import { depthProblems } from './rules/depth.ts';
import { pathOf, type Problem, unless } from './rules/problem.ts';
import { ruleProblems } from './rules.ts';
import { admitted, type Structure } from './structure.ts';

export type { Problem } from './rules/problem.ts';

/**
 * All errors for which an API server would refuse an IceoryxDeployment, determined without an API server. The object is
 * as the user wrote it, so defaults may be missing. An empty list means that the object would be admitted.
 */
export function problemsOf(object: unknown): Problem[] {
  return problemsBy(ruleProblems, object);
}

/** The same with other rules, for an object with the structure of an IceoryxDeployment. */
export function problemsBy(rules: Rules, object: unknown): Problem[] {
  return storedBy(rules, object).problems ?? [];
}

type Rules<T = IceoryxDeployment> = (object: T) => Problem[];

/** An object as an API server stores it, or why it would refuse it. */
export type Stored<T = IceoryxDeployment> =
  | { readonly object: T; readonly problems?: never }
  | { readonly object?: never; readonly problems: Problem[] };

/** Both at once: to set the defaults takes as long as to find what is wrong. */
export function storedBy<T = IceoryxDeployment>(rules: Rules<T>, written: unknown, structure?: Structure): Stored<T> {
  const tooDeep = depthProblems(written);
  if (tooDeep.length > 0) {
    return { problems: tooDeep };
  }
  const { copy, errors } = admitted(written, structure);
  const problems = [...errors.map((error) => toProblem(error)), ...missingName(written)];
  if (problems.length > errors.length || errors.some(({ keyword }) => BLOCKING.has(keyword))) {
    return { problems };
  }
  const object = copy as T;
  const all = [...problems, ...rules(object)];
  return all.length > 0 ? { problems: all } : { object };
}

/** After an error of these kinds an object cannot be checked against the rules; the API server skips them too. */
const BLOCKING = new Set(['const', 'maxItems', 'maxLength', 'maxProperties', 'required', 'type']);

/** Rejects an object without a name. The API server requires a name of every object, which a schema cannot express. */
function missingName(object: unknown): Problem[] {
  const { metadata } = (object ?? {}) as { metadata?: { name?: unknown } };
  return unless((metadata?.name ?? '') !== '', 'metadata.name', metadata?.name, 'name is missing; add it');
}

const MAX_QUOTED = 200;

/** A value as a message quotes it: enough to find the value. */
function quoted(value: unknown): string {
  // JSON.stringify returns undefined for undefined, although its type does not say so.
  const json = JSON.stringify(value) as string | undefined;
  const text = printable(json ?? 'nothing');
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}

/** The words for a value that is none of those that a field can have. */
export function notAllowed(value: unknown, allowed: readonly string[]): string {
  return `${quoted(value)} is not one of the values allowed here; use ${allowed.join(', ')}`;
}

function toProblem({ instancePath, keyword, params, data, message }: ErrorObject): Problem {
  const path = toPath(instancePath);
  const at = (field: string): string => (path === '' ? field : `${path}.${field}`);
  const text = quoted(data);
  switch (keyword) {
    case 'required': {
      const field = String(params['missingProperty']);
      return { path: at(field), value: undefined, message: `${field} is missing; add it` };
    }
    case 'additionalProperties': {
      const field = String(params['additionalProperty']);
      const value = (data as Record<string, unknown>)[field];
      return { path: at(field), value, message: `there is no field ${field}; remove it or correct its name` };
    }
    case 'enum': {
      return { path, value: data, message: notAllowed(data, params['allowedValues'] as string[]) };
    }
    case 'x-kubernetes-list-map-keys':
    case 'uniqueItems':
      return { path, value: data, message: 'two items have the same key; keep one of them, or rename the other' };
    default:
      return { path, value: data, message: `${text} is refused here; it ${message ?? `fails ${keyword}`}` };
  }
}

/** `/spec/roudi/segments/0` → `spec.roudi.segments[0]` */
function toPath(pointer: string): string {
  const keys = pointer.split('/').slice(1);
  return pathOf(keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')));
}
