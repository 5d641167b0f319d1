import type { Finding } from '../../../api/conditions.ts';
import type { Recovery } from '../../../api/iceoryx-deployment.generated.ts';
import type { Held, RecoveryDecision } from './decide.ts';

/**
 * The condition HealingAllowed: False while a pod needs to be replaced and is not.
 *
 * @param blocked refusals of the API server to evict pods that are due, by pod uid
 */
export function recoveryFinding(
  { due, held, last, missed }: RecoveryDecision,
  blocked: ReadonlyMap<string, string>,
  { mode = 'InPlace', maxPerHour = 12 }: Recovery = {},
): Finding {
  const type = 'HealingAllowed';
  const stuck = due.find(({ metadata }) => blocked.has(metadata.uid ?? ''));
  if (stuck !== undefined) {
    const { name, uid = '' } = stuck.metadata;
    const why = missed.has(uid) ? 'it has no RouDi' : 'its RouDi died';
    const message = `pod ${name} cannot be replaced although ${why}: ${blocked.get(uid)}; set unhealthyPodEvictionPolicy: AlwaysAllow in the PodDisruptionBudget, or spec.recovery.whenBlocked: Delete`;
    return { type, status: 'False', reason: 'DisruptionBudget', message };
  }
  const [first] = held;
  if (first !== undefined) {
    const others = held.length === 1 ? '' : ` and ${held.length - 1} more`;
    const why = missed.has(first.pod.metadata.uid ?? '')
      ? 'created without the RouDi that it asks for'
      : 'RouDi died and the apps hold memory that RouDi does not share';
    const message = `pod ${first.pod.metadata.name}${others}: ${why}; ${HOLD_REASONS[first.because](maxPerHour)}`;
    return { type, status: 'False', reason: first.because, message };
  }
  if (due.length > 0) {
    const names = due.map(({ metadata }) => metadata.name).slice(0, 3);
    const without = due.filter(({ metadata }) => missed.has(metadata.uid ?? '')).length;
    const died = due.length - without;
    const why = [
      ...(died === 0 ? [] : [`RouDi died in ${died} pods`]),
      ...(without === 0 ? [] : [`${without} pods were created without RouDi`]),
    ];
    const message = `${why.join(' and ')}, which are being replaced: ${names.join(', ')}${due.length > 3 ? ', …' : ''}`;
    return { type, status: 'True', reason: 'Replacing', message };
  }
  if (mode === 'None') {
    return { type, status: 'True', reason: 'NothingToHeal', message: 'spec.recovery.mode is None: nothing is healed' };
  }
  const message = `no pod has to be replaced${last === undefined ? '' : `; the last was ${last.pod}, at ${last.time}`}`;
  return { type, status: 'True', reason: 'NothingToHeal', message };
}

const HOLD_REASONS: Readonly<Record<Held['because'], (maxPerHour: number) => string>> = {
  NoController: () => 'it has no controller, so nothing would create it again: delete it by hand, and create it again',
  NotInjected: () =>
    'it was created after another was replaced, so the webhook does not add RouDi now: see the log of the operator, and delete the pod once the webhook works',
  ModeNone: () => 'spec.recovery.mode is None: delete the pod, or choose another mode',
  BudgetSpent: (max) =>
    `${max} pods were replaced within an hour, which is all that spec.recovery.maxPerHour allows: find out why RouDi dies, delete the pod by hand, or raise maxPerHour`,
  RouDiCrashLoop: () =>
    'RouDi died soon in the pods before it too, so replacements are put off, at most 5 minutes each: find out why RouDi dies',
  RateLimited: () => 'it waits for its turn, as pods of many objects are being replaced',
};
