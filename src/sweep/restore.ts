import { reasonOf } from './directory.ts';
import { isSameFile, printableName } from './file.ts';
import type { Case } from './gather.ts';
import { judge } from './judge.ts';
import { openPlace } from './places.ts';
import type { RemovalOutcome, RemovalOutcomes } from './remove.ts';
import { putBack } from './unlink.ts';

/** Whether a file is in use that an interrupted sweep had taken aside, and its original name is known. */
export function isToRestore({ file: { fileClass }, evidence }: Pick<Case, 'file' | 'evidence'>): boolean {
  return fileClass.kind === 'Aside' && fileClass.own !== undefined && judge(evidence).verdict === 'Live';
}

/** Gives such files their original names back, unless another file has the name by now. */
export function restoreAside(cases: readonly Case[]): RemovalOutcomes {
  return new Map(cases.map(({ file }) => [file, putBackAt(file)]));
}

function putBackAt({ place, fileClass, facts }: Case['file']): RemovalOutcome {
  const own = fileClass.kind === 'Aside' ? (fileClass.own ?? '') : '';
  try {
    using directory = openPlace(place);
    const now = directory?.facts(facts.name);
    if (directory === undefined || now === undefined || !isSameFile(now, facts)) {
      return { what: 'Kept', why: 'it is gone, or another file has its name' };
    }
    return directory.facts(own) === undefined && putBack(directory, facts.name, own)
      ? { what: 'Kept', why: `it is in use, and has its original name again, ${printableName(own)}` }
      : { what: 'Kept', why: `it is in use, and another file has its original name, ${printableName(own)}` };
  } catch (error) {
    return { what: 'Failed', why: reasonOf(error) };
  }
}
