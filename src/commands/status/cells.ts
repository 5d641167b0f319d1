import { formatSize } from '../../api/quantity.ts';
import { age } from '../../terminal/age.ts';
import { bar } from '../../terminal/bar.ts';
import { EMPTY } from '../../terminal/fitted-table.ts';
import type { Paint } from '../../terminal/paint.ts';
import type { LastFinding, Ready, Recovery, Roudi, SharedMemory } from './view.ts';

/** How cells of the tables are written, for one reader at one time. */
export interface Hand {
  readonly paint: Paint;
  readonly now: number;
}

export function readyCell({ status }: Pick<Ready, 'status'>, { paint }: Hand): string {
  return paint(status === 'True' ? 'green' : status === 'False' ? 'red' : 'yellow', status);
}

/** Something of something; it is red unless it is all. */
export function countCell(part: number, whole: number, { paint }: Hand): string {
  const text = `${part}/${whole}`;
  return part < whole ? paint('red', text) : text;
}

/** Time since then, `-` where it is not known. */
export function ageCell(at: string | undefined, { now }: Hand): string {
  const time = Date.parse(at ?? '');
  return Number.isNaN(time) ? EMPTY : age(now - time);
}

/** How long ago RouDi started, and how often it was started again. */
export function roudiCell({ startedAt, restarts }: Pick<Roudi, 'restarts' | 'startedAt'>, hand: Hand): string {
  const since = ageCell(startedAt, hand);
  return restarts === 0 ? since : `${since}, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`;
}

const HOW: Readonly<Record<string, string>> = {
  RestartedInPlace: 'in place',
  Replaced: 'replaced',
  RouDiDied: 'replacing',
  StalePodDeleted: 'pod deleted',
};

export function recoveryCell(recovery: Recovery | undefined, hand: Hand): string {
  return recovery === undefined ? EMPTY : `${HOW[recovery.how] ?? recovery.how}, ${ageCell(recovery.at, hand)}`;
}

/** A fault that is over is not red. */
export function findingCell(finding: LastFinding | undefined, hand: Hand): string {
  if (finding === undefined) {
    return EMPTY;
  }
  const text = `${finding.reason}, ${ageCell(finding.at, hand)}`;
  return hand.paint(finding.isPresent ? 'red' : 'dim', text);
}

/** Above this share of the limit there is no room for a file of anyone else. */
const FULL = 0.99;

/**
 * Used shared memory against its limit.
 *
 * @param columns length of the bar; 0 for none
 * @param numbers say how much it is, else only which part
 */
export function memoryCell(
  memory: SharedMemory | undefined,
  { columns, numbers }: { readonly columns: number; readonly numbers: boolean },
  { paint }: Hand,
): string {
  if (memory === undefined) {
    return EMPTY;
  }
  const { usedBytes, limitBytes, source } = memory;
  const mark = source === 'status' ? '~' : '';
  if (limitBytes === undefined || limitBytes === 0) {
    return `${mark}${sizeOf(usedBytes)}`;
  }
  const share = usedBytes / limitBytes;
  const drawn = columns === 0 ? '' : `${paint(share >= FULL ? 'red' : 'cyan', bar(usedBytes, limitBytes, columns))} `;
  return `${drawn}${mark}${numbers ? sizes(usedBytes, limitBytes) : `${Math.round(share * 100)}%`}`;
}

/** `63.8/71.0 MiB`, the unit once where it is the same. */
function sizes(used: number, limit: number): string {
  const [part, whole] = [sizeOf(used), sizeOf(limit)];
  const unit = whole.slice(whole.indexOf(' '));
  return part.endsWith(unit) ? `${part.slice(0, -unit.length)}/${whole}` : `${part}/${whole}`;
}

function sizeOf(bytes: number): string {
  return formatSize(BigInt(Math.round(bytes)));
}
