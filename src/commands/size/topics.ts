import { parseQuantity } from '../../api/quantity.ts';
import { CYCLONE } from '../../iceoryx/ros2.ts';
import { DEFAULT_QUEUE, type Topic, TOPIC_LIMITS } from '../../iceoryx/topics.ts';
import { UsageError } from '../usage.ts';
import { rosBytes } from './ros-types.ts';

const WORDS = [
  'alignment',
  'held',
  'history',
  'late',
  'loans',
  'name',
  'publishers',
  'queue',
  'rate',
  'ros',
  'size',
  'subscribers',
] as const;
type Word = (typeof WORDS)[number];
type Words = Partial<Record<Word, string>>;

/** Depth of a ROS 2 subscription where the app sets none (`SystemDefaultsQoS` of `rclcpp` keeps the last 10). */
const ROS_DEPTH = 10;
/** Largest payload of iceoryx, in bytes, is below 4 GiB. */
const MAX_PAYLOAD = 0xffff_ffff;
const MOST_ENDPOINTS = 1024;

/**
 * A topic as a list of words, `name=camera,size=6Mi`.
 *
 * @throws UsageError naming the word, its value and what may be there
 */
export function topicOfWords(text: string, index: number): Topic {
  const pairs = text.split(',').map((word) => {
    const [, name = '', value] = /^\s*([^=]*)=(.*?)\s*$/.exec(word) ?? [];
    if (value === undefined) {
      throw new UsageError(`--topic '${text}': '${word}' is not possible; write NAME=VALUE, such as size=6Mi`);
    }
    return [name, value] as const;
  });
  return topicOf(Object.fromEntries(pairs), index, `--topic '${text}'`);
}

/**
 * A topic by its fields, as the list of a file has them.
 *
 * @param where for messages
 * @throws UsageError naming the word, its value and what may be there
 */
export function topicOf(given: unknown, index: number, where: string): Topic {
  const words = checked(given, where);
  const whole = (word: Word, least: number, most: number, otherwise: number): number =>
    wholeIn(where, word, words[word], least, most) ?? otherwise;
  const { size, ros } = words;
  if ((size === undefined) === (ros === undefined)) {
    throw new UsageError(`${where}: give either size=BYTES or ros=TYPE`);
  }
  const isRos = ros !== undefined;
  const queue = queueOf(words, isRos, where);
  const common = {
    name: words.name ?? (isRos ? ros.replace(/:.*/, '').replace(/.*\//, '') : `topic-${index + 1}`),
    publishers: whole('publishers', 0, MOST_ENDPOINTS, 1),
    subscribers: whole('subscribers', 0, MOST_ENDPOINTS, 1),
    history: whole('history', 0, TOPIC_LIMITS.history, 0),
    loans: whole('loans', 0, TOPIC_LIMITS.loans, 1),
    queue,
    held: whole('held', 0, TOPIC_LIMITS.held, isRos ? queue + 1 : 1),
  };
  return isRos
    ? { ...common, payloadBytes: rosBytes(ros), layout: CYCLONE }
    : {
        ...common,
        payloadBytes: bytesOf(where, size ?? ''),
        layout: { alignment: alignmentOf(where, words.alignment) },
      };
}

function checked(given: unknown, where: string): Words {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new UsageError(`${where} is no topic; write fields such as { size: 6Mi, subscribers: 2 }`);
  }
  for (const [name, value] of Object.entries(given)) {
    if (!(WORDS as readonly string[]).includes(name)) {
      throw new UsageError(`${where}: there is no '${name}'; use ${WORDS.join(', ')}`);
    }
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new UsageError(`${where}: ${name} ${JSON.stringify(value)} is not possible; use a number or a text`);
    }
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

/** What waits in a queue: its capacity, or as much as arrives while the subscriber is late. */
function queueOf({ queue, rate, late, publishers }: Words, isRos: boolean, where: string): number {
  if (rate === undefined && late === undefined) {
    return wholeIn(where, 'queue', queue, 1, TOPIC_LIMITS.queue) ?? (isRos ? ROS_DEPTH : DEFAULT_QUEUE);
  }
  if (rate === undefined || late === undefined || queue !== undefined) {
    throw new UsageError(`${where}: give rate and late together, such as rate=30,late=0.2, or queue alone`);
  }
  const many = wholeIn(where, 'publishers', publishers, 0, MOST_ENDPOINTS) ?? 1;
  return Math.min(
    TOPIC_LIMITS.queue,
    Math.max(1, Math.ceil(many * positive(where, 'rate', rate) * positive(where, 'late', late))),
  );
}

function wholeIn(
  where: string,
  word: Word,
  value: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`${where}: ${word}=${value} is not possible; use a whole number from ${least} to ${most}`);
  }
  return number;
}

function positive(where: string, word: Word, value: string): number {
  const number = /^\d{1,6}(?:\.\d{1,6})?$/.test(value) ? Number(value) : 0;
  if (number === 0) {
    throw new UsageError(`${where}: ${word}=${value} is not possible; use a number above 0, such as 30 or 0.2`);
  }
  return number;
}

function bytesOf(where: string, value: string): number {
  try {
    const bytes = Number(parseQuantity(value));
    if (bytes >= 1 && bytes <= MAX_PAYLOAD) {
      return bytes;
    }
  } catch {
    // Not a quantity: the same message.
  }
  throw new UsageError(`${where}: size=${value} is not possible; use bytes below 4 GiB, such as 640 or 6Mi`);
}

function alignmentOf(where: string, value: string | undefined): number {
  const alignment = wholeIn(where, 'alignment', value, 1, 4096) ?? 8;
  if (!Number.isInteger(Math.log2(alignment))) {
    throw new UsageError(`${where}: alignment=${value} is not possible; use a power of two`);
  }
  return alignment;
}
