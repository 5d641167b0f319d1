import type { MemPool, Segment } from './config.ts';
import type { FaultKind, Release } from './release.ts';

/** A reason why a configuration cannot work. */
export interface ConfigFault {
  /** `segments[0].mempools[1].size` */
  readonly path: string;
  readonly value: string | number | undefined;
  /** Names the value and how to correct it. */
  readonly message: string;
  readonly kind: FaultKind;
}

/**
 * All faults of a configuration. Whether RouDi finds the groups depends on /etc/group in its container, and whether the
 * segments fit depends on its /dev/shm: neither is checked here.
 */
export function validateConfig(segments: readonly Segment[], release: Release): ConfigFault[] {
  const { maxSegments } = release.mempools;
  return [
    ...amountFaults(segments.length, maxSegments, 'segments', 'segment'),
    ...sameWriterFaults(segments),
    ...segments.flatMap((segment, index) => segmentFaults(segment, `segments[${index}]`, release)),
  ];
}

function amountFaults(amount: number, max: number, path: string, what: string): ConfigFault[] {
  if (amount === 0) {
    return [refused(path, amount, `there is no ${what}; add at least one`)];
  }
  return amount > max
    ? [refused(path, amount, `there are ${amount} ${what}s, more than the ${max} that RouDi accepts; remove some`)]
    : [];
}

/** The writer names the file: RouDi creates it for the first segment and replaces it for the next. */
function sameWriterFaults(segments: readonly Segment[]): ConfigFault[] {
  const seen = new Set<string | undefined>();
  return segments.flatMap(({ writer }, index) => {
    const isSecond = seen.has(writer);
    seen.add(writer);
    const who = writer === undefined ? 'no writer, and so that of RouDi itself,' : `the writer '${writer}'`;
    return isSecond
      ? [
          broken(
            `segments[${index}].writer`,
            writer,
            `an earlier segment has ${who} too, and this one would replace its memory; put the mempools into one segment, or name another writer`,
          ),
        ]
      : [];
  });
}

function segmentFaults({ writer, reader, mempools }: Segment, path: string, release: Release): ConfigFault[] {
  const { maxPools, maxCount } = release.mempools;
  const chunks = mempools.reduce((sum, { count }) => sum + count, 0);
  return [
    ...groupFaults(writer, `${path}.writer`, release.groups.unknownWriter, release),
    ...groupFaults(reader, `${path}.reader`, 'StartsButBroken', release),
    ...(writer !== undefined && release.names.dataSegment(writer) === release.names.managementSegment
      ? [broken(`${path}.writer`, writer, `the writer '${writer}' names RouDi's own management segment; use another`)]
      : []),
    ...amountFaults(mempools.length, maxPools, `${path}.mempools`, 'mempool'),
    ...(chunks > maxCount && mempools.every(({ count }) => count <= maxCount)
      ? [
          refused(
            `${path}.mempools`,
            chunks,
            `the mempools have ${chunks} chunks together, more than the ${maxCount} of a segment; use fewer, or another segment`,
          ),
        ]
      : []),
    ...mempools.flatMap((pool, index) => poolFaults(pool, mempools[index - 1], `${path}.mempools[${index}]`, release)),
  ];
}

function groupFaults(group: string | undefined, path: string, kind: FaultKind, release: Release): ConfigFault[] {
  if (group === undefined) {
    return [];
  }
  const { maxNameLength } = release.groups;
  const fault = (message: string): ConfigFault => ({ path, value: group, message, kind });
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(group)) {
    return [
      fault(
        `'${group}' is not the name of a group; use letters, digits, '_', '.' and '-', starting with a letter or '_', or leave it out for RouDi's own group`,
      ),
    ];
  }
  return group.length > maxNameLength
    ? [
        fault(
          `'${group}' has ${group.length} characters, but RouDi uses only ${maxNameLength} of them; use a shorter name`,
        ),
      ]
    : [];
}

function poolFaults(
  { size, count }: MemPool,
  before: MemPool | undefined,
  path: string,
  { mempools, chunkHeaderBytes, id }: Release,
): ConfigFault[] {
  const isUsable = Number.isSafeInteger(size) && BigInt(size) <= mempools.maxSize;
  const isCountable = Number.isInteger(count) && count >= 1 && count <= mempools.maxCount;
  return [
    ...sizeFaults(size, isUsable, `${path}.size`, mempools, id),
    ...(before !== undefined && size <= before.size
      ? [
          refused(
            `${path}.size`,
            size,
            `size ${size} does not exceed ${before.size}, that of the previous mempool; sort them by size and join those of the same size`,
          ),
        ]
      : []),
    ...(isCountable
      ? []
      : [refused(`${path}.count`, count, `count is ${count}; use a whole number from 1 to ${mempools.maxCount}`)]),
    ...(isUsable && isCountable && BigInt(count - 1) * BigInt(size + chunkHeaderBytes) > mempools.maxOffset
      ? [
          broken(
            `${path}.count`,
            count,
            `${count} chunks of ${size} bytes take more than 4 GiB, above which RouDi ${id} hands out the same memory twice; use fewer or smaller chunks, or spread them over mempools`,
          ),
        ]
      : []),
  ];
}

function sizeFaults(
  size: number,
  isUsable: boolean,
  path: string,
  { alignment, maxSize }: Release['mempools'],
  id: string,
): ConfigFault[] {
  if (size < alignment) {
    return [
      refused(
        path,
        size,
        `size ${size} is below ${alignment}, the smallest that RouDi accepts; use ${alignment} or a larger multiple of it`,
      ),
    ];
  }
  if (!isUsable) {
    return [
      refused(
        path,
        size,
        `size ${size} is not a whole number up to ${maxSize}, the largest that RouDi ${id} accepts; use smaller chunks`,
      ),
    ];
  }
  const below = Math.floor(size / alignment) * alignment;
  return size === below
    ? []
    : [
        refused(
          path,
          size,
          `size ${size} is not a multiple of ${alignment}, which RouDi requires; use ${below} or ${below + alignment}`,
        ),
      ];
}

function refused(path: string, value: ConfigFault['value'], message: string): ConfigFault {
  return { path, value, message, kind: 'RefusedByRouDi' };
}

function broken(path: string, value: ConfigFault['value'], message: string): ConfigFault {
  return { path, value, message, kind: 'StartsButBroken' };
}
