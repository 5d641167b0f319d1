import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES, type Pod } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden, isNotFound } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import { PODS } from '../../kube/resource.ts';
import {
  appsOfDomain,
  podNamed,
  podsOfOperator,
  podsOfDeployment,
  podsOfProfile,
  podsOfWorkload,
  podsSelected,
  type PodSource,
  roudisOfDomain,
} from './pods-of.ts';
import { POD_KINDS, type Target, type TargetKind } from './target.ts';

/** What a command is about, as it was found in the cluster. */
export interface Subject {
  /** Such as `ioxd/hello`. */
  readonly name: string;
  /** Undefined for all namespaces. */
  readonly namespace: string | undefined;
  /** The object; undefined for a label selector. */
  readonly object?: KubeObject;
  /** Whether it is one pod. */
  readonly isPod: boolean;
  readonly sources: readonly PodSource[];
  /** Rights that are missing, and what is left out for that. */
  readonly missing: readonly string[];
}

/**
 * Finds what a target names.
 *
 * @throws Error naming what was looked for and where, if there is no such thing
 */
export async function findSubject(client: KubeClient, target: Target, namespace: string): Promise<Subject> {
  const kinds = target.kind === undefined ? POD_KINDS : [target.kind];
  const key = `${namespace}/${target.name}`;
  const looks = await Promise.all(kinds.map(async (kind) => look(client, kind, key)));
  const found = looks.find((each) => 'object' in each);
  if (found !== undefined) {
    return subjectOf(client, found.kind, found.object, namespace);
  }
  const forbidden = looks.flatMap((each) => ('forbidden' in each ? [each.kind.resource.plural] : []));
  const what = target.kind?.resource.kind ?? 'pod, and no object that has pods,';
  const rights = forbidden.length === 0 ? '' : `; there is no right to get ${forbidden.join(', ')} there`;
  throw new Error(
    `there is no ${what} named '${target.name}' in namespace '${namespace}'${rights}. kubectl get ioxd,ioxprofile,ioxdom,pods -n ${namespace} shows what there is; -n names another namespace`,
  );
}

type Look =
  | { readonly kind: TargetKind; readonly object: KubeObject }
  | { readonly kind: TargetKind; readonly forbidden: true }
  | { readonly kind: TargetKind };

async function look(client: KubeClient, kind: TargetKind, key: string): Promise<Look> {
  try {
    return { kind, object: await client.get(kind.resource, key) };
  } catch (error) {
    if (isForbidden(error)) {
      return { kind, forbidden: true };
    }
    // An unknown kind, because the definitions are not installed, is the same to this.
    if (isNotFound(error)) {
      return { kind };
    }
    throw error;
  }
}

async function subjectOf(
  client: KubeClient,
  { resource, short }: TargetKind,
  object: KubeObject,
  namespace: string,
): Promise<Subject> {
  const { name } = object.metadata;
  const shown = `${resource === PODS ? 'pod' : short}/${name}`;
  const subject = { name: shown, namespace, object, isPod: resource === PODS, missing: [] };
  switch (resource) {
    case PODS:
      return { ...subject, sources: [podNamed(namespace, name)] };
    case ICEORYX_DEPLOYMENTS:
      return { ...subject, sources: [podsOfDeployment(namespace, name)] };
    case ICEORYX_PROFILES:
      return { ...subject, sources: [podsOfProfile(namespace, name)] };
    case ICEORYX_DOMAINS: {
      const everywhere = await mayListEverywhere(client);
      return {
        ...subject,
        sources: [
          roudisOfDomain(namespace, name),
          ...appsOfDomain(namespace, name, everywhere ? undefined : namespace),
        ],
        missing: everywhere
          ? []
          : [`apps of the domain in other namespaces are left out: there is no right to list pods in all namespaces`],
      };
    }
    default: {
      const source = podsOfWorkload(object);
      if (source === undefined) {
        throw new Error(`${shown} in namespace '${namespace}' selects no pods`);
      }
      return { ...subject, sources: [source] };
    }
  }
}

/**
 * The pods that a label selector finds; without one, all that use iceoryx.
 *
 * @param namespace undefined for all namespaces
 */
export function selectedSubject(namespace: string | undefined, selector: string | undefined): Subject {
  const rest = { namespace, isPod: false, missing: [] };
  return selector === undefined
    ? { ...rest, name: 'iceoryx', sources: podsOfOperator(namespace) }
    : { ...rest, name: `-l ${selector}`, sources: [podsSelected(namespace, selector)] };
}

/** The namespaces of a subject, for messages. */
export function inNamespaces(namespace: string | undefined): string {
  return namespace === undefined ? 'in all namespaces' : `in namespace ${namespace}`;
}

async function mayListEverywhere(client: KubeClient): Promise<boolean> {
  try {
    await client.list(PODS, { limit: 1, metadataOnly: true });
    return true;
  } catch (error) {
    if (isForbidden(error)) {
      return false;
    }
    throw error;
  }
}

/** The pods of a subject as they are now, by name. */
export async function listPods(client: KubeClient, sources: readonly PodSource[]): Promise<readonly Pod[]> {
  const found = new Map<string, Pod>();
  await Promise.all(
    sources.map(async ({ selection, accepts }) =>
      readPages(client, PODS, selection, (object) => {
        const pod = object as unknown as Pod;
        if (accepts(pod)) {
          found.set(objectKey(pod), pod);
        }
      }),
    ),
  );
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pod]) => pod);
}
