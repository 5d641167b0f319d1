import type { Problem } from '../api/rules/problem.ts';
import type { TemplatePlace } from '../api/rules/template.ts';
import { INJECT_LABEL, JOIN_DOMAIN_ANNOTATION, PROFILE_LABEL } from './names.ts';
import type { LabelSelector } from './request.ts';
import { isRecord } from './same.ts';

/** An object with pods, and the template that they are made from. */
export interface Workload {
  readonly kind: string;
  /** Empty if the API server is to choose it. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly object: Readonly<Record<string, unknown>>;
  /** Path of the template in the object; empty for a pod, which is its own. */
  readonly at: readonly string[];
  /** As its author wrote it: it may have any shape. */
  readonly template: unknown;
  readonly place: TemplatePlace;
  /** Selects the pods of the same controller. Only for an object that is one of them. */
  readonly siblings?: LabelSelector | undefined;
}

interface Kind {
  readonly at: readonly string[];
  /** Whether pods may end, because they need not restart. */
  readonly mayEnd: boolean;
}

const TEMPLATE = ['spec', 'template'];

/** The kinds whose pods can have RouDi, by apiVersion and kind. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['apps/v1 Deployment', { at: TEMPLATE, mayEnd: false }],
  ['apps/v1 StatefulSet', { at: TEMPLATE, mayEnd: false }],
  ['apps/v1 DaemonSet', { at: TEMPLATE, mayEnd: false }],
  ['apps/v1 ReplicaSet', { at: TEMPLATE, mayEnd: false }],
  ['batch/v1 Job', { at: TEMPLATE, mayEnd: true }],
  ['batch/v1 CronJob', { at: ['spec', 'jobTemplate', ...TEMPLATE], mayEnd: true }],
  ['v1 Pod', { at: [], mayEnd: true }],
]);

/** The kinds, for messages. */
export const KINDS_IN_WORDS = [...KINDS.keys()].map((key) => key.split(' ')[1]).join(', ');

/** Labels and annotations by which pods ask. */
const ASKING: ReadonlySet<string> = new Set([PROFILE_LABEL, INJECT_LABEL, JOIN_DOMAIN_ANNOTATION]);

/** The object as a workload; undefined if it is none of a kind whose pods can have RouDi. */
export function workloadOf(object: unknown): Workload | undefined {
  if (!isRecord(object)) {
    return undefined;
  }
  const kind = wordOf(object['kind']);
  const known = KINDS.get(`${wordOf(object['apiVersion'])} ${kind}`);
  if (known === undefined) {
    return undefined;
  }
  const { at, mayEnd } = known;
  const { name, namespace } = recordAt(object, ['metadata']);
  return {
    kind,
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' ? namespace : undefined,
    object,
    at,
    template: at.length === 0 ? { metadata: object['metadata'], spec: object['spec'] } : valueAt(object, at),
    place: { root: at.join('.'), restarting: mayEnd ? undefined : kind, allowed: ASKING },
  };
}

/** The object with another template. */
export function withTemplate({ object, at }: Workload, template: object): Record<string, unknown> {
  return at.length === 0 ? { ...object, ...template } : replaced(object, at, template);
}

function replaced(object: object, [key = '', ...rest]: readonly string[], value: object): Record<string, unknown> {
  const fields = object as Record<string, unknown>;
  return { ...fields, [key]: rest.length === 0 ? value : replaced(recordAt(fields, [key]), rest, value) };
}

/** What pods ask for. */
export interface Ask {
  /** Name of an IceoryxProfile. */
  readonly profile?: string;
  /** An IceoryxDomain that they use without a profile of their own. */
  readonly domain?: { readonly namespace: string; readonly name: string };
}

/** What the pods of an object ask for; undefined if they do not ask. Or why that cannot be told. */
export function askOf(object: unknown): { readonly ask?: Ask | undefined; readonly problems: readonly Problem[] } {
  const workload = workloadOf(object);
  const place = workload === undefined ? TEMPLATE : workload.at;
  const { ask, problems } = askIn(recordAt(object, [...place, 'metadata']), place.join('.'));
  if (ask === undefined && problems.length === 0) {
    return { problems: workload === undefined ? [] : misplaced(workload) };
  }
  return workload === undefined ? { problems: [unserved(object)] } : { ask, problems };
}

