import type { Segment } from '../iceoryx-deployment.generated.ts';
import { list, type Problem, unless } from './problem.ts';

/** Segments and pools that RouDi would refuse when it starts. */
export function segmentsProblems(segments: readonly Segment[]): Problem[] {
  const path = 'spec.roudi.segments';
  const writers = segments.map(({ writer }) => writer ?? '');
  const twice = writers.find((writer, index) => writers.indexOf(writer) !== index);
  return [
    ...unless(
      twice === undefined,
      path,
      segments,
      `more than one segment has the writer ${twice || "(none: RouDi's own group)"}, which also names the segment; put the mempools into one segment, or name another writer`,
    ),
    ...segments.flatMap((segment, index) => segmentProblems(segment, `${path}[${index}]`)),
  ];
}

function segmentProblems({ writer, reader, mempools }: Segment, path: string): Problem[] {
  const sizes = mempools.map(({ size }) => size);
  const increase = sizes.every((size, index) => index === 0 || size > (sizes[index - 1] ?? 0));
  return [
    ...Object.entries({ writer, reader }).flatMap(([field, group]) =>
      unless(
        group === undefined || /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(group),
        `${path}.${field}`,
        group,
        `'${group}' is not the name of a group; use letters, digits, '_', '.' and '-', starting with a letter or '_', or leave it out for RouDi's own group`,
      ),
    ),
    ...unless(
      increase,
      `${path}.mempools`,
      mempools,
      `the sizes of mempools are ${list(sizes)}, but must strictly increase, or RouDi would not start; sort them and join pools of the same size`,
    ),
    ...sizes.flatMap((size, index) =>
      unless(size >= 8 && size % 8 === 0, `${path}.mempools[${index}].size`, size, sizeMessage(size)),
    ),
  ];
}

function sizeMessage(size: number): string {
  const below = Math.floor(size / 8) * 8;
  return size < 8
    ? `size ${size} is below 8, the smallest that RouDi accepts; use 8 or a larger multiple of 8`
    : `size ${size} is not a multiple of 8, which RouDi requires; use ${below} or ${below + 8}`;
}
