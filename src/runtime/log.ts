import { inspect, styleText } from 'node:util';
import winston from 'winston';
import { escaped, printableLines } from '../text.ts';

/** From the most severe to the most verbose. */
export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];
export type Fields = Record<string, unknown>;

/** A field that holds an Error is written with its name, message, code, causes and, at level debug, its stack. */
export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** A log that adds these fields to each line. */
  child(fields: Fields): Log;
}

export interface RootLog extends Log {
  /** May be set at any time; applies to all children. */
  level: Level;
}

export interface LogOptions {
  level?: Level | undefined;
  /** One JSON object per line (default), or a line of text for a person. */
  format?: 'json' | 'human' | undefined;
  /** Where lines go: standard output by default. */
  destination?: NodeJS.WritableStream | undefined;
}

const RANK: Record<Level, number> = { error: 0, warn: 1, info: 2, debug: 3 };
const COLOUR = { error: 'red', warn: 'yellow', info: 'green', debug: 'gray' } as const;
const CAUSES_SHOWN = 5;
/** The key under which winston keeps a line as it is written (the package triple-beam). */
const MESSAGE = Symbol.for('message');

export function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text);
}

/** Creates the log of a process. */
export function createLog({ level = 'info', format = 'json', destination = process.stdout }: LogOptions = {}): RootLog {
  const logger = winston.createLogger({
    levels: RANK,
    level,
    format: format === 'json' ? winston.format.combine(flatten(), winston.format.json(), plain()) : human(destination),
    transports: [new winston.transports.Stream({ stream: destination, eol: '\n' })],
  });

  const write = (lineLevel: Level, message: string, fields: Fields): void => {
    const current = logger.level as Level;
    if (RANK[lineLevel] <= RANK[current]) {
      // Nested, since winston merges a `message` or `stack` among top-level fields into the line's own.
      logger.log({ level: lineLevel, message, fields: render(fields, current === 'debug') });
    }
  };
  const logWith = (inherited: Fields): Log => ({
    debug: (message, fields) => write('debug', message, { ...inherited, ...fields }),
    info: (message, fields) => write('info', message, { ...inherited, ...fields }),
    warn: (message, fields) => write('warn', message, { ...inherited, ...fields }),
    error: (message, fields) => write('error', message, { ...inherited, ...fields }),
    child: (fields) => logWith({ ...inherited, ...fields }),
  });

  return {
    ...logWith({}),
    get level() {
      return logger.level as Level;
    },
    set level(next: Level) {
      logger.level = next;
    },
  };
}

/** Puts the fields beside time, level and message, which they cannot overwrite. */
const flatten = winston.format((info) => {
  const { fields, ...own } = info;
  const line = { time: new Date().toISOString(), ...own };
  return Object.assign({ ...line }, fields, line);
});

/** Escapes lines: fields quote objects and programs of others, and logs are read in terminals. */
const plain = winston.format((info) => ({ ...info, [MESSAGE]: escaped(String(info[MESSAGE])) }));

function human(destination: NodeJS.WritableStream): winston.Logform.Format {
  // Without a stream, styleText would check standard output instead of the real destination.
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    'isTTY' in destination && destination.isTTY ? styleText(style, text, { validateStream: false }) : text;

  return winston.format.printf(({ level, message, fields }) => {
    const time = new Date().toISOString().slice(11, 23);
    const known = level as Level;
    const pairs = Object.entries(fields as Fields).map(([name, value]) => `${paint('dim', `${name}=`)}${brief(value)}`);
    const stacks = Object.values(fields as Fields).flatMap((value) =>
      isRendered(value) && value.stack !== undefined ? [`\n${printableLines(value.stack)}`] : [],
    );
    const head = [paint('dim', time), paint(COLOUR[known], known.toUpperCase().padEnd(5)), String(message)];
    return [...head, ...pairs].join(' ') + stacks.join('');
  });
}

interface RenderedError {
  name: string;
  message: string;
  code?: unknown;
  cause?: unknown;
  stack?: string;
}

function render(fields: Fields, withStack: boolean): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? renderError(value, withStack, CAUSES_SHOWN) : value,
    ]),
  );
}

/** JSON renders an Error as `{}`, since its properties are not enumerable. */
function renderError(error: Error, withStack: boolean, causes: number): RenderedError {
  const { name, message, cause, stack } = error;
  return {
    name,
    message,
    ...('code' in error && error.code !== undefined ? { code: error.code } : {}),
    ...(cause === undefined || causes === 0
      ? {}
      : { cause: cause instanceof Error ? renderError(cause, withStack, causes - 1) : cause }),
    ...(withStack && stack !== undefined ? { stack } : {}),
  };
}

function isRendered(value: unknown): value is RenderedError {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}

function brief(value: unknown): string {
  if (isRendered(value)) {
    return escaped(JSON.stringify(value.message));
  }
  if (typeof value === 'string') {
    return /^[\w./:@-]+$/.test(value) ? value : escaped(JSON.stringify(value));
  }
  return escaped(inspect(value, { breakLength: Infinity }));
}
