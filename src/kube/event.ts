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

/** An Event of an object, for its owners. */
export interface EventRecord {
  readonly type: 'Normal' | 'Warning';
  /** Why, as one CamelCase word that programs may rely on. */
  readonly reason: string;
  /** What was done or tried, as one CamelCase word. */
  readonly action: string;
  /** Text for users. The API server accepts 1 kB; a longer text is cut. */
  readonly note: string;
}

export interface Reporter {
  /** Name of the controller, such as `example.com/operator`. */
  readonly controller: string;
  /** Identifies one of several processes, such as by the name of its pod. */
  readonly instance: string;
}

/** How often an event occurred, and when it last did. */
export interface Occurrences {
  readonly count: number;
  readonly last: Date;
}

/** Limits of kubernetes/pkg/apis/core/validation/events.go, in bytes. */
const NOTE_BYTES = 1024;
const INSTANCE_BYTES = 128;
const NAME_LENGTH = 253;

/** The Event as the API server stores it, in the namespace of its object; `default` for objects without a namespace. */
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

/** Field `series` of an Event that stands for several occurrences; empty for one. */
export function seriesOf({ count, last }: Occurrences): { series?: { count: number; lastObservedTime: string } } {
  return count < 2 ? {} : { series: { count, lastObservedTime: microTime(last) } };
}

/** Events with the same key are occurrences of one event. */
export function seriesKey(regarding: KubeObject, { type, reason, action, note }: EventRecord): string {
  return JSON.stringify([regarding.kind, objectKey(regarding), regarding.metadata.uid, type, reason, action, note]);
}

/** RFC 3339 with microseconds, the only form that the API server accepts here. */
function microTime(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}

function cut(text: string, bytes: number): string {
  const encoded = Buffer.from(text);
  if (encoded.length <= bytes) {
    return text;
  }
  let end = bytes - '…'.length * 3;
  // Never cuts within a character: its bytes after the first begin with the bits 10.
  while (((encoded[end] ?? 0) & 0xc0) === 0x80) {
    end -= 1;
  }
  return `${encoded.subarray(0, end).toString()}…`;
}
