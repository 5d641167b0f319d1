import { firstNames } from '../../text.ts';
import { type Target, targetOf } from '../kit/target.ts';
import { type Found, type Kind, KINDS, shortNameOf } from './kinds.ts';

/** What a user has named: all objects of a name, or one of them. */
export type Subject = Target<Kind>;

/** @throws UsageError naming the kind that does not exist */
export function subjectOf(words: string): Subject {
  return targetOf(words, KINDS);
}

/** The objects that a user has named. */
export function chosen(found: readonly Found[], { kind, name }: Subject): Found[] {
  return found.filter(
    (each) => each.object.metadata.name === name && (kind === undefined || each.kind === kind.resource.kind),
  );
}

/** The error for a name that no object has, with the names that there are. */
export function notFound({ kind, name }: Subject, found: readonly Found[], namespace: string): Error {
  const kinds = kind === undefined ? KINDS.map(({ resource }) => resource.kind) : [kind.resource.kind];
  const words = `${kinds.slice(0, -1).join(', ')}${kinds.length > 1 ? ' or ' : ''}${kinds.at(-1)}`;
  const there = found.map((each) => shortNameOf({ kind: each.kind, name: each.object.metadata.name }));
  const others =
    there.length === 0
      ? `there is none at all in this namespace: see kubectl iceoryx status -A`
      : `there ${there.length === 1 ? 'is' : 'are'} ${firstNames(there)}`;
  return new Error(`no ${words} in namespace ${namespace} has the name ${name}; ${others}`);
}
