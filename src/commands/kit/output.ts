import { type Paint, paintFor } from '../../terminal/paint.ts';
import { choiceOption } from '../usage.ts';

/** The option `-o`, with the formats of a command. */
export function outputOption<const T extends string>(formats: readonly T[], description: string) {
  return choiceOption('-o, --output <format>', description, formats);
}

/** Where people read. */
export interface Reader {
  readonly paint: Paint;
  /** Columns of the terminal; undefined for a pipe or a file, where nothing is wrapped. */
  readonly width: number | undefined;
}

/** The reader of standard output. */
export function reader(): Reader {
  return { paint: paintFor(process.stdout), width: process.stdout.isTTY ? process.stdout.columns : undefined };
}
