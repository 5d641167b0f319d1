/** What is restarted as one, and followed until it is Ready again. */
export type Step = RolloutStep | RoudiStep | EvictionStep;

/** All pods of a workload are replaced, as its own strategy says. */
export interface RolloutStep {
  readonly is: 'Rollout';
  readonly kind: 'DaemonSet' | 'Deployment' | 'StatefulSet';
  readonly namespace: string;
  readonly name: string;
  /** Names of the pods that are replaced. */
  readonly pods: readonly string[];
}

/** RouDi of a node is replaced; the apps of the node start again with it, in their pods. */
export interface RoudiStep {
  readonly is: 'RouDi';
  readonly node: string;
  readonly namespace: string;
  readonly domain: string;
  readonly pod: string;
  readonly uid: string;
  readonly apps: readonly AppPod[];
  /** Where pods of apps are looked for; all namespaces if undefined. */
  readonly namespaces?: readonly string[] | undefined;
}

/** A pod that uses the RouDi of its node. */
export interface AppPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** When it became Ready, in milliseconds since 1970; undefined: it is not, and is not waited for. */
  readonly readySince?: number | undefined;
}

/** A pod is evicted, and its controller makes another one. */
export interface EvictionStep {
  readonly is: 'Eviction';
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly owner: { readonly kind: string; readonly name: string; readonly uid: string };
}

/** Something that one might expect to be restarted. */
export interface Skipped {
  readonly kind: string;
  readonly name: string;
  readonly why: string;
}

/** What a restart of an object restarts, in which order. */
export interface RestartPlan {
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** In words, what is done. */
  readonly how: string;
  readonly steps: readonly Step[];
  /** How many steps are done at the same time. */
  readonly atATime: number;
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
}

/** The steps in groups that are done one after another. */
export function groupsOf({ steps, atATime }: RestartPlan): Step[][] {
  const size = Math.max(1, atATime);
  return Array.from({ length: Math.ceil(steps.length / size) }, (_, index) =>
    steps.slice(index * size, (index + 1) * size),
  );
}

/** Names a step in a few words. */
export function nameOf(step: Step): string {
  switch (step.is) {
    case 'Rollout':
      return `${step.kind} ${step.namespace}/${step.name}`;
    case 'RouDi':
      return `RouDi of ${step.node}`;
    case 'Eviction':
      return `pod ${step.namespace}/${step.pod}`;
  }
}
