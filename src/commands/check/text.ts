import { wrapped } from '../../terminal/wrap.ts';
import type { Paint, Tone } from '../../terminal/paint.ts';
import { cut } from '../../text.ts';
import { table } from '../../terminal/table.ts';
import type { Reader } from '../kit/output.ts';
import type { Severity } from './model.ts';
import type { Outcome, ToldFinding } from './perform.ts';
import type { Report } from './report.ts';
import { counted } from './words.ts';

const SYMBOLS: Readonly<Record<Severity | 'ok' | 'skipped', { readonly symbol: string; readonly tone: Tone }>> = {
  ok: { symbol: '√', tone: 'green' },
  Error: { symbol: '×', tone: 'red' },
  Warning: { symbol: '‼', tone: 'yellow' },
  Info: { symbol: 'i', tone: 'blue' },
  skipped: { symbol: '-', tone: 'dim' },
};

/** Most characters of a finding where all are listed. */
const MOST_BRIEF = 160;

/** Head of the checks of a category. */
export function headOf(category: string, { paint }: Reader): string {
  return `${paint('bold', category)}\n${'-'.repeat(category.length)}\n`;
}

/** A check as it is told when it has ended: a line, and of a failed one each finding with remedy and place to read. */
export function outcomeInWords(outcome: Outcome, reader: Reader): string {
  const { description, result, message, findings, severity } = outcome;
  const symbol = symbolOf(result === 'failed' ? severity : result, reader.paint);
  if (result === 'failed') {
    return [`${symbol} ${description}`, ...findings.flatMap((finding) => detailsOf(finding, reader))]
      .join('\n')
      .concat('\n');
  }
  const said =
    message === undefined || message === '' ? '' : result === 'skipped' ? `: skipped, ${message}` : `: ${message}`;
  return `${lines(`${description}${said}`, `${symbol} `, reader).join('\n')}\n`;
}

function detailsOf({ object, message, remedy, see }: ToldFinding, reader: Reader): string[] {
  const { paint } = reader;
  const [first = '', ...others] = lines(object === undefined ? message : `${object}: ${message}`, '    ', reader);
  return [
    object === undefined ? first : first.replace(object, () => paint('bold', object)),
    ...others,
    ...lines(remedy, '      remedy: ', reader),
    paint('dim', `      see:    ${see}`),
  ];
}

function symbolOf(of: Severity | 'ok' | 'skipped', paint: Paint): string {
  const { symbol, tone } = SYMBOLS[of];
  return paint(tone, symbol);
}

function lines(text: string, first: string, { width }: Reader): string[] {
  return wrapped(text, { width, first });
}

/** Findings of all checks, the worst first, and how it stands as a whole. */
export function endInWords(report: Report, scopeInWords: string, reader: Reader): string {
  const { findings } = report;
  const ranked = findings.map(({ severity, object, message, check }, index) => {
    const text = `${object === undefined ? '' : `${object}: `}${briefly(message)} (${check})`;
    return lines(text, `${String(index + 1).padStart(3)}. ${symbolOf(severity, reader.paint)} `, reader).join('\n');
  });
  return [
    ...(ranked.length === 0 ? [] : [`${headOf('findings', reader)}${ranked.join('\n')}\n`]),
    ...notMadeInWords(report, reader),
    summaryInWords(report, scopeInWords, reader),
  ].join('\n');
}

/** Why checks could not be made, each reason once. */
function notMadeInWords({ checks }: Report, reader: Reader): string[] {
  const byReason = Map.groupBy(
    checks.filter(({ reason }) => reason === 'CannotBeMade'),
    ({ message = '' }) => message,
  );
  const words = [...byReason].flatMap(([why, these]) =>
    lines(`${counted(these.length, 'check')}: ${why}`, '  - ', reader),
  );
  return words.length === 0 ? [] : [`${headOf('not checked', reader)}${words.join('\n')}\n`];
}

/** The first statement of a message. What follows was told with the check. */
function briefly(message: string): string {
  const [what = ''] = message.split(/(?<=\S)[.;] |\. Cause: /, 1);
  return what.length > MOST_BRIEF ? `${cut(what, MOST_BRIEF)}…` : what;
}

function summaryInWords({ summary, pre, checks }: Report, scopeInWords: string, reader: Reader): string {
  const { paint } = reader;
  const { errors, warnings, infos, ok, failed, skipped } = summary;
  const isBlind = checks.some(({ reason }) => reason === 'CannotBeMade');
  const found = [
    ...(errors > 0 ? [paint('red', counted(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint('yellow', counted(warnings, 'warning'))] : []),
    ...(infos > 0 ? [`${infos} for information`] : []),
  ];
  const well = isBlind ? 'What could be checked is well' : pre ? 'The operator can be installed' : 'All is well';
  const verdict =
    errors + warnings === 0
      ? `${paint('green', well)}${found.length === 0 ? '' : `, with ${found.join(', ')}`}`
      : found.join(', ');
  const how = `${counted(checks.length, 'check')}: ${ok} ok, ${failed} failed, ${skipped} skipped`;
  return `${lines(`${verdict}. ${how}; ${scopeInWords}.`, '', reader).join('\n')}\n`;
}

/** A line for each check, for `-o table`. */
export function tableOf({ checks }: Report, { width, paint }: Reader): string {
  return table(
    ['CATEGORY', 'CHECK', 'RESULT', 'MESSAGE'],
    checks.map(({ category, id, result, severity, message, findings }) => [
      category,
      id,
      result === 'failed' ? paint(SYMBOLS[severity].tone, severity) : result,
      message ??
        findings.map(({ object, message }) => (object === undefined ? message : `${object}: ${message}`)).join('; '),
    ]),
    { width },
  );
}
