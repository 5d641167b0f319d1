import type { CheckedRight, Right } from '../right.ts';
import type { Reads } from './reads.ts';

/** Which of some rights the user has. Each is asked for once, whatever needs it. */
export async function checkedRights(
  reads: Reads,
  needed: readonly (Right & { readonly neededFor: string })[],
): Promise<CheckedRight[]> {
  const asked = new Map<string, Promise<boolean>>();
  return Promise.all(
    needed.map(async ({ neededFor, ...right }) => {
      const key = JSON.stringify([right.verb, right.group, right.resource, right.namespace, right.name]);
      const answer = asked.get(key) ?? reads.isAllowed(right);
      asked.set(key, answer);
      return { ...right, neededFor, isAllowed: await answer };
    }),
  );
}
