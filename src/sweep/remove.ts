import { type Directory, reasonOf } from './directory.ts';
import { type Case, type Circumstances, gather } from './gather.ts';
import { Guard } from './guard.ts';
import { judge } from './judge.ts';
import { appNames, familyKey, type Kind, roudiNames } from './names.ts';
import type { Observation, SeenFile } from './observe.ts';
import { openPlace, type Place } from './places.ts';
import { socketState } from './sockets.ts';
import { unlinkSeen } from './unlink.ts';

/** What happened to an orphan. */
export interface RemovalOutcome {
  /** `Kept`: it is no longer an orphan; `Failed`: it could not be removed. */
  readonly what: 'Removed' | 'Kept' | 'Failed';
  readonly why?: string;
}

export type RemovalOutcomes = Map<SeenFile, RemovalOutcome>;

/** RouDi's socket goes last: a process that finds it assumes that the rest is complete. */
const ORDER: readonly Kind[] = ['Aside', 'DataSegment', 'ManagementSegment', 'RoudiSocket'];

/**
 * Removes orphans: sockets and locks of apps under the lock of each app, then leftovers of RouDis, under their locks
 * and after a third observation.
 *
 * @param cases of the second observation that may be removed
 * @param first the observation that the third one is compared with
 * @param look observes a third time, ignoring the locks that this process holds by then
 */
export async function removeOrphans(
  cases: readonly Case[],
  first: Observation,
  now: Observation,
  circumstances: Circumstances,
  look: (ownLocks: ReadonlySet<string>) => Promise<Observation>,
  onProgress: (what: string) => void,
): Promise<RemovalOutcomes> {
  const outcomes: RemovalOutcomes = new Map();
  const files = cases.map(({ file }) => file);
  await removeApps(files, outcomes, onProgress);
  const rest = cases.filter(({ file: { fileClass } }) => ORDER.includes(fileClass.kind));
  if (rest.length > 0) {
    await removeRoudis(rest, first, now, circumstances, look, outcomes);
  }
  return outcomes;
}

async function removeApps(
  files: readonly SeenFile[],
  outcomes: RemovalOutcomes,
  onProgress: (what: string) => void,
): Promise<void> {
  const apps = new Map<string, SeenFile[]>();
  for (const file of files) {
    const { fileClass, place } = file;
    if (fileClass.kind === 'AppSocket' || fileClass.kind === 'AppLock') {
      const key = `${place.inode} ${appNames(fileClass.family, fileClass.runtime).lock}`;
      apps.set(key, [...(apps.get(key) ?? []), file]);
    }
  }
  let done = 0;
  for (const pair of apps.values()) {
    const outcome = await removeApp(pair).catch(failure);
    pair.forEach((file) => outcomes.has(file) || outcomes.set(file, outcome));
    if (++done % 16 === 0) {
      onProgress(`app ${done} of ${apps.size}`);
    }
  }
}

/**
 * Removes both files of a dead app, the socket first: a process that takes the lock of a removed file must not find the
 * socket.
 */
async function removeApp(pair: readonly SeenFile[]): Promise<RemovalOutcome> {
  const [one] = pair;
  const lock = pair.find(({ fileClass }) => fileClass.kind === 'AppLock');
  const socket = pair.find(({ fileClass }) => fileClass.kind === 'AppSocket');
  if (one === undefined) {
    return { what: 'Kept' };
  }
  using directory = openPlace(one.place);
  if (directory === undefined) {
    return { what: 'Kept', why: 'its directory is gone' };
  }
  if (lock === undefined) {
    return socket === undefined ? { what: 'Kept' } : await removeSocket(directory, socket);
  }
  using guard = Guard.take(directory, lock.facts.name, lock.facts.inode);
  if (guard === undefined) {
    return { what: 'Kept', why: 'an app of that name is starting' };
  }
  const name = lock.facts.name.slice(0, -5);
  if (directory.facts(name) !== undefined && (await socketState(directory, name)) !== 'Dead') {
    return { what: 'Kept', why: 'a process listens at its socket now' };
  }
  for (const file of socket === undefined ? [lock] : [socket, lock]) {
    const outcome = unlinkFile(directory, file);
    if (outcome.what !== 'Removed') {
      return outcome;
    }
  }
  return { what: 'Removed' };
}

