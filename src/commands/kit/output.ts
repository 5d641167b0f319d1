import { Option } from '@commander-js/extra-typings';
import { stringify } from 'yaml';
import { type Paint, paintFor } from '../../terminal/paint.ts';
import { escaped } from '../../text.ts';
import { oneOf } from '../usage.ts';

/** The option `-o`, with the formats of a command. */
export function outputOption<const T extends string>(formats: readonly T[], description: string) {
  return new Option('-o, --output <format>', `${description} (${formats.join(', ')})`).argParser((value) =>
    oneOf('output', value, formats),
  );
}

/** An object for programs, as JSON or YAML. What a terminal would obey is escaped. */
export function objectIn(format: 'json' | 'yaml', object: unknown): string {
  return escaped(format === 'json' ? `${JSON.stringify(object, undefined, 2)}\n` : stringify(object, { lineWidth: 0 }));
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
