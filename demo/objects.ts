/** The parts of Kubernetes objects that the demonstration looks at. */
type Metadata = {
  readonly name: string;
  readonly uid: string;
  readonly generation?: number;
  readonly deletionTimestamp?: string;
};

export type Condition = {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
};

export type ContainerStatus = {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state?: {
    readonly running?: { readonly reason?: string };
    readonly waiting?: { readonly reason?: string };
    readonly terminated?: { readonly exitCode: number; readonly reason?: string };
  };
};

export type Pod = {
  readonly metadata: Metadata;
  readonly spec: { readonly nodeName?: string };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
};

export type IceoryxDeployment = {
  readonly metadata: Metadata;
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly computed?: readonly { readonly name: string; readonly value: string; readonly because?: string }[];
  };
};

/** Sidecars first, as they start. */
export function containersOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}
