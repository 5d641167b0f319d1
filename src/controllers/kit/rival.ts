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
 *   an answer                                    ──► left alone; asked again in ten minutes
 */

/** Annotation of a child: name of the operator that manages it. */
export const OPERATOR_ANNOTATION = 'iceoryx.io/operator';

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

/**
 * Decides whether this operator manages an object.
 *
 * @param child of the object, from the cache
 * @param before record in the object's status
 * @param wasTold whether the status reports another operator
 * @param self name of this operator; if undefined, it manages every object
 */
export function standingOf(
  child: KubeObject | undefined,
  before: OperatorStatus | undefined,
  wasTold: boolean,
  self: string | undefined,
  now: number,
): Standing {
  const owner = child?.metadata.annotations?.[OPERATOR_ANNOTATION];
  const time = toSeconds(new Date(now));
  if (self === undefined) {
    return { operator: before };
  }
  if (owner === undefined || owner === self) {
    const { asking, answered, answeredAt } = before ?? {};
    if (asking !== undefined && asking !== self) {
      return { operator: { answered: asking, answeredAt: time }, finding: notSole(self, asking) };
    }
    const isRecent = answered !== undefined && now - Date.parse(answeredAt ?? '') < 2 * ASK_AGAIN_MS;
    return isRecent
      ? { operator: before, finding: notSole(self, answered), requeueAfterMs: ASK_AGAIN_MS }
      : { operator: undefined, ...(wasTold ? { finding: sole(self) } : {}) };
  }
  const { asking, askedAt = '', answered, answeredAt = '' } = before ?? {};
  if (asking === self) {
    const leftMs = Date.parse(askedAt) + ANSWER_MS - now;
    return leftMs <= 0
      ? { operator: undefined, finding: sole(self) }
      : { rival: owner, operator: before, finding: notSole(owner, self), requeueAfterMs: leftMs };
  }
  const quietMs = answered === self ? Date.parse(answeredAt) + ASK_AGAIN_MS - now : 0;
  return quietMs > 0
    ? { rival: owner, operator: before, finding: notSole(owner, self), requeueAfterMs: Math.min(quietMs, ASK_AGAIN_MS) }
    : {
        rival: owner,
        operator: { ...before, asking: self, askedAt: time },
        finding: notSole(owner, self),
        requeueAfterMs: ANSWER_MS,
      };
}

function notSole(owner: string, other: string): Finding {
  const message = `operator ${owner} looks after this object; operator ${other} would too, and leaves it alone: keep one of them from the namespace, by --exclude-namespace (excludeNamespaces of the chart) or --namespace (watchNamespaces)`;
  return { type: 'SoleOperator', status: 'False', reason: 'OtherOperator', message };
}

function sole(self: string): Finding {
  return { type: 'SoleOperator', status: 'True', reason: 'OneOperator', message: `operator ${self} looks after it` };
}

/** What of an object records other operators. */
export interface Reported {
  readonly metadata: { readonly generation?: number };
  readonly status?: { readonly conditions?: Condition[]; operator?: OperatorStatus };
}

/** Whether a status reports another operator. */
export function wasTold({ status }: Reported): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'SoleOperator' && is === 'False') ?? false;
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
