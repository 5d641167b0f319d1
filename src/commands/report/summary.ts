import { formatSize } from '../../api/quantity.ts';
import { table } from '../../terminal/table.ts';
import { printable, printableAll, shortList } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import type { FileKind, Manifest } from './files/manifest.ts';

/** Where the report is. */
export interface Place {
  readonly path: string;
  readonly bytes: number;
}

const ORDER: readonly FileKind[] = ['overview', 'objects', 'events', 'agent status', 'logs'];
const MOST_LACKS = 10;

/**
 * What was made, for the person who asked for it.
 *
 * @param place undefined if it went to standard output
 */
export function summaryOf(given: Manifest, place: Place | undefined, { paint, width }: Reader): string {
  const manifest = printableAll(given);
  const rows = ORDER.flatMap((kind) => {
    const files = manifest.files.filter((file) => file.kind === kind);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return files.length === 0 ? [] : [[kind, String(files.length), formatSize(BigInt(bytes))]];
  });
  return [
    place === undefined
      ? 'The report was written to standard output.\n'
      : `${paint('bold', printable(place.path))}   ${formatSize(BigInt(place.bytes))}\n`,
    `\n${table(['WHAT', 'FILES', 'SIZE'], rows, { right: [1, 2], width })}`,
    ...takenOut(manifest),
    ...lacks(manifest, paint),
    `\n${paint('bold', 'Look through it before you post it:')} the rules that find secrets miss some.\n`,
    'README.txt lists what is in it, what was taken out and what is missing.\n',
    ...(place === undefined ? [] : [`  tar -xzf ${quoted(place.path)}\n`]),
  ].join('');
}

function takenOut({ removed, anonymous }: Manifest): string[] {
  const rows = removed.map(({ what, count }) => [String(count), what]);
  return [
    ...(rows.length === 0
      ? ['\nNothing had to be taken out.\n']
      : [`\n${table(['TIMES', 'TAKEN OUT'], rows, { right: [0] })}`]),
    ...(anonymous ? [] : ['Names of nodes and IP addresses are in it; --anonymous replaces them.\n']),
  ];
}

/** What is missing: rights together, because one person can give them. */
function lacks({ unread, missingRights }: Manifest, paint: Reader['paint']): string[] {
  const others = unread.filter(({ why }) => !missingRights.some((right) => why.endsWith(right)));
  return [
    ...section('Missing rights; an administrator of the cluster can make a whole report:', missingRights, paint),
    ...section(
      'Not read:',
      others.map(({ what, why }) => `${what}: ${why}`),
      paint,
    ),
  ];
}

function section(title: string, lines: readonly string[], paint: Reader['paint']): string[] {
  const shown = shortList(lines, MOST_LACKS, (line) => line);
  return lines.length === 0 ? [] : [`\n${paint('yellow', title)}\n`, ...shown.map((line) => `  ${line}\n`)];
}

/** For a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
