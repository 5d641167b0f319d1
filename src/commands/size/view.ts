import { Document } from 'yaml';
import { formatSize } from '../../api/quantity.ts';
import { table } from '../../terminal/table.ts';
import { printable } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import { type MemorySizing, segmentsOf, type Sizing } from './sizing.ts';
import type { SizedPool } from '../../iceoryx/topics.ts';
import { releaseOfImage } from '../../iceoryx/release.ts';

/** A sizing for people, with the part of the specification to copy. */
export function sizingInWords(sizing: Sizing, { paint, width }: Reader): string {
  const { topics, sparePercent, memory, faults } = sizing;
  return [
    table(
      ['TOPIC', 'PAYLOAD', 'POOL', 'CHUNKS', 'AT MOST'],
      topics.map(({ name, payloadBytes, poolSize, chunks, sum }) => [
        printable(name),
        `${payloadBytes}`,
        `≥ ${poolSize}`,
        `${chunks}`,
        sum,
      ]),
      { width, right: [1, 2, 3] },
    ),
    '\n',
    memoryInWords(memory, { paint, width }),
    ...(faults.length === 0
      ? []
      : ['\n', paint('red', 'RouDi would refuse these pools:\n'), ...faults.map((fault) => `  ${fault}\n`)]),
    '\n',
    paint('dim', `# with ${sparePercent} % more chunks\n`),
    specificationOf(sizing),
  ].join('');
}

/** `62.7 MiB` */
export const size = (bytes: number): string => formatSize(BigInt(bytes));

/** What segments take. */
export function memoryInWords(
  { release, architecture, managementBytes, dataBytes, segmentBytes, volumeBytes, roudiBytes }: MemorySizing,
  { width }: Reader,
): string {
  return table(
    ['MEMORY', 'SIZE', `WITH ICEORYX ${release} ON ${architecture.toUpperCase()}`],
    [
      ['chunks', size(dataBytes), 'the data segment'],
      ['management', size(managementBytes), "RouDi's own segment, most of it the same for any pools"],
      ['volume', size(volumeBytes), `size limit of /dev/shm: ${segmentBytes} bytes in whole pages, and headroom`],
      ['RouDi', size(roudiBytes), 'memory request and limit of its container: all segments count there'],
    ],
    { width, right: [1] },
  );
}

/** `spec.roudi` with the pools, as YAML with a comment on the topics of each. */
export function specificationOf({ pools, memory }: Sizing): string {
  return withTopics({ spec: { roudi: { release: memory.release, segments: segmentsOf(pools) } } }, pools);
}

/** An IceoryxProfile with the pools, for kubectl apply. */
export function profileOf({ pools, memory }: Sizing, name: string, image: string | undefined): string {
  const roudi = {
    ...(image === undefined ? {} : { image }),
    ...(image !== undefined && releaseOfImage(image)?.id === memory.release ? {} : { release: memory.release }),
    segments: segmentsOf(pools),
  };
  return withTopics(
    { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxProfile', metadata: { name }, spec: { roudi } },
    pools,
  );
}

function withTopics(object: object, pools: readonly SizedPool[]): string {
  const document = new Document(object);
  pools.forEach(({ topics }, index) => {
    const node = document.getIn(['spec', 'roudi', 'segments', 0, 'mempools', index], true) as {
      flow?: boolean;
      comment?: string;
    };
    node.flow = true;
    node.comment = ` ${printable(topics.join(', '))}`;
  });
  return document.toString({ lineWidth: 0 });
}
