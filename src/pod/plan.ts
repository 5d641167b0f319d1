import type { Problem } from '../api/rules/problem.ts';
import { annotationProblems } from './annotations.ts';
import type { PodPlan } from './pod-plan.ts';
import { appNames, type InjectionRequest } from './request.ts';
import { releaseFor } from './roudi-plan.ts';
import { nodeScope } from './scope/node-scope.ts';
import { podScope } from './scope/pod-scope.ts';
import { refusals } from './refusals.ts';
import { podWarnings } from './warnings.ts';

/** A plan, or the reasons why there is none. */
export type Planned =
  | { readonly plan: PodPlan; readonly problems?: never }
  | { readonly plan?: never; readonly problems: readonly Problem[] };

/** Plans the pods of a request, or returns its problems that the schema's rules do not cover. */
export function planPod(request: InjectionRequest): Planned {
  const { domain } = request;
  const { release, problems: wrong } = releaseFor(request.roudi);
  const apps = appNames(request);
  if (release === undefined || wrong.length > 0) {
    return { problems: [...refusals(request, apps), ...wrong] };
  }
  const refused = refusals(request, apps);
  const { scope, problems } =
    domain === undefined ? podScope(request, apps, release) : nodeScope(request, domain, apps, release);
  if (scope === undefined || refused.length > 0) {
    return { problems: [...refused, ...(problems ?? [])] };
  }
  const tooLong = annotationProblems(request, scope.annotations);
  if (tooLong.length > 0) {
    return { problems: tooLong };
  }
  return { plan: { ...scope, request, release, apps, warnings: podWarnings(request, apps, scope) } };
}
