import type { Kubectl } from '../lab/cluster/kubectl.ts';

/** The cluster that the demonstration runs on. */
export type Target = {
  readonly kubectl: Kubectl;
  readonly wrap: (command: readonly string[]) => string[];
  /** Whether the cluster was made for the demonstration. */
  readonly own: boolean;
  /** Images to put into the example in place of its own. */
  readonly images: { readonly roudi: string; readonly app: string } | undefined;
  /** Image of the agent. */
  readonly agent: string | undefined;
  /** What of a pod is still on its node; undefined where one cannot look there. */
  readonly leftOnNode: ((node: string, podUid: string) => Promise<string[]>) | undefined;
};
