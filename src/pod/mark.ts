import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { type IceoryxProfile, stored } from '../api/iceoryx-profile.ts';
import type { AgentImage } from './agent-image.ts';
import { digestOf } from './digest.ts';
import type { Domain } from './domain.ts';
import { AGENT_CONTAINER, INJECTED_ANNOTATION } from './names.ts';
import { isRecord } from './same.ts';
import { recordAt, wordOf } from './workload.ts';

/** What the additions to a pod are made from, apart from the pod itself. */
export interface InjectionInputs {
  readonly profile: IceoryxProfile;
  /** The IceoryxDomain that the profile names. */
  readonly domain?: Domain | undefined;
  /** The operator's image of RouDi, for profiles that name none. */
  readonly defaultImage?: string | undefined;
  readonly agent: AgentImage;
  readonly restartAllContainers: boolean;
}

/** Digest of what the additions to a pod are made from. Pods whose marks differ have different additions. */
export function markFor({ profile, domain, defaultImage, agent, restartAllContainers }: InjectionInputs): string {
  // Of the recovery only the mode is part of a pod, and none differs from that of the schema.
  const { recovery: _, ...policies } = stored(profile, {}).policies;
  const { mode } = profile.spec.recovery ?? {};
  // Pods are made for a domain that stays.
  const lasting = domain && { ...domain, isEnding: false };
  const image = (domain?.roudi ?? policies.roudi)?.image ?? defaultImage;
  return digestOf(inOrder([policies, mode, lasting, image, agent, restartAllContainers]));
}

/** The mark of a pod template that has RouDi and the agent; undefined for one that does not have them. */
export function markOf(template: unknown): string | undefined {
  const { [INJECTED_ANNOTATION]: mark } = recordAt(template, ['metadata', 'annotations']);
  const { initContainers } = recordAt(template, ['spec']);
  const hasAgent =
    Array.isArray(initContainers) &&
    initContainers.some((container) => recordAt(container, [])['name'] === AGENT_CONTAINER);
  return mark === undefined || !hasAgent ? undefined : wordOf(mark);
}

/** The metadata of pods that have RouDi and the agent, with their mark. */
export function withMark<T extends IPodTemplateSpec['metadata']>(metadata: T, mark: string) {
  return { ...metadata, annotations: { ...metadata?.annotations, [INJECTED_ANNOTATION]: mark } };
}

/** The same value with the fields of all objects in one order: pods must not change because a file has another layout. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value)
          .map(([key, field]) => [key, inOrder(field)] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      )
    : value;
}
