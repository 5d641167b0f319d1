import type { IContainer } from 'kubernetes-models/v1/Container';
import { type IceoryxProfile, type IceoryxProfileSpec, useOf } from '../api/iceoryx-profile.ts';
import { depthProblems } from '../api/rules/depth.ts';
import { list, type Problem, unless } from '../api/rules/problem.ts';
import type { Domain } from './domain.ts';
import { NO_IMAGE } from './domain-plan.ts';
import { VOLUMES } from './names.ts';
import { planPod, type Planned } from './plan.ts';
import type { PodPlan } from './pod-plan.ts';
import type { InjectionRequest, LabelSelector, Owner } from './request.ts';
import { versionMismatch } from './versions.ts';
import { type Ask, recordAt, wordOf, type Workload } from './workload.ts';

/**
 * Plans the pods of a workload that use iceoryx as a profile says, or returns all problems. Those of the profile alone
 * are not among them, see `profileProblems`.
 *
 * @param domain the IceoryxDomain that the profile names
 * @param image the operator's default image of RouDi
 */
export function planWorkload(workload: Workload, profile: IceoryxProfile, domain?: Domain, image?: string): Planned {
  const tooDeep = depthProblems(workload.object);
  if (tooDeep.length > 0) {
    return { problems: tooDeep };
  }
  const use = useOf(profile, workload.template, workload.place);
  const problems = [...nameProblems(workload), ...(use.problems ?? []), ...claimProblems(workload)];
  if (use.problems !== undefined || problems.length > 0) {
    return { problems };
  }
  const { policies, template } = use;
  const { domain: _, roudi = domain?.roudi, ...shared } = policies;
  const given = roudi?.image ?? image;
  if (given === undefined) {
    return { problems: [NO_IMAGE] };
  }
  const { owner, problems: together } = ownerOf(workload, template, domain, policies.runtimeNames);
  const planned = planPod({
    ...shared,
    ...ending(workload, template, profile.spec.recovery),
    template,
    fieldRoot: workload.place.root,
    owner,
    roudi: { ...roudi, image: given },
    domain,
  });
  const others = [...together, ...versionProblems(planned.plan)];
  return others.length === 0 ? planned : { problems: [...(planned.problems ?? []), ...others] };
}

function versionProblems(plan: PodPlan | undefined): Problem[] {
  const mismatch = plan && versionMismatch(plan);
  return mismatch === undefined ? [] : [{ path: 'spec.roudi', value: plan?.request.roudi.image, message: mismatch }];
}

