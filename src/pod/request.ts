import type { IDeploymentSpec } from 'kubernetes-models/apps/v1/DeploymentSpec';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IceoryxDeploymentSpec, Roudi } from '../api/iceoryx-deployment.generated.ts';
import { fieldAt } from '../api/rules/problem.ts';
import type { Domain } from './domain.ts';

/** What an author may decide about pods. Names and meanings are those of the fields of an IceoryxDeployment. */
type Policies = {
  readonly [
    Field in
      | 'agent'
      | 'containers'
      | 'cycloneDDS'
      | 'identity'
      | 'recovery'
      | 'runtimeNames'
      | 'sharedMemory'
      | 'termination'
  ]?: IceoryxDeploymentSpec[Field] | undefined;
};

/** Input of the engine: a request for pods of a template that can reach a RouDi, made by any kind of object. */
export interface InjectionRequest extends Policies {
  readonly template: IceoryxDeploymentSpec['template'];
  /** Field path of the template in the author's object, for messages: `spec.template`; empty for a pod. */
  readonly fieldRoot: string;
  readonly owner: Owner;
  /** RouDi that the pods use: their own, or that of their domain. */
  readonly roudi: RoudiWithImage;
  /** Domain that the RouDi belongs to. Undefined if the pods have a RouDi of their own. */
  readonly domain?: Domain | undefined;
  /**
   * Whether the pod ends when its apps do, as a Job's. The agent then asks no app to stop when RouDi is gone: one that
   * obeys would complete the pod before all containers are restarted.
   */
  readonly completes?: boolean;
  /** Why `recovery.mode` is what it is, if its author has not set it. */
  readonly recoveryBecause?: string | undefined;
}

/** Names of the containers that use iceoryx. */
export function appNames({ containers, template }: Pick<InjectionRequest, 'containers' | 'template'>): Set<string> {
  return new Set(containers ?? template.spec.containers.map(({ name }) => name));
}

/** Containers that use iceoryx, each with its field path. */
export function appContainers(
  request: Pick<InjectionRequest, 'fieldRoot' | 'template'>,
  apps: ReadonlySet<string>,
): { readonly container: IContainer; readonly path: string }[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (request.template.spec[list] ?? []).flatMap((container, index) =>
      apps.has(container.name) ? [{ container, path: fieldOf(request, `spec.${list}[${index}]`) }] : [],
    ),
  );
}

export type RoudiWithImage = Roudi & { readonly image: string };

export type LabelSelector = IDeploymentSpec['selector'];

/** The object that pods belong to. */
export interface Owner {
  /** Labels that its pods get in addition to those of the template. */
  readonly labels: Readonly<Record<string, string>>;
  /** Selects its pods, to keep them apart if no two of them may share a node. Undefined if that never happens. */
  readonly selector?: LabelSelector | undefined;
}

/** Path of a field of the template, for messages. */
export function fieldOf({ fieldRoot }: Pick<InjectionRequest, 'fieldRoot'>, field: string): string {
  return fieldAt(fieldRoot, field);
}
