import { parse, TomlError } from 'smol-toml';
import type { MemPool, Segment } from './config.ts';

/** What stands against a text as a `roudi_config.toml`. */
export interface TomlFault {
  /** As in the file: `segment[0].mempool[1].size`; empty for the file as a whole. */
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** The text of a `roudi_config.toml` (format version 1, the only one in all releases). */
export function toToml(segments: readonly Segment[]): string {
  return `[general]\nversion = 1\n${segments.map(segmentToml).join('')}`;
}

function segmentToml({ writer, reader, mempools }: Segment): string {
  // What JSON writes for a text is one in TOML too.
  const groups = Object.entries({ writer, reader }).flatMap(([key, group]) =>
    group === undefined ? [] : `${key} = ${JSON.stringify(group)}\n`,
  );
  const pools = mempools.map(({ size, count }) => `[[segment.mempool]]\nsize = ${size}\ncount = ${count}\n`);
  return `\n[[segment]]\n${groups.join('')}${groups.length === 0 ? '' : '\n'}${pools.join('\n')}`;
}

/**
 * Reads a `roudi_config.toml`. Like RouDi it passes over keys that it does not know; unlike RouDi it does not pass
 * over a writer or reader that is no text.
 */
export function fromToml(
  text: string,
): { segments: readonly Segment[]; faults?: never } | { segments?: never; faults: readonly TomlFault[] } {
  let file: unknown;
  try {
    file = parse(text, { integersAsBigInt: true });
  } catch (error) {
    if (!(error instanceof TomlError)) {
      throw error;
    }
    const message = `line ${error.line}, column ${error.column} is not TOML: ${error.message.split('\n')[0]}`;
    return { faults: [{ path: '', value: undefined, message }] };
  }
  const faults: TomlFault[] = [];
  const segments = readFile(file as Table, (path, value, message) => faults.push({ path, value, message }));
  return faults.length === 0 ? { segments } : { faults };
}

type Table = Readonly<Record<string, unknown>>;
type Report = (path: string, value: unknown, message: string) => void;

function readFile({ general, segment }: Table, report: Report): Segment[] {
  const version = isTable(general) ? general['version'] : undefined;
  if (version !== 1n) {
    report('general.version', version, 'RouDi demands a section [general] with version = 1; add it');
  }
  return tables(segment, 'segment', report).map((table, index) => readSegment(table, `segment[${index}]`, report));
}

function readSegment(table: Table, path: string, report: Report): Segment {
  const group = (key: 'writer' | 'reader'): Partial<Segment> => {
    const value = table[key];
    if (value !== undefined && typeof value !== 'string') {
      report(
        `${path}.${key}`,
        value,
        `${key} is not the name of a group in quotes, and RouDi would ignore it; put it in quotes`,
      );
    }
    return typeof value === 'string' ? { [key]: value } : {};
  };
  const groups = { ...group('writer'), ...group('reader') };
  const mempools = tables(table['mempool'], `${path}.mempool`, report).map((pool, index) =>
    readPool(pool, `${path}.mempool[${index}]`, report),
  );
  return { ...groups, mempools };
}

function readPool(table: Table, path: string, report: Report): MemPool {
  const whole = (key: keyof MemPool): number => {
    const value = table[key];
    if (typeof value !== 'bigint' || !Number.isSafeInteger(Number(value))) {
      report(
        `${path}.${key}`,
        value,
        `${key} is ${typeof value === 'bigint' ? value : 'missing or no whole number'}; use a whole number up to ${Number.MAX_SAFE_INTEGER}`,
      );
    }
    return Number(value);
  };
  return { size: whole('size'), count: whole('count') };
}

function tables(value: unknown, path: string, report: Report): Table[] {
  if (value === undefined) {
    return [];
  }
  const items: unknown[] = Array.isArray(value) ? value : [undefined];
  if (!items.every(isTable)) {
    report(path, value, `${path} is not a list of tables; write it as [[${path.replace(/\[\d+\]/g, '')}]]`);
    return [];
  }
  return items;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
