import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Architecture, ReleaseId } from '../../iceoryx/release.ts';
import type { Topic } from '../../iceoryx/topics.ts';
import { table } from '../../terminal/table.ts';
import type { ClusterOptions } from '../kit/cluster.ts';
import { objectIn } from '../kit/object.ts';
import { standardInput } from '../kit/standard-input.ts';
import { type Reader, reader } from '../kit/output.ts';
import { KUBECTL_YAML } from '../render/kubectl-yaml.ts';
import { UsageError } from '../usage.ts';
import { rosTypes } from './ros-types.ts';
import { type Sizing, sizingOf } from './sizing.ts';
import { topicOf, topicOfWords } from './topics.ts';
import { profileOf, sizingInWords, specificationOf } from './view.ts';

export interface SizeOptions extends ClusterOptions {
  readonly topic?: readonly string[] | undefined;
  readonly file?: string | undefined;
  /** Percent. */
  readonly spare: number;
  readonly release: ReleaseId;
  readonly arch: Architecture;
  readonly rosTypes?: true | undefined;
  readonly profile?: string | undefined;
  readonly image?: string | undefined;
  readonly output: 'json' | 'table' | 'yaml';
}

/** Computes pools and memory, and prints them. */
export async function size(name: string | undefined, options: SizeOptions): Promise<void> {
  const to = reader();
  if (name !== undefined) {
    await sizeRunning(name, options, to);
    return;
  }
  if (options.rosTypes === true) {
    process.stdout.write(rosTypesInWords(to.width));
    return;
  }
  const topics = await topicsOf(options);
  if (topics.length === 0) {
    throw new UsageError('--topic is missing; give what apps exchange, such as --topic size=6Mi,subscribers=2,queue=4');
  }
  const sizing = sizingOf(topics, options.spare, options.release, options.arch);
  process.stdout.write(printed(sizing, options, to));
  process.exitCode = sizing.faults.length === 0 ? 0 : 1;
}

async function sizeRunning(name: string, options: SizeOptions, to: Reader): Promise<void> {
  const { topic, file, profile, output } = options;
  if (topic !== undefined || file !== undefined || profile !== undefined) {
    throw new UsageError(`${name} tells of itself; leave out --topic, --file and --profile, or the name`);
  }
  const [{ usageOf }, { usageInWords, usageSpecification }] = await Promise.all([
    import('./running.ts'),
    import('./usage-view.ts'),
  ]);
  const sizing = await usageOf(name, options, options.spare, options.release);
  const words = {
    table: () => usageInWords(sizing, to),
    yaml: () => usageSpecification(sizing),
    json: () => objectIn('json', sizing),
  };
  process.stdout.write(words[output]());
}

const ROS_HEAD = ['TYPE', 'DIMENSIONS', 'EXAMPLE', 'BYTES'];

/** The messages whose size is known. An example begins with its type, which a narrow terminal has no column for. */
export function rosTypesInWords(width: number | undefined): string {
  const rows = rosTypes();
  const whole = table(ROS_HEAD, rows, { right: [3] });
  const widest = Math.max(...whole.split('\n').map((line) => line.length));
  return width === undefined || widest <= width
    ? whole
    : table(
        ROS_HEAD.slice(1),
        rows.map((row) => row.slice(1)),
        { right: [2] },
      );
}

async function topicsOf({ topic = [], file }: SizeOptions): Promise<Topic[]> {
  const text = file === '-' ? await standardInput() : file === undefined ? '[]' : readFileSync(file, 'utf8');
  const listed: unknown = parse(text, KUBECTL_YAML);
  const topics: unknown = Array.isArray(listed) ? listed : (listed as { topics?: unknown } | null)?.topics;
  if (!Array.isArray(topics)) {
    throw new UsageError(`${file} has no list of topics; write for example - { name: camera, size: 6Mi, queue: 4 }`);
  }
  return [
    ...topics.map((each: unknown, index) => topicOf(each, index, `${file}: topic ${index + 1}`)),
    ...topic.map(topicOfWords),
  ];
}

function printed(sizing: Sizing, { output, profile, image }: SizeOptions, to: Reader): string {
  if (profile !== undefined) {
    if (sizing.faults.length > 0) {
      throw new Error(`RouDi would refuse these pools: ${sizing.faults.join('; ')}`);
    }
    return profileOf(sizing, profile, image);
  }
  if (output === 'table') {
    return sizingInWords(sizing, to);
  }
  return output === 'yaml' ? specificationOf(sizing) : objectIn('json', sizing);
}
