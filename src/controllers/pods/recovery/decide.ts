import type { Finding } from '../../../api/conditions.ts';
import type { Recovery, ReplacementStatus } from '../../../api/iceoryx-deployment.generated.ts';
import { toSeconds } from '../../../api/time.ts';
import { crashLoopSeconds } from '../../../pod/crash-loop.ts';
import type { ObservedPod } from '../observed-pod.ts';
import { CLOCK_SKEW_MS } from './replacement-rate.ts';
import { type Staleness, stalenessOf } from './staleness.ts';

/*
 * Pods whose RouDi died, and which the kubelet does not restart in place, are replaced:
 *
 *   pods + replacements in the status + now ──► replacements that begin, those in progress, and why others wait
 *
 * A replacement is recorded in the status, under the pod's uid, before anything is done. So an operator that is killed
 * in between continues it, and every replacement counts against the budget.
 */

const HOUR_MS = 3_600_000;
/** A RouDi that dies this soon after its pod was created may do so in every pod: see {@link crashLoopSeconds}. */
const EARLY_MS = 120_000;
const FREE_EARLY = 3;

export interface RecoveryInput {
  readonly recovery: Recovery | undefined;
  readonly pods: readonly ObservedPod[];
  /** Replacements recorded in the status. */
  readonly replacements: readonly ReplacementStatus[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Replacements that may begin now, by the rate that all objects share. */
  readonly allowance: number;
  /** When the allowance grows. */
  readonly allowanceAt: number;
}

export interface RecoveryDecision {
  /** Replacements to record in the status. The same array as before if none begins. */
  readonly replacements: readonly ReplacementStatus[];
  /** The last replacement on record. */
  readonly last?: ReplacementStatus | undefined;
  /** Replacements that begin now. */
  readonly begun: readonly ReplacementStatus[];
  /** Pods to evict: those whose replacement begins now, and those of earlier replacements that still exist. */
  readonly due: readonly ObservedPod[];
  /** Pods that need to be replaced and are not, with the reason. */
  readonly held: readonly Held[];
  /** When to requeue although nothing changes. */
  readonly requeueAt?: number;
}

interface Held {
  readonly pod: ObservedPod;
  readonly because: 'ModeNone' | 'BudgetSpent' | 'RouDiCrashLoop' | 'RateLimited';
  /** When the hold ends, if it ends by itself. */
  readonly until?: number;
}

/** Decides which pods to replace because their RouDi died. */
export function decideRecovery(input: RecoveryInput): RecoveryDecision {
  const { recovery, pods, replacements, now } = input;
  const { mode = 'InPlace', maxPerHour = 12 } = recovery ?? {};
  const known = new Set(replacements.map(({ uid }) => uid));
  const recent = replacements.filter(({ time }) => isWithin(Date.parse(time), now));
  const begun: ReplacementStatus[] = [];
  const due: ObservedPod[] = [];
  const held: Held[] = [];
  let certainAt = Infinity;
  for (const { pod, staleness } of needing(pods)) {
    const { uid = '' } = pod.metadata;
    if (staleness.certainFrom > now) {
      certainAt = Math.min(certainAt, staleness.certainFrom);
      continue;
    }
    if (mode === 'None') {
      held.push({ pod, because: 'ModeNone' });
      continue;
    }
    if (known.has(uid)) {
      due.push(pod);
      continue;
    }
    const early = staleness.since - pod.created < EARLY_MS;
    const spent = [...recent, ...begun];
    const hold = holdOf(spent, maxPerHour, early, now) ?? rateHold(input, begun.length);
    if (hold === undefined) {
      begun.push({
        pod: pod.metadata.name,
        uid,
        time: toSeconds(new Date(now)),
        ...(early ? { early } : {}),
      });
      due.push(pod);
    } else {
      held.push({ pod, ...hold });
    }
  }
  const requeueAt = Math.min(certainAt, ...held.map(({ until = Infinity }) => until));
  return {
    replacements: begun.length === 0 ? replacements : [...recent, ...begun],
    last: begun.at(-1) ?? replacements.findLast(({ time }) => Date.parse(time) <= now + CLOCK_SKEW_MS),
    begun,
    due,
    held,
    ...(requeueAt === Infinity ? {} : { requeueAt }),
  };
}

/**
 * Whether a replacement counts against the hourly budget. A time in the future beyond clock skew is not the operator's.
 */
function isWithin(time: number, now: number): boolean {
  return time > now - HOUR_MS && time <= now + CLOCK_SKEW_MS;
}

/** Pods that need to be replaced, the longest broken first. */
function needing(pods: readonly ObservedPod[]): { pod: ObservedPod; staleness: Staleness }[] {
  return pods
    .flatMap((pod) => {
      const staleness = stalenessOf(pod);
      return staleness === undefined ? [] : [{ pod, staleness }];
    })
    .toSorted((a, b) => a.staleness.since - b.staleness.since || (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1));
}

/** Why the object's own budget or back-off does not allow one more replacement. */
function holdOf(
  spent: readonly ReplacementStatus[],
  maxPerHour: number,
  early: boolean,
  now: number,
): Omit<Held, 'pod'> | undefined {
  const times = spent.map(({ time }) => Date.parse(time)).toSorted((a, b) => a - b);
  if (times.length >= maxPerHour) {
    const frees = times.at(times.length - maxPerHour);
    return { because: 'BudgetSpent', ...(frees === undefined ? {} : { until: frees + HOUR_MS }) };
  }
  const earlier = spent.filter((each) => each.early === true);
  const last = Math.max(...earlier.map(({ time }) => Date.parse(time)));
  const until = last + 1000 * crashLoopSeconds(earlier.length - 1);
  return early && earlier.length >= FREE_EARLY && until > now ? { because: 'RouDiCrashLoop', until } : undefined;
}

function rateHold({ allowance, allowanceAt }: RecoveryInput, taken: number): Omit<Held, 'pod'> | undefined {
  return taken < allowance ? undefined : { because: 'RateLimited', until: allowanceAt };
}

/**
 * The condition HealingAllowed: False while a pod needs to be replaced and is not.
 *
 * @param blocked refusals of the API server to evict pods that are due, by pod uid
 */
export function recoveryFinding(
  { due, held, last }: RecoveryDecision,
  blocked: ReadonlyMap<string, string>,
  { mode = 'InPlace', maxPerHour = 12 }: Recovery = {},
): Finding {
  const type = 'HealingAllowed';
  const stuck = due.find(({ metadata }) => blocked.has(metadata.uid ?? ''));
  if (stuck !== undefined) {
    const { name, uid = '' } = stuck.metadata;
    const message = `pod ${name} cannot be replaced although its RouDi died: ${blocked.get(uid)}; set unhealthyPodEvictionPolicy: AlwaysAllow in the PodDisruptionBudget, or spec.recovery.whenBlocked: Delete`;
    return { type, status: 'False', reason: 'DisruptionBudget', message };
  }
  const [first] = held;
  if (first !== undefined) {
    const others = held.length === 1 ? '' : ` and ${held.length - 1} more`;
    const message = `pod ${first.pod.metadata.name}${others}: RouDi died and the apps hold memory that RouDi does not share; ${HOLD_REASONS[first.because](maxPerHour)}`;
    return { type, status: 'False', reason: first.because, message };
  }
  if (due.length > 0) {
    const names = due.map(({ metadata }) => metadata.name).slice(0, 3);
    const message = `RouDi died in ${due.length} pods, which are being replaced: ${names.join(', ')}${due.length > 3 ? ', …' : ''}`;
    return { type, status: 'True', reason: 'Replacing', message };
  }
  if (mode === 'None') {
    return { type, status: 'True', reason: 'NothingToHeal', message: 'spec.recovery.mode is None: nothing is healed' };
  }
  const message = `no pod has to be replaced${last === undefined ? '' : `; the last was ${last.pod}, at ${last.time}`}`;
  return { type, status: 'True', reason: 'NothingToHeal', message };
}

const HOLD_REASONS: Readonly<Record<Held['because'], (maxPerHour: number) => string>> = {
  ModeNone: () => 'spec.recovery.mode is None: delete the pod, or choose another mode',
  BudgetSpent: (max) =>
    `${max} pods were replaced within an hour, which is all that spec.recovery.maxPerHour allows: find out why RouDi dies, delete the pod by hand, or raise maxPerHour`,
  RouDiCrashLoop: () =>
    'RouDi died soon in the pods before it too, so replacements are put off, at most 5 minutes each: find out why RouDi dies',
  RateLimited: () => 'it waits for its turn, as pods of many objects are being replaced',
};
