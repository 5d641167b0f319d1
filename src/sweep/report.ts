import { printableAll, shortList } from '../text.ts';
import { BOUNDS } from './bounds.ts';
import { printableName } from './file.ts';
import type { Case } from './gather.ts';
import { type Judgement, type Verdict, judge } from './judge.ts';
import { appNames, type Kind } from './names.ts';
import type { Observation, SeenFile } from './observe.ts';
import { type Owner, processOwner } from './proc/owner.ts';
import type { DirectoryOutcome } from './remove-directory.ts';
import type { RemovalOutcome, RemovalOutcomes } from './remove.ts';

export interface Holder extends Owner {
  readonly how: 'maps' | 'opens' | 'locks';
}

/** One file and its verdict. */
export interface Finding extends Pick<Judgement, 'verdict' | 'reason' | 'message'> {
  /** Its directory. */
  readonly place: string;
  /** Name of the file, with everything but plain text escaped. */
  readonly name: string;
  readonly kind: Kind;
  /** `2.0` stands for 1.0 to 2.90. */
  readonly release?: string;
  /** Domain, for 2.95 only. */
  readonly domain?: string;
  readonly bytes: number;
  /** Bytes that its removal frees. */
  readonly allocatedBytes: number;
  readonly ageSeconds: number;
  /** The first few processes that hold it. */
  readonly holders: readonly Holder[];
  readonly holderCount: number;
  readonly isRemovable: boolean;
  readonly outcome?: RemovalOutcome;
}

export interface Tally {
  readonly files: number;
  readonly bytes: number;
}

/** Sums of a sweep. `Orphan` counts only what may be removed: RouDi's free locks are `staying`. */
export interface Totals extends Record<Verdict, Tally> {
  readonly staying: Tally;
  readonly removed: Tally;
  readonly failed: Tally;
}

export interface Report {
  readonly dryRun: boolean;
  readonly quietPeriodSeconds: number;
  /** Whether all processes that could hold a file were seen. */
  readonly isComplete: boolean;
  readonly problems: readonly string[];
  readonly scanned: { readonly directories: number; readonly processes: number; readonly otherFiles: number };
  readonly totals: Totals;
  readonly findings: readonly Finding[];
  /** Results for directories that were to be removed as a whole. */
  readonly directories?: readonly (DirectoryOutcome & { readonly directory: string })[];
}

const MOST_HOLDERS = 8;
const RANKS: Readonly<Record<Verdict, number>> = { Orphan: 0, Unknown: 1, Live: 2, NotIceoryx: 3 };

/**
 * Everything that a sweep has found, most important first. Names and texts of other programs are made printable here,
 * for all readers.
 */
export function reportOf(
  cases: readonly Case[],
  { files, places, processes, others, blindSpots, problems, pods }: Observation,
  { outcomes, ...about }: { dryRun: boolean; quietPeriodSeconds: number; outcomes: RemovalOutcomes },
  nowMs: number,
): Report {
  const owners = new Map<number, Owner>();
  const owner = (pid: number): Owner => {
    const known = owners.get(pid) ?? processOwner(pid, pods);
    owners.set(pid, known);
    return known;
  };
  const locks = new Map(
    files
      .filter(({ fileClass }) => fileClass.kind === 'AppLock')
      .map((file) => [`${file.place.inode} ${file.facts.name}`, file]),
  );
  const findings = cases.map(({ file, evidence }): Finding => {
    const { fileClass, facts, place } = file;
    const holders = holdersOf(file, locks);
    const outcome = outcomes.get(file);
    return {
      place: place.title,
      name: printableName(facts.name),
      kind: fileClass.kind,
      ...('family' in fileClass ? { release: fileClass.family.release } : {}),
      ...('family' in fileClass && fileClass.family.domain !== '' ? { domain: fileClass.family.domain } : {}),
      bytes: facts.bytes,
      allocatedBytes: facts.allocatedBytes,
      ageSeconds: Math.max(0, Math.round((nowMs - Number(facts.modified / 1_000_000n)) / 1000)),
      holders: holders.slice(0, MOST_HOLDERS).map(({ pid, how }) => ({ ...owner(pid), how })),
      holderCount: holders.length,
      ...judge(evidence),
      ...(outcome === undefined ? {} : { outcome }),
    };
  });
  return printableAll({
    ...about,
    isComplete: blindSpots.length === 0,
    problems: shortList([...blindSpots, ...problems], BOUNDS.problems.most, (problem) => problem),
    scanned: { directories: places.length, processes, otherFiles: others },
    totals: totalsOf(findings),
    findings: findings.sort(
      (one, other) => RANKS[one.verdict] - RANKS[other.verdict] || other.allocatedBytes - one.allocatedBytes,
    ),
  });
}

function holdersOf(
  { fileClass, place, holds, lockers, facts }: SeenFile,
  locks: ReadonlyMap<string, SeenFile>,
): { pid: number; how: Holder['how'] }[] {
  const own = [...lockers.map((pid) => ({ pid, how: 'locks' as const })), ...holds];
  const lock =
    fileClass.kind === 'AppSocket'
      ? locks.get(`${place.inode} ${appNames(fileClass.family, fileClass.runtime).lock}`)
      : undefined;
  const all = lock === undefined || lock.facts === facts ? own : [...own, ...holdersOf(lock, locks)];
  const seen = new Set<number>();
  return all.filter(({ pid }) => !seen.has(pid) && seen.add(pid));
}

function totalsOf(findings: readonly Finding[]): Totals {
  const tally = (holds: (finding: Finding) => boolean): Tally => {
    const all = findings.filter(holds);
    return { files: all.length, bytes: all.reduce((sum, { allocatedBytes }) => sum + allocatedBytes, 0) };
  };
  return {
    Orphan: tally(({ isRemovable }) => isRemovable),
    Unknown: tally(({ verdict }) => verdict === 'Unknown'),
    Live: tally(({ verdict }) => verdict === 'Live'),
    NotIceoryx: tally(({ verdict }) => verdict === 'NotIceoryx'),
    staying: tally(({ verdict, isRemovable }) => verdict === 'Orphan' && !isRemovable),
    removed: tally(({ outcome }) => outcome?.what === 'Removed'),
    failed: tally(({ outcome }) => outcome?.what === 'Failed'),
  };
}
