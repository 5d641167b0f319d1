import { BoundError, BOUNDS } from './bounds.ts';
import { Directory, reasonOf } from './directory.ts';
import { processOwner, podNames } from './proc/owner.ts';
import { isGone, linkOf, readProcText } from './proc/read.ts';
import { processNumbers } from './proc/view.ts';

/**
 * The role of a directory: segments are in that at /dev/shm, sockets and locks in that at /tmp, and iceoryx2 has
 * directories of its own below that.
 */
export type Role = 'shm' | 'tmp' | 'iceoryx2';

/**
 * How a place was found: as a root's own, by name, as a volume of a pod, or as seen by a process. The first one counts.
 */
export type Origin = 'Root' | 'Directories' | 'Volume' | 'Process';

/** A way to a directory: a trusted base, and steps that follow no link. */
export interface Way {
  readonly base: string;
  readonly steps: readonly string[];
}

/** A directory that may contain files of iceoryx. */
export interface Place {
  /** {@link inodeKey} of the directory. */
  readonly inode: string;
  readonly roles: ReadonlySet<Role>;
  /** Several, because processes through which it is reached may end. */
  readonly ways: readonly Way[];
  /** Inodes of the directories that some process sees together with this one, including itself. */
  readonly partners: ReadonlySet<string>;
  readonly origin: Origin;
  /** Name of the place for users. */
  readonly title: string;
  /** Uid of the pod whose volume it is. */
  readonly pod?: string;
  /** There are too many places: this one is known to exist but not examined. */
  readonly isLeftOut?: true;
}

/** Where to search. */
export interface SearchScope {
  /** Root directories of a machine or a container; links on the way to them are followed. */
  readonly roots: readonly string[];
  /** The kubelet's directory, below each root. */
  readonly kubelet: string;
  /** Pairs of directories, below each root, to be examined as /dev/shm and /tmp of one place. */
  readonly pairs: readonly { readonly shm: string; readonly tmp: string }[];
  /** Search these pairs only. */
  readonly isPairsOnly: boolean;
}

export interface Discovery {
  readonly places: readonly Place[];
  /** What could not be examined, for messages. */
  readonly problems: readonly string[];
  /** Names of pods by uid, as far as they are known. */
  readonly pods: ReadonlyMap<string, string>;
}

const SHM = ['dev', 'shm'];
const TMP = ['tmp'];
/** Sockets of listeners, and monitor files whose locks show which nodes are alive. */
const ICEORYX2 = [['iceoryx2'], ['iceoryx2', 'nodes']];
const MOST_WAYS = 8;

interface Draft {
  readonly inode: string;
  readonly roles: Set<Role>;
  readonly ways: Way[];
  readonly partners: Set<string>;
  readonly origin: Origin;
  title: string;
  pod?: string;
  readonly isLeftOut?: true;
}

/** Finds the places of the roots: their own, those in volumes of pods, and those of containers on the whole machine. */
export function discover(scope: SearchScope, isInjected: (volume: string) => boolean): Discovery {
  const drafts = new Map<string, Draft>();
  const problems: string[] = [];
  const pods = new Map<string, string>();

  /** @returns the inode of the directory; undefined if it does not exist or cannot be reached */
  const visit = (
    base: string,
    steps: readonly string[],
    role: Role | undefined,
    origin: Origin,
    title: string,
  ): Draft | undefined => {
    try {
      using directory = Directory.openBelow(base, steps);
      const way = { base, steps };
      const known = drafts.get(directory.inode);
      if (known === undefined) {
        const draft: Draft = {
          inode: directory.inode,
          roles: new Set(role === undefined ? [] : [role]),
          ways: [way],
          partners: new Set([directory.inode]),
          origin,
          title,
          ...(drafts.size < BOUNDS.places.most ? {} : { isLeftOut: true }),
        };
        drafts.set(directory.inode, draft);
        return draft;
      }
      if (role !== undefined) {
        known.roles.add(role);
      }
      if (known.ways.length < MOST_WAYS) {
        known.ways.push(way);
      }
      return known;
    } catch (error) {
      if (!isGone(error)) {
        problems.push(`${title}: ${reasonOf(error)}`);
      }
      return undefined;
    }
  };
  const visitPair = (
    base: string,
    shm: readonly string[],
    tmp: readonly string[],
    origin: Origin,
    of: string,
  ): void => {
    const pair = [
      visit(base, shm, 'shm', origin, `/${shm.join('/')}${of}`),
      visit(base, tmp, 'tmp', origin, `/${tmp.join('/')}${of}`),
    ].filter((place) => place !== undefined);
    join(pair);
    for (const steps of ICEORYX2.map((below) => [...tmp, ...below])) {
      visit(base, steps, 'iceoryx2', origin, `/${steps.join('/')}${of}`);
    }
  };

  for (const root of scope.roots) {
    const base = root.replace(/\/+$/, '') || '/';
    const of = base === '/' ? '' : ` in ${base}`;
    if (!scope.isPairsOnly) {
      visitPair(base, SHM, TMP, 'Root', of);
    }
    for (const { shm, tmp } of scope.pairs) {
      visitPair(base, stepsOf(shm), stepsOf(tmp), 'Directories', of);
    }
    for (const [uid, name] of podNames(base)) {
      pods.set(uid, name);
    }
    if (scope.isPairsOnly) {
      continue;
    }
    for (const { pod, steps, name } of podVolumes(base, stepsOf(scope.kubelet), problems)) {
      const place = visitVolume(base, steps, isInjected(name), () =>
        visit(base, steps, undefined, 'Volume', `volume ${name} of pod ${pods.get(pod) ?? pod}`),
      );
      if (place !== undefined) {
        place.pod = pod;
        join([place, ...[...drafts.values()].filter((other) => other.pod === pod)]);
      }
    }
  }
  if (!scope.isPairsOnly && scope.roots.some(isWholeMachine)) {
    for (const { pid, root } of distinctRoots(problems)) {
      const { command, container, pod } = processOwner(pid, pods);
      const where = container === undefined ? '' : ` in container ${container.slice(0, 12)}`;
      visitPair(
        root,
        SHM,
        TMP,
        'Process',
        ` of ${command} (process ${pid}${where}${pod === undefined ? '' : ` of pod ${pod}`})`,
      );
    }
  }
  // The volume of a pod without processes may have had either role.
  for (const { roles } of drafts.values()) {
    if (roles.size === 0) {
      roles.add('shm').add('tmp');
    }
  }
  const leftOut = drafts.size - BOUNDS.places.most;
  if (leftOut > 0) {
    problems.push(`${leftOut} directories are not searched: there are ${new BoundError(BOUNDS.places).message}`);
  }
  return { places: [...drafts.values()], problems, pods };
}

