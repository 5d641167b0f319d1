import type { Problem } from '../api/rules/problem.ts';
import type { Release } from '../iceoryx/release.ts';
import type { InjectionRequest } from './request.ts';
import type { Scope } from './scope/scope.ts';

/** Everything about a pod that follows from a request: the input of injection and of the status. */
export interface PodPlan extends Scope {
  readonly request: InjectionRequest;
  readonly release: Release;
  /** Names of the containers that use iceoryx. */
  readonly apps: ReadonlySet<string>;
  /** Warnings: the pod works, but not as well as it could. */
  readonly warnings: readonly Problem[];
}
