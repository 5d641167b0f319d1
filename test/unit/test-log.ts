import type { Fields, Level, Log } from '../../src/runtime/log.ts';

export interface Line {
  level: Level;
  message: string;
  fields: Fields;
}

/** A log that keeps its lines. */
export function testLog(lines: Line[] = [], inherited: Fields = {}): Log & { lines: Line[] } {
  const write =
    (level: Level) =>
    (message: string, fields: Fields = {}): void => {
      lines.push({ level, message, fields: { ...inherited, ...fields } });
    };
  return {
    lines,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => testLog(lines, { ...inherited, ...fields }),
  };
}
