import { type Finding, withFindings } from '../../api/conditions.ts';
import type { Condition } from '../../api/iceoryx-deployment.generated.ts';
import { toSeconds } from '../../api/time.ts';
import type { KubeObject } from '../../kube/object.ts';

/*
 * Two operators that manage one namespace would undo each other's work. A Deployment or DaemonSet carries the name of
 * the operator that created it; if several try, the API server accepts the first. Any other operator leaves the object
 * alone, and asks through the object's status whether the first one still works:
 *
 *   no answer within 45 s, three times a Lease   ──► it is gone: the object is taken over, without a rollout
 *   an answer                                    ──► left alone; asked again in ten minutes, or when the object has
 *                                                    changed and the first one has not observed it
 */

/** Annotation of a child: name of the operator that manages it. */
export const OPERATOR_ANNOTATION = 'iceoryx.io/operator';

/** How people keep one of two operators from objects in namespaces. */
const KEEP_ONE =
  'keep one of them from the namespace, by --exclude-namespace (excludeNamespaces of the chart) or --namespace (watchNamespaces)';

const ANSWER_MS = 45_000;
const ASK_AGAIN_MS = 600_000;

/** Questions and answers of operators in the status of an object. */
export interface OperatorStatus {
  /** The operator that asks. */
  readonly asking?: string;
  readonly askedAt?: string;
  /** The operator whose question was answered last. */
  readonly answered?: string;
  readonly answeredAt?: string;
}

/** Whether this operator manages an object, and what to report about it. */
export interface Standing {
  /** Name of the other operator that manages the object. Undefined if this one does. */
  readonly rival?: string;
  /** What the status must record; the same as before if nothing needs to be written. */
  readonly operator: OperatorStatus | undefined;
  /** The condition SoleOperator. Absent if there is no other operator and was none. */
  readonly finding?: Finding;
  readonly requeueAfterMs?: number;
}

/** Name of the operator that manages a child, and with it the object. Undefined if the child does not exist. */
export function managerOf(child: KubeObject | undefined): string | undefined {
  return child?.metadata.annotations?.[OPERATOR_ANNOTATION];
}

/**
 * Decides whether this operator manages an object.
 *
 * @param manager name of the operator that is recorded to manage the object, as managerOf() tells of a child
 * @param before record in the object's status
 * @param told what the status says: whether it reports another operator, and whether it is about an older specification
 * @param self name of this operator; if undefined, it manages every object
 * @param remedy how people keep one of the two from the object
 */
export function standingOf(
  manager: string | undefined,
  before: OperatorStatus | undefined,
  told: { readonly rival: boolean; readonly isBehind: boolean },
  self: string | undefined,
  now: number,
  remedy = KEEP_ONE,
): Standing {
  const time = toSeconds(new Date(now));
  const notSole = (by: string, other: string): Finding => notSoleFinding(by, other, remedy);
  if (self === undefined) {
    return { operator: before };
  }
  if (manager === undefined || manager === self) {
    const { asking, answered, answeredAt } = before ?? {};
    if (asking !== undefined && asking !== self) {
      return { operator: { answered: asking, answeredAt: time }, finding: notSole(self, asking) };
    }
    const isRecent = answered !== undefined && now - Date.parse(answeredAt ?? '') < 2 * ASK_AGAIN_MS;
    return isRecent
      ? { operator: before, finding: notSole(self, answered), requeueAfterMs: ASK_AGAIN_MS }
      : { operator: undefined, ...(told.rival ? { finding: sole(self) } : {}) };
  }
  const { asking, askedAt = '', answered, answeredAt = '' } = before ?? {};
  if (asking === self) {
    const leftMs = Date.parse(askedAt) + ANSWER_MS - now;
    return leftMs <= 0
      ? { operator: undefined, finding: sole(self) }
      : { rival: manager, operator: before, finding: notSole(manager, self), requeueAfterMs: leftMs };
  }
  const quietMs = answered === self && !told.isBehind ? Date.parse(answeredAt) + ASK_AGAIN_MS - now : 0;
  return quietMs > 0
    ? {
        rival: manager,
        operator: before,
        finding: notSole(manager, self),
        requeueAfterMs: Math.min(quietMs, ASK_AGAIN_MS),
      }
    : {
        rival: manager,
        operator: { ...before, asking: self, askedAt: time },
        finding: notSole(manager, self),
        requeueAfterMs: ANSWER_MS,
      };
}

function notSoleFinding(owner: string, other: string, remedy: string): Finding {
  const message = `operator ${owner} looks after this object; operator ${other} would too, and leaves it alone: ${remedy}`;
  return { type: 'SoleOperator', status: 'False', reason: 'OtherOperator', message };
}

function sole(self: string): Finding {
  return { type: 'SoleOperator', status: 'True', reason: 'OneOperator', message: `operator ${self} looks after it` };
}

/** What of an object records other operators. */
export interface Reported {
  readonly metadata: { readonly generation?: number };
  readonly status?: {
    readonly conditions?: Condition[];
    readonly observedGeneration?: number;
    operator?: OperatorStatus;
  };
}

/** What an object's status says of another operator. */
export function toldBy({ metadata, status }: Reported): { readonly rival: boolean; readonly isBehind: boolean } {
  return {
    rival: status?.conditions?.some(({ type, status: is }) => type === 'SoleOperator' && is === 'False') ?? false,
    isBehind: status?.observedGeneration !== undefined && status.observedGeneration !== metadata.generation,
  };
}

/** Status of an object that another operator manages: unchanged, except for the questions and answers of operators. */
export function leftAlone<T extends Reported>(
  { metadata, status }: T,
  { operator, finding }: Standing,
  now: Date,
): NonNullable<T['status']> {
  const conditions = status?.conditions ?? [];
  return {
    ...status,
    ...(operator === undefined ? {} : { operator }),
    conditions: withFindings(conditions, finding === undefined ? [] : [finding], metadata.generation ?? 0, now),
  };
}

/** Status of an object of ours, with the questions and answers of operators. */
export function withStanding<S extends NonNullable<Reported['status']>>(
  status: S,
  { metadata }: Pick<Reported, 'metadata'>,
  { operator, finding }: Standing,
): S {
  const before = status.conditions ?? [];
  const conditions =
    finding === undefined ? before : withFindings(before, [finding], metadata.generation ?? 0, new Date());
  const updated: S = { ...status, conditions };
  delete updated.operator;
  return operator === undefined ? updated : { ...updated, operator };
}
