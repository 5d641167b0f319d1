import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IToleration } from 'kubernetes-models/v1/Toleration';
import { type Problem, unless } from '../api/rules/problem.ts';
import type { Domain } from './domain.ts';
import { DEPLOYMENT_LABEL } from './names.ts';
import { isSame } from './same.ts';

/** What is added to a template so that its pods come to the nodes of a domain. */
export interface Placement {
  /** Labels of nodes that the template does not ask for itself. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly IToleration[];
  /** The IceoryxDeployment of which no two pods come to one node. */
  readonly apart?: string;
}

/** @param apart name of the IceoryxDeployment, if no two of its pods may share a node */
export function planPlacement(
  { nodeSelector = {}, tolerations = [] }: IPodSpec,
  domain: Domain,
  apart: string | undefined,
): { readonly plan: Placement; readonly problems: readonly Problem[] } {
  const missing = Object.entries(domain.nodeSelector).filter(([key]) => nodeSelector[key] === undefined);
  const untolerated = domain.tolerations.filter((each) => !tolerations.some((other) => isSame(each, other)));
  return {
    plan: {
      ...(missing.length === 0 ? {} : { nodeSelector: Object.fromEntries(missing) }),
      ...(untolerated.length === 0 ? {} : { tolerations: untolerated }),
      ...(apart === undefined ? {} : { apart }),
    },
    problems: Object.entries(domain.nodeSelector).flatMap(([key, value]) =>
      unless(
        (nodeSelector[key] ?? value) === value,
        `spec.template.spec.nodeSelector[${key}]`,
        nodeSelector[key],
        `'${nodeSelector[key]}' is asked of nodes, but those of IceoryxDomain ${domain.key} have '${value}', so no node would do; remove it, or use another domain`,
      ),
    ),
  };
}

/** The template's own wishes come first. */
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

function termFor(name: string): Term {
  return { labelSelector: { matchLabels: { [DEPLOYMENT_LABEL]: name } }, topologyKey: 'kubernetes.io/hostname' };
}

function withTerm(affinity: IAffinity | undefined, term: Term): IAffinity {
  const { requiredDuringSchedulingIgnoredDuringExecution: terms = [], ...others } = affinity?.podAntiAffinity ?? {};
  return {
    ...affinity,
    podAntiAffinity: { ...others, requiredDuringSchedulingIgnoredDuringExecution: [...terms, term] },
  };
}
