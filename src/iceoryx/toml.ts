import type { Segment } from './config.ts';

/** The text of a `roudi_config.toml` (format version 1, the only one in all releases). */
export function toToml(segments: readonly Segment[]): string {
  return `[general]\nversion = 1\n${segments.map(segmentToml).join('')}`;
}

function segmentToml({ writer, reader, mempools }: Segment): string {
  // A JSON string is also one in TOML.
  const groups = Object.entries({ writer, reader }).flatMap(([key, group]) =>
    group === undefined ? [] : `${key} = ${JSON.stringify(group)}\n`,
  );
  const pools = mempools.map(({ size, count }) => `[[segment.mempool]]\nsize = ${size}\ncount = ${count}\n`);
  return `\n[[segment]]\n${groups.join('')}${groups.length === 0 ? '' : '\n'}${pools.join('\n')}`;
}
