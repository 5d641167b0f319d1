/** This program. */
export interface ClientVersion {
  readonly version: string;
  readonly node: string;
  /** Such as `linux/x64`. */
  readonly platform: string;
}

/** Images of one kind of container, and in how many pods they are. */
export interface ImageCount {
  readonly image: string;
  /** By the image's tag. */
  readonly version?: string;
  readonly pods: number;
}

export interface RoudiCount extends ImageCount {
  /** Release line of iceoryx by the image's tag. */
  readonly release?: string;
}

export interface OperatorVersion {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly version?: string;
  readonly replicas: number;
  readonly ready: number;
  /** Image of the agent that pods get. */
  readonly agentImage?: string;
}

export interface DefinitionVersion {
  readonly name: string;
  /** Of the chart that it is from, as that has labelled it. */
  readonly version?: string;
  readonly served: readonly string[];
}

/** What of the cluster could be read; a part that may not be read is missing, and `unread` says why. */
export interface ClusterVersions {
  readonly server: string;
  readonly operators?: readonly OperatorVersion[];
  readonly agents?: readonly ImageCount[];
  readonly roudis?: readonly RoudiCount[];
  readonly definitions?: readonly DefinitionVersion[];
  /** The namespace whose pods were counted, if not all may be. */
  readonly podsOf?: string;
  readonly unread: readonly { readonly what: string; readonly why: string }[];
}
