import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IEndpointSlice } from 'kubernetes-models/discovery.k8s.io/v1/EndpointSlice';
import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { ILimitRange } from 'kubernetes-models/v1/LimitRange';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import type { ObservedPod } from '../../controllers/pods/observed-pod.ts';
import type {
  IceoryxDeployment,
  IceoryxDomain,
  IceoryxProfile,
  IceoryxSweep,
  Node,
} from '../../controllers/resources.ts';
import type { KubeObject, Typed } from '../../kube/object.ts';
import type { TlsSecret } from '../../webhook/certificates/secret.ts';
import type { AgentAnswer } from '../kit/agent-status.ts';
import type { RunOptions } from '../run/options.ts';
import type { CheckedRight } from './right.ts';

export type LimitRange = Typed<ILimitRange>;
export type ResourceQuota = Typed<IResourceQuota>;
export type Rule = NonNullable<IClusterRole['rules']>[number];

/** All that is judged. Each of them is read once, and only if a check needs it. */
export interface Facts {
  /** By the clock of this machine. */
  readonly now: Date;
  /** Version of this program. */
  readonly version: string;
  readonly scope: Scope;
  readonly server: Server;
  readonly nodes: readonly Node[];
  /** Plurals of our kinds that the API server serves, which every user may read. */
  readonly served: readonly string[];
  readonly definitions: readonly NamedDefinition[];
  readonly operators: readonly Operator[];
  readonly operatorPods: readonly OfOperator<{ readonly pods: readonly Typed<IPod>[] }>[];
  readonly leases: readonly OfOperator<LeaseReading>[];
  readonly grants: readonly OfOperator<Grants>[];
  /** What the commands of this program need. */
  readonly commandRights: readonly CheckedRight[];
  /** What an installation needs. */
  readonly installRights: readonly CheckedRight[];
  readonly webhookConfigurations: readonly OfOperator<WebhookReading>[];
  readonly webhookSecrets: readonly OfOperator<SecretReading>[];
  readonly webhookServices: readonly OfOperator<ServiceReading>[];
  readonly webhookAnswer: WebhookAnswer;
  readonly namespaces: readonly KubeObject[];
  /** Those that operators run the Jobs of sweeps in. */
  readonly sweepNamespaces: readonly OfOperator<{ readonly name: string; readonly namespace?: KubeObject }>[];
  readonly limitRanges: readonly LimitRange[];
  readonly quotas: readonly ResourceQuota[];
  readonly templates: readonly Template[];
  readonly deployments: readonly IceoryxDeployment[];
  readonly profiles: readonly IceoryxProfile[];
  readonly domains: readonly IceoryxDomain[];
  readonly sweeps: readonly IceoryxSweep[];
  readonly pods: readonly OurPod[];
  readonly agents: Agents;
  /** One that was created for this, without removing anything, and is gone again. */
  readonly ownSweep: IceoryxSweep;
}

/** Whose objects are looked at. */
export interface Scope {
  /** Undefined: all namespaces. */
  readonly namespace?: string;
  /** All were wanted, and may not be listed. */
  readonly isNarrowed?: true;
}

export interface Server {
  readonly url: string;
  /** Such as `v1.36.3`; what went wrong instead is in `problem`. */
  readonly version: string;
  readonly problem?: string;
}

/** One of our definitions, by name. */
export interface NamedDefinition {
  readonly name: string;
  /** Undefined if there is none. */
  readonly definition?: Definition;
}

/** What is read of a CustomResourceDefinition. */
export interface Definition extends KubeObject {
  readonly spec?: {
    readonly versions?: readonly {
      readonly name?: string;
      readonly served?: boolean;
      readonly storage?: boolean;
      readonly schema?: { readonly openAPIV3Schema?: unknown };
    }[];
  };
  readonly status?: {
    readonly conditions?: readonly { readonly type?: string; readonly status?: string; readonly message?: string }[];
  };
}

/** A Deployment that runs the operator. */
export interface Operator {
  /** `namespace/name` */
  readonly key: string;
  readonly namespace: string;
  readonly deployment: Typed<IDeployment>;
  /** Undefined if its command line is none that this version of the program knows; the reason is in `problem`. */
  readonly options?: RunOptions;
  readonly problem?: string;
}

/** Something of one operator. */
export type OfOperator<T> = T & { readonly operator: Operator };

/** The Lease of an operator, twice where the first time did not look fresh by the clock of this machine. */
export interface LeaseReading {
  /** `namespace/name` */
  readonly key: string;
  readonly holder?: string;
  readonly renewTime?: string;
  /** Seconds that the holder promises to renew it in. */
  readonly seconds?: number;
  /** When it was renewed as of a second look, after that many seconds. */
  readonly laterRenewTime?: string;
}

/** What the service account of an operator may do. */
export interface Grants {
  readonly account: string;
  readonly cluster: readonly Rule[];
  /** By namespace, for those that matter to this operator. */
  readonly inNamespaces: Readonly<Record<string, readonly Rule[]>>;
}

export interface WebhookReading {
  readonly name: string;
  /** Undefined if there is none. */
  readonly configuration?: WebhookConfiguration;
}

/** What is read of a MutatingWebhookConfiguration. */
export interface WebhookConfiguration extends KubeObject {
  readonly webhooks?: readonly {
    readonly name: string;
    readonly failurePolicy?: string;
    readonly clientConfig: { readonly caBundle?: string };
  }[];
}

export interface SecretReading {
  readonly key: string;
  /** Undefined if there is none. */
  readonly secret?: TlsSecret;
  /** Names by which API servers call the webhook. */
  readonly names: readonly string[];
}

export interface ServiceReading {
  readonly key: string;
  readonly isThere: boolean;
  readonly slices: readonly Typed<IEndpointSlice>[];
}

/** What became of a pod that asks for a profile that does not exist, as a dry run. */
export interface WebhookAnswer {
  readonly namespace: string;
  readonly outcome: 'admitted' | 'refused' | 'unreachable' | 'stopped before';
  /** The API server's words. */
  readonly message: string;
}

/** What the pods of an object are made from. */
export interface Template {
  /** Such as `IceoryxDeployment default/hello`. */
  readonly object: string;
  readonly namespace: string;
  readonly spec: IPodSpec;
}

/** A pod with RouDi or the agent, or one that asks for them. */
export interface OurPod {
  /** `namespace/name` */
  readonly key: string;
  readonly namespace: string;
  readonly observed: ObservedPod;
  /** Whether it asks for RouDi by a label. */
  readonly asks: boolean;
  readonly agentImage?: string;
  /** As much of the pod as its agent is asked by; absent if its agent does not run. */
  readonly withAgent?: KubeObject;
}

/** What agents said of themselves. */
export interface Agents {
  readonly answers: readonly { readonly pod: string; readonly answer: AgentAnswer }[];
  /** How many run, of which only some are asked in a large cluster. */
  readonly all: number;
}