/** Opens a place again. @returns undefined if no way leads to that directory any more */
export function openPlace({ ways, inode }: Pick<Place, 'ways' | 'inode'>): Directory | undefined {
  for (const { base, steps } of ways) {
    try {
      const directory = Directory.openBelow(base, steps);
      if (directory.inode === inode) {
        return directory;
      }
      directory[Symbol.dispose]();
    } catch {
      // Another way may still lead there.
    }
  }
  return undefined;
}

function join(places: readonly Draft[]): void {
  for (const place of places) {
    places.forEach(({ inode }) => place.partners.add(inode));
  }
}

/** The steps of a path, from a base that the caller chooses. */
export function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}

interface Volume {
  readonly pod: string;
  readonly name: string;
  readonly steps: readonly string[];
}

function podVolumes(base: string, kubelet: readonly string[], problems: string[]): Volume[] {
  const below = (steps: readonly string[]): string[] => {
    try {
      using directory = Directory.openBelow(base, steps);
      return directory
        .entries()
        .filter(({ type }) => type === 'Directory')
        .map(({ name }) => name);
    } catch (error) {
      if (!isGone(error)) {
        problems.push(`/${steps.join('/')}: ${reasonOf(error)}`);
      }
      return [];
    }
  };
  const pods = [...kubelet, 'pods'];
  return below(pods).flatMap((pod) => {
    const volumes = [...pods, pod, 'volumes', 'kubernetes.io~empty-dir'];
    return below(volumes).map((name) => ({ pod, name, steps: [...volumes, name] }));
  });
}

/** Visits a volume without visible users only if it can matter: if it is in memory, or the operator's own. */
function visitVolume<T>(base: string, steps: readonly string[], isInjected: boolean, visit: () => T): T | undefined {
  if (!isInjected) {
    try {
      using above = Directory.openBelow(base, steps.slice(0, -1));
      using volume = above.open(steps.at(-1) ?? '');
      if (volume.device === above.device) {
        return undefined;
      }
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
    }
  }
  return visit();
}

/** Whether a root is that of process 1, or of kthreadd if process 1 cannot be examined. */
function isWholeMachine(root: string): boolean {
  for (const first of ['/proc/1/root', '/proc/2/root']) {
    try {
      using own = Directory.openTrusted(root);
      using other = Directory.openTrusted(first);
      return own.inode === other.inode && (first === '/proc/1/root' || readProcText('/proc/2/comm') === 'kthreadd\n');
    } catch {
      // The next one may show it.
    }
  }
  return false;
}

/** One process for each combination of mount namespace and root directory. */
function distinctRoots(problems: string[]): { pid: number; root: string }[] {
  const seen = new Map<string, number>();
  let unreadable = 0;
  for (const pid of processNumbers()) {
    try {
      const key = `${linkOf(`/proc/${pid}/ns/mnt`)} ${linkOf(`/proc/${pid}/root`) ?? `of process ${pid}`}`;
      if (!seen.has(key)) {
        seen.set(key, pid);
      }
    } catch (error) {
      unreadable += isGone(error) ? 0 : 1;
    }
  }
  if (unreadable > 0) {
    const who = unreadable === 1 ? '1 process sees' : `${unreadable} processes see`;
    problems.push(`what ${who} at /dev/shm and /tmp is unknown: permission denied`);
  }
  return [...seen.values()].map((pid) => ({ pid, root: `/proc/${pid}/root` }));
}
