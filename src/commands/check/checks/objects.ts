import type { Facts } from '../facts.ts';
import { faultPage } from '../fault-page.ts';
import { check, type Finding, skipped, type Verdict, verdict } from '../model.ts';
import { conditionOf, NO_OBJECT, OBJECTS, type OurObject, ourObjects, partsOf } from '../our-objects.ts';
import { describe, REMEDIES, unready, unseen } from '../unready.ts';

const category = 'objects';

const observed = check({
  id: 'objects-observed',
  category,
  description: 'the operator has seen the latest change of every object',
  severity: 'Error',
  needs: [...OBJECTS, 'now'],
  judge: ({ now, ...facts }) => ofEach(facts, (one) => unseen(one, now)),
});

const ready = check({
  id: 'objects-ready',
  category,
  description: 'every object is ready',
  severity: 'Error',
  needs: [...OBJECTS, 'now'],
  judge: ({ now, ...facts }) =>
    ofEach(
      facts,
      (one) => unready(one, now),
      (one) => conditionOf(one, 'Ready') !== undefined,
    ),
});

const faults = check({
  id: 'objects-faults',
  category,
  description: 'no program of an object has reported a fault',
  severity: 'Warning',
  needs: [...OBJECTS],
  judge: (facts) =>
    ofEach(facts, (one) => {
      const condition = conditionOf(one, 'FaultFree');
      const ready = conditionOf(one, 'Ready');
      // Then it is told as what keeps the object from being ready.
      const isTold = ready?.status !== 'True' && ready?.reason === condition?.reason;
      if (condition?.status !== 'False' || isTold) {
        return [];
      }
      const { what, remedy } = partsOf(condition.message);
      return [
        { message: `${condition.reason}: ${what}`, remedy: remedy ?? describe(one), see: faultPage(condition.reason) },
      ];
    }),
});

/** Of these, Ready tells what matters. */
const SUMMARY: ReadonlySet<string> = new Set(['Ready', 'Reconciling', 'Stalled', 'FaultFree']);
/** They follow from an object that is not ready. */
const CONSEQUENCES: ReadonlySet<string> = new Set(['RouDiReady', 'AppsConnected', 'AllInjected', 'SharedMemoryFits']);

const conditions = check({
  id: 'objects-conditions',
  category,
  description: 'all other conditions of objects hold',
  severity: 'Warning',
  needs: [...OBJECTS],
  judge: (facts) =>
    ofEach(facts, (one) => {
      const isReady = conditionOf(one, 'Ready')?.status === 'True';
      return one.conditions
        .filter(({ type, status }) => status === 'False' && !SUMMARY.has(type) && (isReady || !CONSEQUENCES.has(type)))
        .map(({ type, reason, message }) => {
          const { what, remedy } = partsOf(message);
          return {
            ...(type === 'UpToDate' ? { severity: 'Info' as const } : {}),
            message: `${type} is False, ${reason}: ${what}`,
            remedy: remedy ?? REMEDIES[reason] ?? describe(one),
          };
        });
    }),
});

const warnings = check({
  id: 'objects-warnings',
  category,
  description: 'the operator has no advice for an object',
  severity: 'Info',
  needs: [...OBJECTS],
  judge: (facts) =>
    ofEach(facts, ({ warnings }) =>
      warnings.map(({ field = '', message = '' }) => ({
        message: field === '' ? message : `${field}: ${message}`,
        remedy: 'change the field as it says, or leave it; the pods work',
      })),
    ),
});

export const OF_OBJECTS = [observed, ready, faults, conditions, warnings];

function ofEach(
  facts: Pick<Facts, (typeof OBJECTS)[number]>,
  judge: (one: OurObject) => Finding[],
  isKnown: (one: OurObject) => boolean = () => true,
): Verdict {
  const all = ourObjects(facts);
  return all.length === 0
    ? skipped(NO_OBJECT)
    : verdict(
        all.flatMap((one) => judge(one).map((finding) => ({ object: one.object, ...finding }))),
        `${all.filter(isKnown).length} of ${all.length}`,
      );
}
