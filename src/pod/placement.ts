import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IToleration } from 'kubernetes-models/v1/Toleration';
import { type Problem, unless } from '../api/rules/problem.ts';
import type { Domain } from './domain.ts';
import { fieldOf, type InjectionRequest, type LabelSelector } from './request.ts';
import { isSame, ownValue } from './same.ts';

/** Additions to a template that bring its pods to the nodes of a domain. */
export interface Placement {
  /** Labels of nodes that the template does not select itself. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly IToleration[];
  /** Selects the pods that must not share a node. */
  readonly apart?: LabelSelector;
}

/** Plans the placement of pods, and rejects a nodeSelector that excludes all nodes of the domain. */
export function planPlacement(
  request: InjectionRequest,
  domain: Domain,
): { readonly plan: Placement; readonly problems: readonly Problem[] } {
  const { template, owner, runtimeNames } = request;
  const { nodeSelector = {}, tolerations = [] } = template.spec;
  const missing = Object.entries(domain.nodeSelector).filter(([key]) => ownValue(nodeSelector, key) === undefined);
  const untolerated = domain.tolerations.filter((each) => !tolerations.some((other) => isSame(each, other)));
  return {
    plan: {
      ...(missing.length === 0 ? {} : { nodeSelector: Object.fromEntries(missing) }),
      ...(untolerated.length === 0 ? {} : { tolerations: untolerated }),
      ...(runtimeNames === 'Unique' || owner.selector === undefined ? {} : { apart: owner.selector }),
    },
    problems: Object.entries(domain.nodeSelector).flatMap(([key, value]) => {
      const asked = ownValue(nodeSelector, key);
      return unless(
        (asked ?? value) === value,
        fieldOf(request, `spec.nodeSelector[${key}]`),
        asked,
        `'${asked}' is asked of nodes, but those of IceoryxDomain ${domain.key} have '${value}', so no node would do; remove it, or use another domain`,
      );
    }),
  };
}

/** Adds a placement to a pod. The template's own settings come first. */
export function placed<T extends Partial<IPodSpec>>(pod: T, { nodeSelector, tolerations, apart }: Placement): T {
  return {
    ...pod,
    ...(nodeSelector === undefined ? {} : { nodeSelector: { ...pod.nodeSelector, ...nodeSelector } }),
    ...(tolerations === undefined ? {} : { tolerations: [...(pod.tolerations ?? []), ...tolerations] }),
    ...(apart === undefined ? {} : { affinity: withTerm(pod.affinity, termFor(apart)) }),
  };
}

type PodAntiAffinity = NonNullable<IAffinity['podAntiAffinity']>;
type Term = NonNullable<PodAntiAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];

function termFor(labelSelector: LabelSelector): Term {
  return { labelSelector, topologyKey: 'kubernetes.io/hostname' };
}

function withTerm(affinity: IAffinity | undefined, term: Term): IAffinity {
  const { requiredDuringSchedulingIgnoredDuringExecution: terms = [], ...others } = affinity?.podAntiAffinity ?? {};
  return {
    ...affinity,
    podAntiAffinity: { ...others, requiredDuringSchedulingIgnoredDuringExecution: [...terms, term] },
  };
}
