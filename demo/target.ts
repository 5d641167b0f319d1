import type { Kubectl } from '../lab/cluster/kubectl.ts';

/** The cluster that the demonstration runs on. */
export type Target = {
  readonly kubectl: Kubectl;
  readonly wrap: (command: readonly string[]) => string[];
  /** Whether the cluster was made for the demonstration. */
  readonly own: boolean;
  /** Images to put into the example in place of its own. */
  readonly images: { readonly roudi: string; readonly app: string } | undefined;
  /** What a pod has left on its node; undefined if the node cannot be examined. */
  readonly leftOnNode: ((node: string, podUid: string) => Promise<string[]>) | undefined;
};
