import { firstNames } from '../../text.ts';
import { UsageError } from '../usage.ts';
import { type Found, type Kind, KINDS, shortNameOf } from './kinds.ts';

/** What a user has named: all objects of a name, or one of them. */
export interface Subject {
  readonly kind?: Kind;
  readonly name: string;
}

/** @throws UsageError naming the kind that does not exist */
export function subjectOf(words: string): Subject {
  const slash = words.indexOf('/');
  const name = words.slice(slash + 1);
  if (name === '' || name.includes('/')) {
    throw new UsageError(`'${words}' is not the name of an object; use NAME, or KIND/NAME such as ioxd/hello`);
  }
  if (slash === -1) {
    return { name };
  }
  const wanted = words.slice(0, slash).toLowerCase();
  const kind = KINDS.find((each) => namesOf(each).includes(wanted));
  if (kind === undefined) {
    const kinds = KINDS.map(({ short }) => short).join(', ');
    throw new UsageError(`'${words}' names no kind that this command shows; use ${kinds} before the /`);
  }
  return { kind, name };
}

/** All ways in which kubectl lets people name a kind. */
function namesOf({ resource: { kind, plural, group }, short }: Kind): string[] {
  const singular = kind.toLowerCase();
  return [short, singular, plural, `${singular}.${group}`, `${plural}.${group}`];
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
