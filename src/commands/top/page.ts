import type { Paint } from '../../terminal/paint.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { size } from './cells.ts';
import { type Choice, KEYS } from './keys.ts';
import type { ListingOptions } from './listing.ts';
import type { TopModel, TopPod } from './model.ts';
import { LISTINGS } from './views.ts';

/** What stands on the screen beside the figures. */
export interface Page {
  /** Where pods are looked for, in words. */
  readonly place: string;
  readonly model: TopModel;
  readonly choice: Choice;
  /** Why the figures are not newer. */
  readonly failure: string | undefined;
  readonly listing: Omit<ListingOptions, 'filter' | 'isWide' | 'sort'>;
}

/** Lines of what is missing, so that the table keeps its place. */
const MOST_MISSING = 4;

/** The screen, with as many rows of the table as there is room for. */
export function pageOf(page: Page, { columns, rows }: { columns: number; rows: number }): string {
  const { model, choice, failure, listing } = page;
  const { paint } = listing;
  const top = [...headOf(page, columns), ''];
  const bottom = [
    ...warnings(model, failure, paint, columns).slice(0, MOST_MISSING),
    paint('dim', 's sort  / filter  p pods  a apps  g segments  c pools  n nodes  ? help  q end'.slice(0, columns)),
  ];
  const room = Math.max(1, rows - top.length - bottom.length - 1);
  const middle = choice.isHelp ? helpOf(model, columns) : tableOf(page, columns, room);
  const gap = Array.from({ length: Math.max(1, room + 1 - middle.length) }, () => '');
  return [...top, ...middle.slice(0, room), ...gap, ...bottom].join('\n');
}

function headOf({ place, model, choice, listing }: Page, columns: number): string[] {
  const { pods, nodes, time } = model;
  const apps = pods.reduce((sum, each) => sum + each.apps.length, 0);
  const bytes = nodes.reduce((sum, { sharedMemoryBytes }) => sum + sharedMemoryBytes, 0);
  const words = `${choice.view} of ${place} by ${choice.sort}, ${time}`;
  const totals = `${counted(pods.length, 'pod')}, ${counted(apps, 'app')}, ${counted(nodes.length, 'node')}, ${size(bytes)} of shared memory`;
  const filter =
    choice.isTyping || choice.filter !== '' ? [`filter: ${choice.filter}${choice.isTyping ? '█' : ''}`] : [];
  return [
    ...wrapped(words, { width: columns }).map((line) => listing.paint('bold', line)),
    ...wrapped(totals, { width: columns }),
    ...filter.map((line) => listing.paint('cyan', line)),
  ];
}

function tableOf({ model, choice, listing }: Page, columns: number, room: number): string[] {
  const { view, sort, filter } = choice;
  const { rows, table } = LISTINGS[view](model, { ...listing, sort, filter, isWide: false });
  if (view === 'pools' && model.pods.some(isUnread)) {
    return ['Reading the pools …'];
  }
  if (rows === 0) {
    return [filter === '' ? `There are no ${view}.` : `No ${view} with "${filter}".`];
  }
  // The head is a line too, and so is the one that says how many rows are not shown.
  const isAll = rows + 1 <= room;
  const most = isAll ? rows : Math.max(1, room - 2);
  const lines = table(columns, most).trimEnd().split('\n');
  return isAll ? lines : [...lines, listing.paint('dim', `… ${rows - most} more; / filters`)];
}

/** Pools are only asked for once they are looked at. */
function isUnread({ role, reason, pools, poolsReason }: TopPod): boolean {
  return role !== 'member' && reason === null && pools === null && poolsReason === null;
}

function helpOf({ sources }: TopModel, columns: number): string[] {
  const widest = Math.max(...[...KEYS.map(([keys]) => keys), ...Object.keys(sources)].map(({ length }) => length)) + 3;
  return [...KEYS, ['', ''] as const, ...Object.entries(sources)].flatMap(([word, meaning]) =>
    wrapped(meaning, { width: columns, first: word.padEnd(widest) }),
  );
}

function warnings({ missing }: TopModel, failure: string | undefined, paint: Paint, columns: number): string[] {
  return [
    ...(failure === undefined ? [] : [['red', `No newer figures: ${failure}`] as const]),
    ...missing.map((text) => ['yellow', text] as const),
  ].flatMap(([tone, text]) => wrapped(text, { width: columns }).map((line) => paint(tone, line)));
}

/** `1 pod`, `2 pods`. */
function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
