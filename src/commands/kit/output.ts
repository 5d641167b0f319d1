import { type Paint, paintFor } from '../../terminal/paint.ts';
import { choiceOption } from '../usage.ts';

/** The option `-o`, with the formats of a command. */
export function outputOption<const T extends string>(formats: readonly T[], description: string) {
  return choiceOption('-o, --output <format>', description, formats);
}

/** Where people read. */
export interface Reader {
  readonly paint: Paint;
  /** Columns of the terminal, or what COLUMNS says; undefined for a pipe or a file, where nothing is wrapped. */
  readonly width: number | undefined;
}

/** The reader of standard output. As for ls(1), COLUMNS is the width where that is no terminal. */
export function reader(stdout: NodeJS.WriteStream = process.stdout, environment = process.env): Reader {
  const { COLUMNS: said = '' } = environment;
  const width = stdout.isTTY ? stdout.columns : /^[1-9]\d{0,4}$/.test(said) ? Number(said) : undefined;
  return { paint: paintFor(stdout), width };
}
