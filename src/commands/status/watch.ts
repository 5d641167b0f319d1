import { setTimeout as pause } from 'node:timers/promises';
import { printable } from '../../text.ts';
import { paintFor } from '../../terminal/paint.ts';
import { withProgress } from '../../terminal/progress.ts';
import { watchScreen } from '../../terminal/screen.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { reader } from '../kit/output.ts';
import { newsIn } from './news.ts';
import { type Form, textOf } from './print.ts';
import type { StatusView } from './view.ts';

const EVERY_MS = 2000;

/** Looks at the cluster. */
export type LookAround = () => Promise<StatusView>;

/**
 * Shows the view again and again: on a terminal on a screen of its own, elsewhere what is new in it. A cluster that does
 * not answer for a while, or an object that is gone, ends nothing once there was a first view.
 */
export async function watchStatus(look: LookAround, form: Form): Promise<void> {
  const first = await withProgress('Asking the cluster', look);
  const isForPrograms = form.output === 'json' || form.output === 'yaml';
  await (process.stdout.isTTY && !isForPrograms ? onScreen(first, look, form) : intoPipe(first, look, form));
}

async function onScreen(first: StatusView, look: LookAround, form: Form): Promise<void> {
  let view = first;
  let isFirst = true;
  const paint = paintFor(process.stdout);
  await watchScreen({
    everyMs: EVERY_MS,
    view: async ({ columns, rows }) => {
      const trouble = isFirst ? undefined : await renewed();
      isFirst = false;
      const remarks = view.remarks.map((remark) => paint('dim', remark));
      const foot = [...(trouble === undefined ? [] : [paint('red', trouble)]), ...remarks];
      const head = paint('dim', `${view.time}, again every ${EVERY_MS / 1000} s, q ends it`);
      const body = textOf(view, form, { paint, width: columns }).trimEnd().split('\n');
      const below = foot.flatMap((line) => wrapped(line, { width: columns }));
      return fitted([head, '', ...body, '', ...below], rows).join('\n');
    },
  });

  async function renewed(): Promise<string | undefined> {
    try {
      view = await look();
      return undefined;
    } catch (error) {
      return inWords(error);
    }
  }
}

/** The first lines, and how many more there are. */
function fitted(lines: readonly string[], rows: number): readonly string[] {
  const more = lines.length - rows;
  return more > 0
    ? [...lines.slice(0, rows - 1), `${more + 1} more lines: make the terminal higher, or name an object`]
    : lines;
}

async function intoPipe(first: StatusView, look: LookAround, form: Form): Promise<never> {
  let view: StatusView | undefined;
  let said: readonly string[] = [];
  const say = (remarks: readonly string[]): void => {
    process.stderr.write(
      remarks
        .filter((remark) => !said.includes(remark))
        .map((remark) => `${remark}\n`)
        .join(''),
    );
    said = remarks;
  };
  for (let next: StatusView | undefined = first; ;) {
    if (next !== undefined) {
      process.stdout.write(newsIn(view, next, form, reader()));
      say(next.remarks);
      view = next;
    }
    await pause(EVERY_MS);
    next = await look().catch((error: unknown) => {
      say([inWords(error)]);
      return undefined;
    });
  }
}

function inWords(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error));
}
