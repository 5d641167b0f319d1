import { reasonOf } from './directory.ts';
import { isSameFile, printableName } from './file.ts';
import type { Case } from './gather.ts';
import { judge } from './judge.ts';
import { openPlace } from './places.ts';
import type { Outcome, Outcomes } from './remove.ts';
import { putBack } from './unlink.ts';

/** Whether somebody uses a file that a sweep had taken aside when it was killed, and its own name is known. */
export function isAstray({ file: { claim }, evidence }: Pick<Case, 'file' | 'evidence'>): boolean {
  return claim.kind === 'Aside' && claim.own !== undefined && judge(evidence).verdict === 'Live';
}

/** Gives such files their names back, unless another one has it by then. */
export function putBackAstray(cases: readonly Case[]): Outcomes {
  return new Map(cases.map(({ file }) => [file, putBackAt(file)]));
}

function putBackAt({ place, claim, facts }: Case['file']): Outcome {
  const own = claim.kind === 'Aside' ? (claim.own ?? '') : '';
  try {
    using directory = openPlace(place);
    const now = directory?.facts(facts.name);
    if (directory === undefined || now === undefined || !isSameFile(now, facts)) {
      return { what: 'Kept', why: 'it is gone, or another one has its name' };
    }
    return directory.facts(own) === undefined && putBack(directory, facts.name, own)
      ? { what: 'Kept', why: `it is in use, and has its own name again, ${printableName(own)}` }
      : { what: 'Kept', why: `it is in use, and another one has its own name, ${printableName(own)}` };
  } catch (error) {
    return { what: 'Failed', why: reasonOf(error) };
  }
}