/** The profile of pods that only join a domain: all defaults. */
export function profileOfDomain(domain: NonNullable<Ask['domain']>): IceoryxProfile {
  return { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxProfile', metadata: { name: 'none' }, spec: { domain } };
}

type Template = InjectionRequest['template'];

/** Why a pod that has finished containers is not renewed in place, unless its author wants it. */
const RUNS_AGAIN =
  'in place, containers that have finished would run again: so it is where pods end with their containers, and have several or init containers';

/**
 * What differs for pods that end when their containers do. A restart of all containers runs those again that have
 * finished, so it is the default only for a pod of a single container without init containers.
 */
function ending(
  { place }: Workload,
  { spec }: Template,
  recovery: IceoryxProfileSpec['recovery'],
): Pick<InjectionRequest, 'completes' | 'recovery' | 'recoveryBecause'> {
  const { containers, initContainers = [] } = spec;
  const ends = ({ restartPolicy = spec.restartPolicy ?? 'Always' }: IContainer): boolean => restartPolicy !== 'Always';
  const mayEnd = place.restarting === undefined && containers.some(ends);
  const isSeveral = containers.length > 1 || initContainers.some(({ restartPolicy }) => restartPolicy !== 'Always');
  const isReplaced = recovery?.mode === undefined && mayEnd && isSeveral;
  return {
    completes: mayEnd && containers.every(ends),
    recovery: isReplaced ? { ...recovery, mode: 'Replace' } : recovery,
    recoveryBecause: isReplaced ? RUNS_AGAIN : undefined,
  };
}

/** The owner of the pods, or why those of a domain could be stuck or get in each other's way. */
function ownerOf(
  workload: Workload,
  template: Template,
  domain: Domain | undefined,
  runtimeNames: IceoryxProfileSpec['runtimeNames'],
): { readonly owner: Owner; readonly problems: readonly Problem[] } {
  if (domain === undefined || runtimeNames === 'Unique') {
    return { owner: { labels: {} }, problems: [] };
  }
  const selector = selectorOf(workload, template);
  return {
    owner: { labels: {}, selector },
    problems: [
      ...stuckProblems(workload),
      ...unless(
        selector !== undefined || workload.kind === 'DaemonSet' || workload.kind === 'Pod',
        `${workload.place.root}.metadata.labels`,
        template.metadata?.labels,
        `no two pods of ${workload.kind} ${workload.name} may share a node of the domain, and no label tells which pods are its own; add one to the template, or set spec.runtimeNames of the profile to Unique if their runtime names are`,
      ),
    ],
  };
}

/** Selects the pods of a workload. Undefined if there is never more than one on a node, or if nothing tells them. */
function selectorOf({ kind, name, object, siblings }: Workload, { metadata }: Template): LabelSelector | undefined {
  switch (kind) {
    case 'DaemonSet':
      return undefined;
    case 'Pod':
      return siblings;
    case 'Job':
    case 'CronJob': {
      if (kind === 'Job' && name !== '') {
        return { matchLabels: { 'batch.kubernetes.io/job-name': name } };
      }
      // The name of a CronJob is on none of its pods.
      const own = Object.entries(metadata?.labels ?? {}).filter(([key]) => !key.startsWith('iceoryx.io/'));
      return own.length === 0 ? undefined : { matchLabels: Object.fromEntries(own) };
    }
    default: {
      const selector = recordAt(object, ['spec', 'selector']);
      return Object.keys(selector).length === 0 ? undefined : selector;
    }
  }
}

/**
 * Rejects rollouts that could wait forever: while an old pod is on a node, the new one has no place there, or its apps
 * find their names taken.
 */
function stuckProblems({ kind, object }: Workload): Problem[] {
  const { maxSurge, maxUnavailable } = recordAt(object, [
    'spec',
    kind === 'DaemonSet' ? 'updateStrategy' : 'strategy',
    'rollingUpdate',
  ]);
  if (kind === 'DaemonSet') {
    return unless(
      maxSurge === undefined || /^0+%?$/.test(wordOf(maxSurge)),
      'spec.updateStrategy.rollingUpdate.maxSurge',
      maxSurge,
      `maxSurge is ${wordOf(maxSurge)}, but apps of a new pod find the names taken that those of the old one have in the domain; remove it, or set spec.runtimeNames of the profile to Unique if they differ`,
    );
  }
  const { type } = recordAt(object, ['spec', 'strategy']);
  return unless(
    kind !== 'Deployment' ||
      type === 'Recreate' ||
      (maxUnavailable !== undefined && !/^0+%?$/.test(wordOf(maxUnavailable))),
    'spec.strategy.rollingUpdate.maxUnavailable',
    maxUnavailable,
    'no two pods may share a node of the domain, so none could be replaced where every node has one and none may be missing; set maxUnavailable to 1 or more, type to Recreate, or spec.runtimeNames of the profile to Unique if the names are',
  );
}

function nameProblems({ name, object }: Workload): Problem[] {
  const { generateName } = recordAt(object, ['metadata']);
  return unless(name !== '' || typeof generateName === 'string', 'metadata.name', name, 'name is missing; add it');
}

/** Claims of a StatefulSet take the place of volumes of the same name. */
function claimProblems({ object, kind }: Workload): Problem[] {
  const { volumeClaimTemplates: claims } = recordAt(object, ['spec']);
  return kind !== 'StatefulSet' || !Array.isArray(claims)
    ? []
    : claims.flatMap((claim, index) => {
        const { name } = recordAt(claim, ['metadata']);
        return unless(
          !VOLUMES.has(wordOf(name)),
          `spec.volumeClaimTemplates[${index}].metadata.name`,
          name,
          `volume name '${wordOf(name)}' is taken by a volume that the operator adds; choose another name`,
        );
      });
}

/** Warnings about what the owner makes of pods with RouDi, and about what the operator does not do for them. */
export function ownerWarnings(
  { kind, object }: Workload,
  { completes = false, domain, recovery, template }: InjectionRequest,
  isInPlace: boolean,
): string[] {
  const { restartPolicy } = template.spec;
  const { backoffLimit = 6 } = recordAt(object, kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec']);
  const restarts = [...template.spec.containers, ...(template.spec.initContainers ?? [])].map(({ name }) => name);
  return [
    ...(isInPlace || recovery?.mode === 'None'
      ? []
      : [
          `when RouDi is gone, a pod is not Ready until someone deletes it${kind === 'Pod' ? ', as nothing would create it again' : ', unless its IceoryxProfile is in the cluster: then the operator replaces it'}${recovery?.mode === 'Replace' ? '; with recovery.mode InPlace all containers would be restarted' : ''}`,
        ]),
    ...(completes && isInPlace && restartPolicy === 'OnFailure' && kind.endsWith('Job')
      ? [
          `a restart of all containers counts as one of each, ${list(restarts)}, RouDi's and the agent's, towards backoffLimit ${wordOf(backoffLimit)}, because restartPolicy is OnFailure; use Never, or raise backoffLimit`,
        ]
      : []),
    ...(domain === undefined
      ? []
      : [
          `pods wait for the claim ${domain.claim}, which the operator makes where an IceoryxDeployment, an IceoryxProfile in the cluster or an injected pod uses the domain, and spec.allowedNamespaces of the domain admits it`,
        ]),
  ];
}
