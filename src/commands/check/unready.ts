import { faultPage } from './fault-page.ts';
import type { Finding } from './model.ts';
import { conditionOf, type OurObject, partsOf } from './our-objects.ts';

/** Time in which a change is usually through. */
const USUAL_MS = 600_000;
/** Time in which the operator sees a change. */
const SEEN_MS = 60_000;

/** Why the status of an object is not about what it is now. */
export function unseen({ observed, generation, created, conditions }: OurObject, now: Date): Finding[] {
  const isNew = now.getTime() - created < SEEN_MS;
  if (isNew || (observed === generation && conditions.length > 0)) {
    return [];
  }
  const message =
    observed === undefined
      ? 'it has no status: no operator looks after it'
      : `its status is about generation ${observed}, and it has ${generation}: the operator has not seen the latest change`;
  const remedy =
    'see the checks of the operator, and whether it watches the namespace (--namespace, --exclude-namespace)';
  return [{ message, remedy }];
}

/** Why an object is not ready. A change that is under way is a warning only, as long as it takes no longer than usual. */
export function unready(one: OurObject, now: Date): Finding[] {
  const condition = conditionOf(one, 'Ready');
  if (condition === undefined || condition.status === 'True') {
    return [];
  }
  const isStalled = conditionOf(one, 'Stalled')?.status === 'True';
  const isUnderWay = !isStalled && now.getTime() - Date.parse(condition.lastTransitionTime) < USUAL_MS;
  const { what, remedy } = partsOf(condition.message);
  const isFault = conditionOf(one, 'FaultFree')?.reason === condition.reason;
  return [
    {
      severity: isUnderWay && !isFault ? 'Warning' : 'Error',
      message: `${condition.reason}: ${what}`,
      remedy: remedy ?? REMEDIES[condition.reason] ?? describe(one),
      ...(isFault ? { see: faultPage(condition.reason) } : {}),
    },
  ];
}

/** What helps, where the message of a condition says only what is wrong. */
export const REMEDIES: Readonly<Record<string, string>> = {
  InvalidSpec: 'change the specification as the message says; kubectl iceoryx render shows what would become of it',
  NameTaken: 'rename one of the two, or delete the other Deployment or DaemonSet',
  Forbidden: 'see the message for the quota, the admission webhook or the right, and ask its owner',
  DomainNotFound: 'create the IceoryxDomain, or correct spec.domain',
  RefNotPermitted: 'have the namespace added to spec.allowedNamespaces of the IceoryxDomain',
  DomainEnding: 'use another IceoryxDomain',
  OtherOperator: 'see the check operator-sole',
  NewerShapeAvailable: 'nothing; pods get it with their next change, or at once with spec.rollout: Automatic',
  TooSmall: 'raise the value to what the message says, or leave it out',
  TooShort: 'raise the value to what the message says, or leave it out',
  BudgetSpent:
    'find out why RouDi dies, by FaultFree and kubectl iceoryx logs; then raise spec.recovery.maxPerHour, or wait',
  ModeNone: 'delete the pod, or set spec.recovery.mode to InPlace',
  NoController: 'delete the pod and create it again, or let a Deployment own it',
  DisruptionBudget:
    'set unhealthyPodEvictionPolicy: AlwaysAllow in the PodDisruptionBudget, or spec.recovery.whenBlocked: Delete',
  NotInjected: 'see the check pods-have-roudi',
};

/** The command that shows an object with all its conditions and Events. */
export function describe({ forKubectl }: OurObject): string {
  return `kubectl describe ${forKubectl}`;
}
