import { stripVTControlCharacters, styleText } from 'node:util';
import type { Finding, Report, Tally } from './report.ts';
import type { Kind } from './names.ts';
import type { Verdict } from './judge.ts';

/** Further rows with the same verdict in one directory are only counted. */
const MOST_ALIKE = 5;
const HEAD = ['WHAT', 'BYTES', 'AGE', 'HELD BY', 'VERDICT', 'WHY'];
const NUMERIC = new Set([1, 2]);

/** The kinds of files, in words. */
export const KINDS: Readonly<Record<Kind, string>> = {
  ManagementSegment: 'management segment',
  DataSegment: 'data segment',
  RoudiSocket: "RouDi's socket",
  RoudiLock: "RouDi's lock",
  AppSocket: 'socket of an app',
  AppLock: 'lock of an app',
  Iceoryx2: 'iceoryx2',
  Aside: 'taken aside',
};
const VERDICTS: Readonly<Record<Verdict, { text: string; style: 'red' | 'yellow' | 'green' | 'dim' }>> = {
  Orphan: { text: 'orphan', style: 'red' },
  Unknown: { text: 'unknown', style: 'yellow' },
  Live: { text: 'live', style: 'green' },
  NotIceoryx: { text: 'not iceoryx', style: 'dim' },
};

export interface TableOptions {
  /** Also list files that are not iceoryx's, and do not group rows. */
  readonly all: boolean;
  /** Colours for terminals. */
  readonly colour: boolean;
}

/** A report for users: a block for each directory, and the sums. */
export function tableOf(report: Report, { all, colour }: TableOptions): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const shown = report.findings.filter(({ verdict }) => all || verdict !== 'NotIceoryx');
  const blocks = Map.groupBy(shown, ({ place }) => place);
  const widths = [...blocks.values()].flatMap((findings) => rowsOf(findings, all, paint));
  const columns = HEAD.map((head, column) =>
    widths.reduce((most, row) => Math.max(most, stripVTControlCharacters(row[column] ?? '').length), head.length),
  );
  const lines = [...blocks].flatMap(([place, findings]) => [
    paint('bold', place),
    line(HEAD, columns),
    ...rowsOf(findings, all, paint).map((row) => line(row, columns)),
    '',
  ]);
  return [...lines, ...sums(report, paint), ''].join('\n');
}

type Paint = (style: 'red' | 'yellow' | 'green' | 'dim' | 'bold', text: string) => string;

function rowsOf(findings: readonly Finding[], all: boolean, paint: Paint): string[][] {
  const alike = Map.groupBy(findings, ({ kind, verdict, reason, outcome }) =>
    [kind, verdict, reason, outcome?.what, outcome?.why].join(' '),
  );
  return [...alike.values()].flatMap((group) => {
    const most = all ? group.length : MOST_ALIKE;
    const rows = group.slice(0, most).map((finding) => rowOf(finding, paint));
    const rest = group.slice(most);
    const [one] = rest;
    if (one === undefined) {
      return rows;
    }
    const bytes = rest.reduce((sum, { bytes }) => sum + bytes, 0);
    return [
      ...rows,
      [`… ${rest.length} more of ${KINDS[one.kind]}`, size(bytes), '', '', verdictOf(one, paint), 'as above'],
    ];
  });
}

function rowOf(finding: Finding, paint: Paint): string[] {
  const { name, kind, release, domain, bytes, ageSeconds, holders, holderCount, message, outcome } = finding;
  const of = [KINDS[kind], release, domain === undefined ? undefined : `domain ${domain}`].filter(Boolean).join(', ');
  const held = holders.slice(0, 2).map(({ pid, command, pod, container }) => {
    // A uid, shown if there is no name, is abbreviated.
    const where = pod?.replace(/^([0-9a-f]{8})-[0-9a-f-]{27}$/, 'pod $1') ?? container?.slice(0, 12);
    return `${command || 'process'}[${pid}]${where === undefined ? '' : ` in ${where}`}`;
  });
  const more = holderCount > held.length ? [`${holderCount - held.length} more`] : [];
  const why = outcome?.why === undefined ? message : outcome.why;
  return [
    `${name} (${of})`,
    size(bytes),
    age(ageSeconds),
    [...held, ...more].join(', '),
    verdictOf(finding, paint),
    why,
  ];
}

const OUTCOMES = {
  Removed: { text: 'removed', style: 'green' },
  Kept: { text: 'kept', style: 'yellow' },
  Failed: { text: 'failed', style: 'red' },
} as const;

function verdictOf({ verdict, outcome, isRemovable }: Finding, paint: Paint): string {
  if (outcome !== undefined) {
    const { text, style } = OUTCOMES[outcome.what];
    return paint(style, text);
  }
  const { text, style } = VERDICTS[verdict];
  return verdict === 'Orphan' && !isRemovable ? paint('dim', 'stays') : paint(style, text);
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => {
      const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - stripVTControlCharacters(cell).length));
      return NUMERIC.has(column) ? space + cell : cell + space;
    })
    .join('  ')
    .trimEnd();
}

function part({ files, bytes }: Tally, what: string): string[] {
  return files === 0 ? [] : [`${files} ${what} (${size(bytes)})`];
}

function sums({ totals, scanned, problems, directories = [], dryRun }: Report, paint: Paint): string[] {
  const counts = [
    ...part(totals.Orphan, totals.Orphan.files === 1 ? 'orphan' : 'orphans'),
    ...part(totals.removed, 'removed'),
    ...part(totals.failed, 'not removed because of an error'),
    ...part(totals.Unknown, 'unknown'),
    ...part(totals.Live, 'live'),
    ...part(totals.NotIceoryx, 'of other programs'),
  ];
  const processes = `${scanned.processes} processes, ${scanned.directories} directories`;
  return [
    ...problems.map((problem) => `${paint('yellow', 'not seen:')} ${problem}`),
    ...directories.map(({ directory, what, why }) =>
      why === undefined ? `directory ${directory}: ${what.toLowerCase()}` : `directory ${directory} stays: ${why}`,
    ),
    `${counts.length === 0 ? 'nothing of iceoryx' : counts.join(', ')}; ${processes}${dryRun ? '; dry run, nothing was removed' : ''}`,
  ];
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `142 MiB` */
export function size(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

/** `3h`, `12d` */
export function age(seconds: number): string {
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const) {
    if (seconds >= 2 * length) {
      return `${Math.floor(seconds / length)}${unit}`;
    }
  }
  return `${seconds}s`;
}