function askIn(metadata: Readonly<Record<string, unknown>>, root: string): ReturnType<typeof askOf> {
  const { [PROFILE_LABEL]: profile, [INJECT_LABEL]: inject } = recordAt(metadata, ['labels']);
  const { [JOIN_DOMAIN_ANNOTATION]: domain } = recordAt(metadata, ['annotations']);
  const at = root === '' ? 'metadata' : `${root}.metadata`;
  const wrong = (field: string, value: unknown, message: string) => ({
    problems: [{ path: `${at}.${field}`, value, message }],
  });
  // A value that is no string is refused with the rest of the template.
  if (inject !== undefined && !['true', 'false'].includes(wordOf(inject))) {
    const message = `label '${INJECT_LABEL}' is '${wordOf(inject)}'; use "true" for pods that ask for RouDi, or "false"`;
    return wrong('labels', inject, message);
  }
  if (wordOf(inject) === 'false') {
    return { problems: [] };
  }
  if (domain === undefined) {
    const ask = profile === undefined ? {} : { profile: wordOf(profile) };
    return profile === undefined && inject === undefined ? { problems: [] } : { ask, problems: [] };
  }
  if (profile !== undefined) {
    const message = `annotation '${JOIN_DOMAIN_ANNOTATION}' and label '${PROFILE_LABEL}' are both set, but it is the profile that says which RouDi its pods use; remove one of them`;
    return wrong('annotations', domain, message);
  }
  if (inject === undefined) {
    const message = `annotation '${JOIN_DOMAIN_ANNOTATION}' is set, but no label asks for RouDi; add the label ${INJECT_LABEL}: "true"`;
    return wrong('annotations', domain, message);
  }
  const parts = /^(?<namespace>[^/]+)\/(?<name>[^/]+)$/.exec(wordOf(domain))?.groups;
  if (parts === undefined) {
    const message = `annotation '${JOIN_DOMAIN_ANNOTATION}' is '${wordOf(domain)}'; write the IceoryxDomain as NAMESPACE/NAME`;
    return wrong('annotations', domain, message);
  }
  const { namespace = '', name = '' } = parts;
  return { ask: { domain: { namespace, name } }, problems: [] };
}

/** Labels on the workload itself ask for nothing. That is a mistake, unless the pods say that they do not ask. */
function misplaced({ object, at, template }: Workload): Problem[] {
  const own = recordAt(object, ['metadata', 'labels']);
  const label = [PROFILE_LABEL, INJECT_LABEL].find((key) => own[key] !== undefined && own[key] !== 'false');
  const isSettled = recordAt(template, ['metadata', 'labels'])[INJECT_LABEL] !== undefined;
  return at.length === 0 || label === undefined || isSettled
    ? []
    : [
        {
          path: 'metadata.labels',
          value: own,
          message: `label '${label}' is on the workload, but it is pods that ask; put it into ${at.join('.')}.metadata.labels`,
        },
      ];
}

function unserved(object: unknown): Problem {
  const { apiVersion, kind } = object as { apiVersion?: unknown; kind?: unknown };
  const message =
    kind === 'IceoryxDeployment'
      ? 'the pods of an IceoryxDeployment have RouDi without asking for it; remove the labels and annotations that ask'
      : `pods of ${wordOf(kind)} (${wordOf(apiVersion)}) ask for RouDi, which only those of ${KINDS_IN_WORDS} can have; remove the labels that ask`;
  return { path: `${TEMPLATE.join('.')}.metadata`, value: kind, message };
}

function valueAt(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), object);
}

/** The object at a path; an empty one if there is something else. */
export function recordAt(object: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  const value = valueAt(object, path);
  return isRecord(value) ? value : {};
}

/** A value of the author's as a word: a string as it is, and anything else as JSON. */
export function wordOf(value: unknown): string {
  // JSON.stringify returns undefined for undefined, although its type does not say so.
  const json = JSON.stringify(value) as string | undefined;
  return typeof value === 'string' ? value : (json ?? 'nothing');
}
