import { markOf } from '../../pod/mark.ts';
import { AGENT_CONTAINER, INJECT_LABEL, PROFILE_LABEL } from '../../pod/names.ts';
import { cut } from '../../text.ts';
import type { Pod } from '../resources.ts';

/** The controller of a pod that asks for RouDi. For a ReplicaSet of a Deployment it is that Deployment. */
export interface PodOwner {
  readonly kind: string;
  readonly name: string;
}

/** What a pod that asks for RouDi has to tell. */
export interface Asking {
  /** Absent if nothing would create the pod again. */
  readonly owner?: PodOwner;
  /** Digest of what RouDi and the agent in it were made from, empty if it does not say. Absent if it has no agent. */
  readonly mark?: string;
}

/** Limits of names and kinds in Kubernetes. */
const MOST_NAME = 253;
const MOST_KIND = 63;

/** Projects what a pod asks for and what it got; nothing for a pod without the labels that ask. */
export function askingOf({ metadata, spec }: Pod): Asking {
  const { labels = {}, ownerReferences = [] } = metadata;
  if (labels[PROFILE_LABEL] === undefined && labels[INJECT_LABEL] === undefined) {
    return {};
  }
  const controller = ownerReferences.find((owner) => owner.controller === true);
  const hasAgent = spec?.initContainers?.some(({ name }) => name === AGENT_CONTAINER) === true;
  return {
    ...(controller === undefined ? {} : { owner: ownerFrom(controller, labels['pod-template-hash']) }),
    ...(hasAgent ? { mark: cut(markOf({ metadata, spec }) ?? '', MOST_KIND) } : {}),
  };
}

/** The name of a Deployment's ReplicaSet is its own and a hash, which its pods have in a label. */
function ownerFrom({ kind, name }: PodOwner, hash: string | undefined): PodOwner {
  return kind === 'ReplicaSet' && hash !== undefined && name.endsWith(`-${hash}`)
    ? { kind: 'Deployment', name: cut(name.slice(0, -hash.length - 1), MOST_NAME) }
    : { kind: cut(kind, MOST_KIND), name: cut(name, MOST_NAME) };
}
