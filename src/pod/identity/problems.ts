import type { User } from '../../api/iceoryx-deployment.generated.ts';
import { list, type Problem, unless } from '../../api/rules/problem.ts';
import { fieldOf, type InjectionRequest } from '../request.ts';
import type { App } from './app.ts';

/** Problem of apps with different users, one of them the image's: RouDi cannot know the name of the image's user. */
export function unknownAmongOthers(request: InjectionRequest, apps: readonly App[]): Problem {
  return {
    path: fieldOf(request, 'spec.securityContext.runAsUser'),
    value: undefined,
    message: `apps run as different users (${inWords(apps)}), and who an image's user is cannot be told from here; set runAsUser for all of them, or name all users in spec.identity`,
  };
}

/** Rejects settings that keep RouDi from running as root although apps of different users need it. */
export function rootProblems(request: InjectionRequest, apps: readonly App[]): Problem[] {
  const { runAsUser, runAsNonRoot, capabilities } = request.roudi.securityContext ?? {};
  const pod = request.template.spec.securityContext;
  const why = `apps run as different users (${inWords(apps)}), whom only root can stop`;
  const { add = [], drop = [] } = capabilities ?? {};
  const missing = ['KILL', 'DAC_OVERRIDE'].filter((name) => has(drop, name) && !has(add, name));
  return [
    ...unless(
      (runAsUser ?? 0) === 0,
      'spec.roudi.securityContext.runAsUser',
      runAsUser,
      `RouDi is to run as ${runAsUser}, but ${why}; remove it, or give all apps and RouDi one user`,
    ),
    ...unless(
      runAsNonRoot !== true,
      'spec.roudi.securityContext.runAsNonRoot',
      runAsNonRoot,
      `runAsNonRoot is true for RouDi, but ${why}; remove it, or give all apps one runAsUser`,
    ),
    ...unless(
      pod?.runAsNonRoot !== true || runAsNonRoot !== undefined,
      fieldOf(request, 'spec.securityContext.runAsNonRoot'),
      pod?.runAsNonRoot,
      `runAsNonRoot is true for the pod, but ${why}; give all apps one runAsUser, or set spec.roudi.securityContext.runAsNonRoot to false to except RouDi and the agent`,
    ),
    ...unless(
      missing.length === 0,
      'spec.roudi.securityContext.capabilities',
      capabilities,
      `capabilities of RouDi leave out ${list(missing)}, but ${why}, and only with DAC_OVERRIDE it reaches their sockets; add them, or leave capabilities out`,
    ),
  ];
}

/**
 * Rejects users who can write to more than one segment. iceoryx ends their processes with
 * `MEPOO__USER_WITH_MORE_THAN_ONE_WRITE_SEGMENT` (all releases).
 */
export function writerProblems({ roudi }: InjectionRequest, users: readonly User[], commonGroup: string): Problem[] {
  const { segments = [] } = roudi;
  const writers = segments.map(({ writer = commonGroup }) => writer);
  const twice = users.filter(
    ({ group }) => writers.filter((writer) => writer === group || writer === commonGroup).length > 1,
  );
  return unless(
    twice.length === 0,
    'spec.roudi.segments',
    segments,
    () =>
      `the users ${list(twice.map(({ name }) => name))} may write to more than one of the segments of ${list(writers)}, but iceoryx lets a user have one; a segment without a writer is for the group '${commonGroup}', which all are in: name writers such that each user is in one of them`,
  );
}

function has(capabilities: readonly string[], name: string): boolean {
  return capabilities.some((capability) => ['ALL', name, `CAP_${name}`].includes(capability.toUpperCase()));
}

/** `camera as 1001, logger as its image's user` */
function inWords(apps: readonly App[]): string {
  return apps.map(({ name, uid }) => `${name} as ${uid ?? "its image's user"}`).join(', ');
}
