import type { Figure } from '../../pod/figure.ts';
import type { Difference } from './differences.ts';
import type { ImageSource, Settings } from './settings.ts';

/** Why a pod has its shape. It is also what `-o json` prints: see docs/kubectl/explain.md. */
export interface Explanation {
  readonly subject: Made;
  /** What made it, the nearest first. */
  readonly madeBy: readonly Made[];
  /** The operator that serves the namespace, if it was found. */
  readonly operator?: { readonly deployment: string; readonly version?: string } | undefined;
  /** What the operator was started with, or what is assumed instead. */
  readonly images: { readonly agent: string; readonly roudi?: string | undefined; readonly from: ImageSource };
  /** Only for pods that RouDi is added to as they are created, and for those that have none. */
  readonly injection?: InjectionView | undefined;
  /** Why nothing can be made of the object now. */
  readonly obstacle?: { readonly reason: string; readonly message: string } | undefined;
  readonly shape?: Shape | undefined;
  /** Pods that ask, and whether they have RouDi as it would be made today. */
  readonly pods?: readonly { readonly name: string; readonly state: PodState }[] | undefined;
  readonly next?: Next | undefined;
  /** What is not known, and the right that is missing. */
  readonly unknown: readonly string[];
}

/** What is told of an object, and the settings by which it was found. */
export interface Explained {
  readonly settings: Settings;
  readonly parts: Pick<Explanation, 'injection' | 'next' | 'obstacle' | 'pods' | 'shape'>;
}

/** An object, and what of it the pods were made from, such as `generation 3`. */
export interface Made {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly from: readonly string[];
}

export type PodState = 'Injected' | 'Missing' | 'OutOfDate';

/** Whether RouDi is in pods, and why. */
export interface InjectionView {
  /** `Left`: RouDi is not added to such a pod, although it asks. `Refused`: it would not be created now. */
  readonly state: PodState | 'Left' | 'NotAsking' | 'Refused' | 'Unknown';
  /** For programs, such as `InvalidPod`. */
  readonly reason: string;
  readonly because: readonly string[];
  /** By what it asks. */
  readonly asks?: string | undefined;
  /** Digest of what RouDi in the pod was made from, and of what it would be made from today. */
  readonly mark?: string | undefined;
  readonly markToday?: string | undefined;
}

/** What is added to a template, and every number in it. */
export interface Shape {
  readonly changes: readonly { readonly path: string; readonly reason: string }[];
  readonly segments: readonly { readonly name: string; readonly bytes: number }[];
  readonly figures: readonly Figure[];
  readonly warnings: readonly string[];
}

/** What pods would have that are made next, and have not now. */
export interface Next {
  /** When they are made. */
  readonly when: string;
  /** Why they differ, if that is known. */
  readonly because?: string | undefined;
  readonly differences: readonly Difference[];
}
