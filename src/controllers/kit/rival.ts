import { type Finding, withFindings } from '../../api/conditions.ts';
import type { Condition } from '../../api/iceoryx-deployment.generated.ts';
import { toSeconds } from '../../api/time.ts';
import type { KubeObject } from '../../kube/object.ts';

/*
 * Two operators that look after one namespace would undo each other's work. A Deployment or DaemonSet bears the name of
 * the operator that made it, and of several that create one the API server takes the first. Another one leaves the object
 * alone, and asks by its status whether that one still works:
 *
 *   no answer within 45 s, three times a Lease   ──► it is gone: the object is taken over, without a rollout
 *   an answer                                    ──► left alone; asked again in ten minutes
 */

/** Annotation of a child: which operator looks after it. */
export const OPERATOR_ANNOTATION = 'iceoryx.io/operator';

const ANSWER_MS = 45_000;
const ASK_AGAIN_MS = 600_000;

/** In the status: what operators have asked each other. */
export interface OperatorStatus {
  /** The operator that asks. */
  readonly asking?: string;
  readonly askedAt?: string;
  /** The operator that was answered last. */
  readonly answered?: string;
  readonly answeredAt?: string;
}

/** What an operator does about an object that may be another one's. */
export interface Standing {
  /** Undefined if the object is ours. */
  readonly rival?: string;
  /** What is to be in the status; the same as before if nothing is to be written. */
  readonly operator: OperatorStatus | undefined;
  /** Present if there is, or was, another operator. */
  readonly finding?: Finding;
  readonly requeueAfterMs?: number;
}

/**
 * @param child of the object, as the cache has it
 * @param before what the status says
 * @param self name of this operator; all are taken for this one if undefined
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
      return { operator: { answered: asking, answeredAt: time }, finding: told(self, asking) };
    }
    const isRecent = answered !== undefined && now - Date.parse(answeredAt ?? '') < 2 * ASK_AGAIN_MS;
    return isRecent
      ? { operator: before, finding: told(self, answered), requeueAfterMs: ASK_AGAIN_MS }
      : { operator: undefined, ...(wasTold ? { finding: alone(self) } : {}) };
  }
  const { asking, askedAt = '', answered, answeredAt = '' } = before ?? {};
  if (asking === self) {
    const leftMs = Date.parse(askedAt) + ANSWER_MS - now;
    return leftMs <= 0
      ? { operator: undefined, finding: alone(self) }
      : { rival: owner, operator: before, finding: told(owner, self), requeueAfterMs: leftMs };
  }
  const quietMs = answered === self ? Date.parse(answeredAt) + ASK_AGAIN_MS - now : 0;
  return quietMs > 0
    ? { rival: owner, operator: before, finding: told(owner, self), requeueAfterMs: Math.min(quietMs, ASK_AGAIN_MS) }
    : {
        rival: owner,
        operator: { ...before, asking: self, askedAt: time },
        finding: told(owner, self),
        requeueAfterMs: ANSWER_MS,
      };
}

function told(owner: string, other: string): Finding {
  const message = `operator ${owner} looks after this object; operator ${other} would too, and leaves it alone: keep one of them from the namespace, by --exclude-namespace (excludeNamespaces of the chart) or --namespace (watchNamespaces)`;
  return { type: 'SoleOperator', status: 'False', reason: 'OtherOperator', message };
}

function alone(self: string): Finding {
  return { type: 'SoleOperator', status: 'True', reason: 'OneOperator', message: `operator ${self} looks after it` };
}

interface Reported {
  readonly metadata: { readonly generation?: number };
  readonly status?: { readonly conditions?: Condition[]; operator?: OperatorStatus };
}

/** Whether a status says that there is another operator. */
export function wasTold({ status }: Reported): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'SoleOperator' && is === 'False') ?? false;
}

/** The status of an object that another operator looks after: as that one has it, with what is between them. */
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

/** The status of an object of ours, with what is between its operators. */
export function withStanding<S extends NonNullable<Reported['status']>>(
  status: S,
  { metadata }: Pick<Reported, 'metadata'>,
  { operator, finding }: Standing,
): S {
  const before = status.conditions ?? [];
  const conditions =
    finding === undefined ? before : withFindings(before, [finding], metadata.generation ?? 0, new Date());
  const told: S = { ...status, conditions };
  delete told.operator;
  return operator === undefined ? told : { ...told, operator };
}
