import { reasonOf } from './directory.ts';
import { isSameFile, printableName } from './file.ts';
import type { Case } from './gather.ts';
import { judge } from './judge.ts';
import { openPlace } from './places.ts';
import type { RemovalOutcome, RemovalOutcomes } from './remove.ts';
import { putBack } from './unlink.ts';

/** Whether somebody uses a file that a sweep had taken aside when it was killed, and its own name is known. */
export function isAstray({ file: { fileClass }, evidence }: Pick<Case, 'file' | 'evidence'>): boolean {
  return fileClass.kind === 'Aside' && fileClass.own !== undefined && judge(evidence).verdict === 'Live';
}

/** Gives such files their names back, unless another one has it by then. */
export function putBackAstray(cases: readonly Case[]): RemovalOutcomes {
  return new Map(cases.map(({ file }) => [file, putBackAt(file)]));
}

function putBackAt({ place, fileClass, facts }: Case['file']): RemovalOutcome {
  const own = fileClass.kind === 'Aside' ? (fileClass.own ?? '') : '';
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
