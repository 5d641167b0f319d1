/** Why a pod is left as it is although the API server has asked about it. */
export type Skip =
  /** It has RouDi, from an earlier call for the same pod, from another operator, or from the command `inject`. */
  | 'AlreadyInjected'
  /** It has no label that asks: the webhook configuration selects more than the chart's. */
  | 'NotAsking'
  /** The kubelet created it for a pod of its own, which runs whatever the API server has stored. */
  | 'MirrorPod';

/** Why a pod cannot have the RouDi that it asks for, and is refused. */
export type Refusal =
  /** A label or annotation has a value that means nothing, or two of them contradict each other. */
  | 'InvalidRequest'
  /** The pod names no profile, and neither does its namespace. */
  | 'NoProfile'
  | 'ProfileNotFound'
  | 'ProfileTooLarge'
  /** The profile is older than a rule that it violates. */
  | 'ProfileInvalid'
  | 'DomainNotFound'
  | 'RefNotPermitted'
  | 'DomainEnding'
  /** The pod cannot work with RouDi, for the reasons that `render` would give. */
  | 'InvalidPod';

/** What becomes of a pod. */
export type Outcome = 'failed' | 'injected' | 'refused' | 'skipped';
