import type { RunStatus } from '../../api/iceoryx-sweep.generated.ts';
import { KINDS } from '../../sweep/table.ts';
import { table } from '../../terminal/table.ts';
import { printable, printableLines } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import { countsOf, painted } from './progress.ts';
import { sizeOf } from './size.ts';
import type { NodeReport, SweepView } from './view.ts';

/**
 * The report of a run for people.
 *
 * @param cluster the options that name the cluster, for commands to copy
 */
export function sweepInWords(view: SweepView, reader: Reader, cluster = ''): string {
  const { run, unknown, problem, reports } = view;
  const { paint, width } = reader;
  const blocks = [
    ...(run === undefined ? [] : [summary(run), nodes(run, reader), findings(run, reader)]),
    unknown.length === 0
      ? ''
      : `${paint('bold', 'Kept, because it is not known whether they are in use')}\n${table(
          ['FILES', 'BYTES', 'REASON', 'WHY'],
          unknown.map(({ reason, files, bytes, why, remedy }) => [
            String(files),
            sizeOf(bytes),
            printable(reason),
            remedy === undefined ? why : `${why}; ${remedy}`,
          ]),
          { width, right: [0, 1] },
        )}`,
    ...(reports ?? []).map((report) => reportInWords(report, reader)),
    problem === undefined ? '' : `${paint('red', printable(problem.reason))}: ${printable(problem.message)}\n`,
    next(view, cluster),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function summary(run: RunStatus): string {
  const { dryRun, nodes: counts, totals, startTime, completionTime, number } = run;
  const seconds = Math.round((Date.parse(completionTime ?? '') - Date.parse(startTime)) / 1000);
  const took = Number.isNaN(seconds) ? 'not complete' : `${seconds} s`;
  const ofNodes = `${counts.chosen} ${counts.chosen === 1 ? 'node' : 'nodes'}`;
  return [
    `${dryRun ? 'Dry run' : 'Sweep'} of ${ofNodes}, run ${number}, ${took}: ${countsOf(run)}.`,
    `${[
      files(totals.orphans, totals.orphanBytes, 'orphans'),
      files(totals.removed, totals.removedBytes, 'removed'),
      files(totals.unknown, totals.unknownBytes, 'unknown'),
      files(totals.live, totals.liveBytes, 'in use'),
    ].join(', ')}${dryRun ? '; nothing was removed' : ''}.`,
    '',
  ].join('\n');
}

function files(number: number, bytes: number, what: string): string {
  return `${what} ${number} (${sizeOf(bytes)})`;
}

function nodes({ verdicts = [], omittedVerdicts = 0 }: RunStatus, { paint, width }: Reader): string {
  if (verdicts.length === 0) {
    return '';
  }
  const rows = verdicts.map((one) => [
    printable(one.node),
    painted(one.verdict, paint),
    count(one.orphans),
    one.orphanBytes === undefined ? '-' : sizeOf(one.orphanBytes),
    count(one.removed),
    count(one.unknown),
    [one.reason, ...(one.message === undefined ? [] : [one.message])].map(printable).join(': '),
  ]);
  const more = omittedVerdicts > 0 ? `… ${omittedVerdicts} more nodes, with less to tell\n` : '';
  const head = ['NODE', 'VERDICT', 'ORPHANS', 'BYTES', 'REMOVED', 'UNKNOWN', 'REASON'];
  return `${table(head, rows, { width, right: [2, 3, 4, 5] })}${more}`;
}

function findings({ findings: found = [] }: RunStatus, { paint }: Reader): string {
  if (found.length === 0) {
    return '';
  }
  const kinds: Readonly<Record<string, string>> = KINDS;
  const sizes = found.map(({ bytes }) => sizeOf(bytes));
  const widest = Math.max(...sizes.map((size) => size.length));
  const lines = found.flatMap(({ node, place, name, kind, verdict, reason }, index) => [
    `${sizes[index]?.padStart(widest)}   ${kinds[kind] ?? printable(kind)} ${paint('bold', printable(name))}: ${paint(
      verdict === 'Orphan' ? 'red' : 'yellow',
      printable(verdict),
    )}, ${printable(reason)}\n`,
    `${' '.repeat(widest)}   ${paint('dim', printable(`${node}, ${place}`))}\n`,
  ]);
  return `${paint('bold', 'The largest files')}\n${lines.join('')}`;
}

function reportInWords({ node, job, log, problem }: NodeReport, { paint }: Reader): string {
  const head = paint('bold', `Report of ${printable(node)} (Job ${printable(job)})`);
  return `${head}\n${problem === undefined ? printableLines((log ?? '').trimEnd()) : printable(problem)}\n`;
}

/** What to do next. */
function next({ run, kept, name }: SweepView, cluster: string): string {
  const { orphans = 0, removed = 0 } = run?.totals ?? {};
  const again = kept
    ? `kubectl${cluster} patch ioxsweep ${name} --type merge -p '{"spec":{"dryRun":false}}'`
    : `kubectl iceoryx sweep${cluster} --remove${selectorOf(run)}`;
  const failed = run?.verdicts?.some(({ verdict }) => verdict === 'Failed') === true;
  return [
    ...(run?.dryRun === true && orphans > removed ? [`To remove the orphans: ${again}`] : []),
    ...(failed && !kept ? ['To keep the Jobs of failed nodes and their logs: --keep'] : []),
    ...(kept
      ? [`IceoryxSweep ${name} stays; kubectl${cluster} delete ioxsweep ${name} removes it with its Jobs.`]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function selectorOf(run: RunStatus | undefined): string {
  const labels = Object.entries(run?.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0 ? '' : ` -l ${labels.join(',')}`;
}

function count(number: number | undefined): string {
  return number === undefined ? '-' : String(number);
}
