import { printable } from '../text.ts';
import { type KubeObject, objectKey } from './object.ts';
import type { Resource } from './resource.ts';

export const EVENTS: Resource = {
  group: 'events.k8s.io',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  namespaced: true,
};

/** Something worth telling the owner of an object. */
export interface EventRecord {
  readonly type: 'Normal' | 'Warning';
  /** Why, in one CamelCase word that programs may rely on. */
  readonly reason: string;
  /** What was done or tried, in one CamelCase word. */
  readonly action: string;
  /** For people; the API server takes a kilobyte, what is longer is cut. */
  readonly note: string;
}

export interface Reporter {
  /** Name of the controller, such as `example.com/operator`. */
  readonly controller: string;
  /** Which of several processes, such as the name of the pod. */
  readonly instance: string;
}

/** How often the same thing happened, and when it did last. */
export interface Occurrences {
  readonly count: number;
  readonly last: Date;
}

/** Limits of kubernetes/pkg/apis/core/validation/events.go, in bytes. */
const NOTE_BYTES = 1024;
const INSTANCE_BYTES = 128;
const NAME_LENGTH = 253;

/** The Event as the API server stores it, in the namespace of its object; `default` for what is in no namespace. */
export function eventOf(
  regarding: KubeObject,
  { type, reason, action, note }: EventRecord,
  { controller, instance }: Reporter,
  date: Date,
  serial: string,
): KubeObject {
  const { name, namespace, uid, resourceVersion } = regarding.metadata;
  const { apiVersion, kind } = regarding;
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: EVENTS.kind,
    metadata: {
      name: `${name.slice(0, NAME_LENGTH - serial.length - 1)}.${serial}`,
      namespace: namespace ?? 'default',
    },
    type,
    reason,
    action,
    note: cut(printable(note), NOTE_BYTES),
    eventTime: microTime(date),
    reportingController: controller,
    reportingInstance: cut(instance, INSTANCE_BYTES),
    regarding: { apiVersion, kind, name, namespace, uid, resourceVersion },
  };
}

/** Field `series` of an Event that stands for several; nothing for one. */
export function seriesOf({ count, last }: Occurrences): { series?: { count: number; lastObservedTime: string } } {
  return count < 2 ? {} : { series: { count, lastObservedTime: microTime(last) } };
}

/** Events with the same key are one that happened several times. */
export function seriesKey(regarding: KubeObject, { type, reason, action, note }: EventRecord): string {
  return JSON.stringify([regarding.kind, objectKey(regarding), regarding.metadata.uid, type, reason, action, note]);
}

/** RFC 3339 with microseconds, which is the only form that the API server reads here. */
function microTime(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}

function cut(text: string, bytes: number): string {
  const encoded = Buffer.from(text);
  if (encoded.length <= bytes) {
    return text;
  }
  let end = bytes - '…'.length * 3;
  // Not within a character: those bytes of it that follow its first one begin with the bits 10.
  while (((encoded[end] ?? 0) & 0xc0) === 0x80) {
    end -= 1;
  }
  return `${encoded.subarray(0, end).toString()}…`;
}