/** Removes the socket of an app whose lock is gone already, so that there is no lock to take. */
async function removeSocket(directory: Directory, socket: SeenFile): Promise<RemovalOutcome> {
  const { name } = socket.facts;
  return directory.facts(`${name}.lock`) === undefined && (await socketState(directory, name)) === 'Dead'
    ? unlinkFile(directory, socket)
    : { what: 'Kept', why: 'an app of that name is starting' };
}

async function removeRoudis(
  cases: readonly Case[],
  first: Observation,
  now: Observation,
  circumstances: Circumstances,
  look: (ownLocks: ReadonlySet<string>) => Promise<Observation>,
  outcomes: RemovalOutcomes,
): Promise<void> {
  using guards = new DisposableStack();
  const taken = new Map<string, boolean>();
  const ownLocks = new Set<string>();
  const guarded = cases.filter(({ file, evidence }) => {
    // A running RouDi holds the lock itself: no other one can start.
    const locks = evidence.roudi === 'Live' ? [] : locksFor(file, now);
    const isGuarded = locks.every((lock) => {
      const key = `${lock.place.inode} ${lock.facts.name}`;
      if (!taken.has(key)) {
        using directory = openPlace(lock.place);
        const guard = directory && Guard.take(directory, lock.facts.name, lock.facts.inode);
        if (guard !== undefined) {
          guards.use(guard);
          ownLocks.add(guard.inode);
        }
        taken.set(key, guard !== undefined);
      }
      return taken.get(key);
    });
    if (!isGuarded) {
      outcomes.set(file, { what: 'Kept', why: 'a RouDi is starting here' });
    }
    return isGuarded;
  });
  if (guarded.length === 0) {
    return;
  }
  const third = new Map(
    gather(first, await look(ownLocks), circumstances).map(({ file, evidence }) => [keyOf(file), judge(evidence)]),
  );
  for (const kind of ORDER) {
    for (const { file } of guarded) {
      if (file.fileClass.kind !== kind) {
        continue;
      }
      const judgement = third.get(keyOf(file));
      outcomes.set(
        file,
        judgement?.isRemovable === true
          ? removeAt(file)
          : { what: 'Kept', why: judgement?.message ?? 'it is gone, or another one has its name' },
      );
    }
  }
}

/**
 * The locks of every RouDi of the family that some process sees together with the file, in the order in which RouDi
 * takes them: without the first lock the second one must not be taken, since a starting RouDi would fail.
 */
function locksFor({ fileClass, place }: SeenFile, { files }: Observation): SeenFile[] {
  if (!('family' in fileClass)) {
    return [];
  }
  const family = familyKey(fileClass.family);
  const { locks } = roudiNames(fileClass.family);
  return files
    .filter(
      (file) =>
        file.fileClass.kind === 'RoudiLock' &&
        familyKey(file.fileClass.family) === family &&
        place.partners.has(file.place.inode),
    )
    .sort((one, other) => locks.indexOf(one.facts.name) - locks.indexOf(other.facts.name));
}

function removeAt(file: SeenFile): RemovalOutcome {
  try {
    using directory = openPlace(file.place);
    return directory === undefined ? { what: 'Kept', why: 'its directory is gone' } : unlinkFile(directory, file);
  } catch (error) {
    return failure(error);
  }
}

function unlinkFile(directory: Directory, { facts }: SeenFile): RemovalOutcome {
  switch (unlinkSeen(directory, facts)) {
    case 'Removed':
      return { what: 'Removed' };
    case 'Replaced':
      return { what: 'Kept', why: 'another file has that name now' };
    case 'Gone':
      return { what: 'Kept', why: 'another program has removed it' };
  }
}

function failure(error: unknown): RemovalOutcome {
  return { what: 'Failed', why: reasonOf(error) };
}

function keyOf({ place, facts }: { place: Pick<Place, 'inode'>; facts: SeenFile['facts'] }): string {
  return `${place.inode} ${facts.inode} ${facts.name}`;
}
