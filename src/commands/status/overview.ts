import { type Columns, EMPTY, fittedTable, type Form } from '../../terminal/fitted-table.ts';
import { wrapped } from '../../terminal/wrap.ts';
import type { Reader } from '../kit/output.ts';
import { ageCell, countCell, findingCell, type Hand, memoryCell, readyCell, recoveryCell, roudiCell } from './cells.ts';
import { partsOf } from './conditions.ts';
import { shortNameOf } from './kinds.ts';
import type { ObjectView, Problem, StatusView } from './view.ts';

export interface OverviewOptions {
  /** Objects of several namespaces may be in it. */
  readonly allNamespaces: boolean;
  /** Every column, whatever the terminal's width. */
  readonly isWide: boolean;
}

/** What is narrowed first tells the least. What of it is wrong stands below the table as well. */
const STEPS = [
  'reason',
  'memory',
  'finding',
  'reason',
  'memory',
  'finding',
  'roudi',
  'recovery',
  'memory',
  'recovery',
  'apps',
] as const;

/** All objects, one a row; on a terminal with what is wrong and what happened below. */
export function overview({ objects, time }: StatusView, reader: Reader, options: OverviewOptions): string {
  const { paint, width } = reader;
  const hand = { paint, now: Date.parse(time) };
  const columns = columnsFor(hand, options);
  const fitting = { width: options.isWide ? undefined : width, steps: STEPS };
  const text = fittedTable(columns, objects, fitting);
  const news = width === undefined ? [] : newsOf(objects, hand, width, options);
  return news.length === 0 ? text : `${text}\n${news.join('\n')}\n`;
}

type Name = (typeof STEPS)[number] | 'age' | 'incarnation' | 'name' | 'namespace' | 'pods' | 'ready' | 'release';

function columnsFor(hand: Hand, { allNamespaces, isWide }: OverviewOptions): Columns<ObjectView, Name> {
  const memory = (title: string, columns: number, numbers: boolean): Form<ObjectView> =>
    form(title, ({ sharedMemory, domain }) =>
      domain === undefined ? memoryCell(sharedMemory, { columns, numbers }, hand) : `of ${domain}`,
    );
  const ifWide = (only: Form<ObjectView>): readonly Form<ObjectView>[] => (isWide ? [only] : []);
  return {
    namespace: allNamespaces ? [form('NAMESPACE', ({ namespace }) => namespace)] : [],
    name: [form('NAME', shortNameOf)],
    ready: [form('READY', ({ ready }) => readyCell(ready, hand))],
    reason: [
      form('REASON', reasonOf),
      form('REASON', (object) => (object.ready.status === 'True' ? EMPTY : reasonOf(object))),
    ],
    pods: [form('PODS', ({ pods }) => countCell(pods.ready, pods.wanted, hand))],
    apps: [form('APPS', ({ apps }) => (apps === undefined ? EMPTY : appsCell(apps, hand)))],
    roudi: [
      form('ROUDI AGE', ({ roudi }) => roudiCell(roudi, hand)),
      form('ROUDI', ({ roudi }) => ageCell(roudi.startedAt, hand)),
    ],
    incarnation: ifWide(form('INCARNATION', ({ roudi }) => roudi.incarnation ?? EMPTY)),
    release: ifWide(form('RELEASE', ({ roudi }) => roudi.release ?? EMPTY)),
    memory: [
      memory('SHARED MEMORY', 10, true),
      memory('SHARED MEMORY', 8, false),
      memory('MEMORY', 5, false),
      memory('MEMORY', 0, false),
    ],
    recovery: [
      form('LAST RECOVERY', ({ lastRecovery }) => recoveryCell(lastRecovery, hand)),
      form('RECOVERED', ({ lastRecovery }) => ageCell(lastRecovery?.at, hand)),
    ],
    finding: [
      form('LAST FINDING', ({ lastFinding }) => findingCell(lastFinding, hand)),
      form('FINDING', ({ lastFinding }) => lastFinding?.reason ?? EMPTY),
    ],
    age: ifWide(form('AGE', ({ createdAt }) => ageCell(createdAt, hand))),
  };
}

function form(title: string, cell: Form<ObjectView>['cell']): Form<ObjectView> {
  return { title, cell };
}

function reasonOf({ ready, deletingSince }: ObjectView): string {
  return deletingSince === undefined ? ready.reason : 'Deleting';
}

function appsCell({ connected, expected }: NonNullable<ObjectView['apps']>, hand: Hand): string {
  return expected === undefined ? String(connected) : countCell(connected, expected, hand);
}

/** Most objects about which something is told below the table. */
const MOST_TOLD = 8;
/** A recovery is news for as long as Kubernetes keeps its Event. */
const NEWS_MS = 3_600_000;
/** An operator that was upgraded may say this of every object, and nothing is wrong with them. */
const NO_NEWS: ReadonlySet<string> = new Set(['NewerShapeAvailable']);

/** Lines for one thing. Some messages name many pods. */
const MOST_LINES = 4;

/** What is wrong with objects, and what happened to them, in as few lines as possible. */
function newsOf(
  objects: readonly ObjectView[],
  hand: Hand,
  width: number,
  { allNamespaces }: OverviewOptions,
): string[] {
  const told = objects.flatMap((object) => {
    const news = newsAbout(object, hand);
    const name = `${allNamespaces ? `${object.namespace} ` : ''}${shortNameOf(object)}`;
    return news.length === 0 ? [] : [[hand.paint('bold', name), ...news.flatMap((text) => shortened(text, width))]];
  });
  const more = told.length - MOST_TOLD;
  return told.length === 0
    ? []
    : [
        ...told.slice(0, MOST_TOLD).flat(),
        ...(more > 0 ? [`and ${more} more`] : []),
        hand.paint('dim', 'Causes and remedies: kubectl iceoryx status NAME'),
      ];
}

function shortened(text: string, width: number): string[] {
  const lines = wrapped(text, { width, first: '  ' });
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), '  …'] : lines;
}

function newsAbout({ problems, lastRecovery, deletingSince }: ObjectView, hand: Hand): string[] {
  const [worst, ...others] = problems.filter(isNews);
  const also = others.length === 0 ? '' : `; also ${others.map(({ reason }) => reason).join(', ')}`;
  const { paint, now } = hand;
  const isRecent = lastRecovery !== undefined && now - Date.parse(lastRecovery.at) < NEWS_MS;
  return [
    ...(deletingSince === undefined ? [] : [`being deleted for ${ageCell(deletingSince, hand)}`]),
    ...(worst === undefined ? [] : [`${paint('red', worst.reason)}: ${partsOf(worst.message)[0]}${also}`]),
    ...(isRecent
      ? [`${paint('yellow', lastRecovery.how)} ${ageCell(lastRecovery.at, hand)} ago${noteOf(lastRecovery.note)}`]
      : []),
  ];
}

/** RouDi that is not ready is why the object is not. */
function isNews({ condition, reason }: Problem): boolean {
  return condition !== 'RouDiReady' && !NO_NEWS.has(reason);
}

function noteOf(note: string | undefined): string {
  return note === undefined ? '' : `: ${note}`;
}
