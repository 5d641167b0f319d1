import type { Condition, FindingStatus, IceoryxSweepStatus, RunStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { Obstacle } from '../../controllers/kit/obstacle.ts';
import type { FollowedRun } from './follow.ts';
import { unsettled } from './unknown.ts';

/** How a sweep ended, which is also the exit code of the command. */
export const EXIT_CODES = { Complete: 0, Failed: 1, Incomplete: 3 } as const;
export type Outcome = keyof typeof EXIT_CODES;

/** Files that were kept because of one reason, among those that the status names. */
export interface UnknownFiles {
  readonly reason: string;
  readonly files: number;
  readonly bytes: number;
  readonly why: string;
  readonly remedy?: string;
}

/** The log of a node's Job, or why it cannot be read. */
export interface NodeReport {
  readonly node: string;
  readonly job: string;
  readonly log?: string;
  readonly problem?: string;
}

/** What a run of a sweep has found and done: the document of `-o json`. */
export interface SweepView {
  readonly name: string;
  /** Whether the IceoryxSweep is still there when the command ends. */
  readonly kept: boolean;
  /**
   * `Complete`: all nodes have reported, and all processes were seen. `Incomplete`: nodes were skipped, or not all
   * processes were seen. `Failed`: a node did not report, a file could not be removed, or the run was not followed to
   * its end.
   */
  readonly outcome: Outcome;
  /** Why the run was not followed to its end. */
  readonly problem?: Obstacle;
  /** As in the status of the IceoryxSweep, with names of pods in the places of files where they are known. */
  readonly run?: RunStatus;
  readonly conditions: readonly Condition[];
  readonly unknown: readonly UnknownFiles[];
  readonly reports?: readonly NodeReport[];
}

export interface ViewOptions {
  readonly kept: boolean;
  readonly reports?: readonly NodeReport[] | undefined;
  /** Names of pods by uid. */
  readonly pods?: ReadonlyMap<string, string> | undefined;
}

/** @param number of the run: the status may still be about the one before */
export function viewOf(
  name: string,
  number: number,
  { sweep, obstacle }: FollowedRun,
  { kept, reports, pods = new Map() }: ViewOptions,
): SweepView {
  const { run: latest, conditions = [] }: IceoryxSweepStatus = sweep?.status ?? {};
  const run = latest?.number === number ? withNames(latest, pods) : undefined;
  return {
    name,
    kept,
    outcome: outcomeOf(run, obstacle),
    ...(obstacle === undefined ? {} : { problem: obstacle }),
    ...(run === undefined ? {} : { run }),
    conditions: run === undefined ? [] : conditions,
    unknown: unknownIn(run?.findings ?? []),
    ...(reports === undefined ? {} : { reports }),
  };
}

const POD_UID = /\bpod (?<uid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;

/** Whether a report names pods by uid only: a node does not know the names of all. */
export function namesUids({ sweep }: FollowedRun): boolean {
  return sweep?.status?.run?.findings?.some(({ place }) => place.search(POD_UID) !== -1) === true;
}

function withNames(run: RunStatus, pods: ReadonlyMap<string, string>): RunStatus {
  const named = (place: string): string =>
    place.replace(POD_UID, (text, uid: string) => (pods.has(uid) ? `pod ${pods.get(uid)}` : text));
  return run.findings === undefined
    ? run
    : { ...run, findings: run.findings.map((one) => ({ ...one, place: named(one.place) })) };
}

function outcomeOf(run: RunStatus | undefined, obstacle: Obstacle | undefined): Outcome {
  if (run === undefined || obstacle !== undefined || run.nodes.chosen === 0 || run.nodes.failed > 0) {
    return 'Failed';
  }
  const { verdicts = [], nodes } = run;
  if (verdicts.some(({ verdict, reason }) => verdict === 'Failed' || reason === 'RemovalFailed')) {
    return 'Failed';
  }
  return nodes.skipped > 0 || verdicts.some(({ verdict }) => verdict === 'Incomplete') ? 'Incomplete' : 'Complete';
}

function unknownIn(findings: readonly FindingStatus[]): UnknownFiles[] {
  const groups = Map.groupBy(
    findings.filter(({ verdict }) => verdict === 'Unknown'),
    ({ reason }) => reason,
  );
  return [...groups]
    .map(([reason, files]) => ({
      reason,
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      ...unsettled(reason),
    }))
    .toSorted((one, other) => other.bytes - one.bytes);
}
