import type { Recovery, ReplacementStatus } from '../../../api/iceoryx-deployment.generated.ts';
import { toSeconds } from '../../../api/time.ts';
import { crashLoopSeconds } from '../../../pod/crash-loop.ts';
import type { ObservedPod } from '../observed-pod.ts';
import { CLOCK_SKEW_MS } from './replacement-rate.ts';
import { stalenessOf } from './staleness.ts';

/*
 * Pods whose RouDi died, and which the kubelet does not restart in place, are replaced:
 *
 *   pods + replacements in the status + now ──► replacements that begin, those in progress, and why others wait
 *
 * So are pods that were created without the RouDi that they ask for, where their owner wants that.
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
  /** Pods to replace because they were created without the RouDi that they ask for. */
  readonly missed?: readonly ObservedPod[] | undefined;
  /** Whether something creates a pod again that is evicted. Default: it does. */
  readonly comesBack?: ((pod: ObservedPod) => boolean) | undefined;
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
  /** The uids of those of these pods that were created without RouDi. */
  readonly missed: ReadonlySet<string>;
  /** When to requeue although nothing changes. */
  readonly requeueAt?: number;
}

/** A pod that needs to be replaced and is not. */
export interface Held {
  readonly pod: ObservedPod;
  readonly because: 'ModeNone' | 'NoController' | 'NotInjected' | 'BudgetSpent' | 'RouDiCrashLoop' | 'RateLimited';
  /** When the hold ends, if it ends by itself. */
  readonly until?: number;
}

/** Decides which pods to replace. */
export function decideRecovery(input: RecoveryInput): RecoveryDecision {
  const { recovery, replacements, now, comesBack = () => true } = input;
  const { mode = 'InPlace', maxPerHour = 12 } = recovery ?? {};
  const known = new Set(replacements.map(({ uid }) => uid));
  const recent = replacements.filter(({ time }) => isWithin(Date.parse(time), now));
  const begun: ReplacementStatus[] = [];
  const due: ObservedPod[] = [];
  const held: Held[] = [];
  let certainAt = Infinity;
  for (const { pod, since, certainFrom, isMissed } of needing(input)) {
    const { uid = '' } = pod.metadata;
    if (certainFrom > now) {
      certainAt = Math.min(certainAt, certainFrom);
      continue;
    }
    if (mode === 'None' && !isMissed) {
      held.push({ pod, because: 'ModeNone' });
      continue;
    }
    if (!comesBack(pod)) {
      held.push({ pod, because: 'NoController' });
      continue;
    }
    if (known.has(uid)) {
      due.push(pod);
      continue;
    }
    const early = !isMissed && since - pod.created < EARLY_MS;
    const spent = [...recent, ...begun];
    const vain = isMissed ? vainHold(pod, recent) : undefined;
    const hold = vain ?? holdOf(spent, maxPerHour, early, now) ?? rateHold(input, begun.length);
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
    missed: new Set((input.missed ?? []).map(({ metadata }) => metadata.uid ?? '')),
    ...(requeueAt === Infinity ? {} : { requeueAt }),
  };
}

/**
 * Whether a replacement counts against the hourly budget. A time in the future beyond clock skew is not the operator's.
 */
function isWithin(time: number, now: number): boolean {
  return time > now - HOUR_MS && time <= now + CLOCK_SKEW_MS;
}

interface Needing {
  readonly pod: ObservedPod;
  readonly since: number;
  /** When the need becomes certain. */
  readonly certainFrom: number;
  readonly isMissed: boolean;
}

/** Pods that need to be replaced, the longest broken first. */
function needing({ pods, missed = [] }: RecoveryInput): Needing[] {
  const stale = pods.flatMap((pod) => {
    const staleness = stalenessOf(pod);
    return staleness === undefined ? [] : [{ pod, ...staleness, isMissed: false }];
  });
  const without = missed.map((pod) => ({ pod, since: pod.created, certainFrom: pod.created, isMissed: true }));
  return [...stale, ...without].toSorted(
    (a, b) => a.since - b.since || (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1),
  );
}

/** A pod that came after a replacement and has no RouDi either: others would not get one now. */
function vainHold({ created }: ObservedPod, recent: readonly ReplacementStatus[]): Omit<Held, 'pod'> | undefined {
  const times = recent.map(({ time }) => Date.parse(time)).filter((time) => time <= created);
  return times.length === 0 ? undefined : { because: 'NotInjected', until: Math.max(...times) + HOUR_MS };
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
