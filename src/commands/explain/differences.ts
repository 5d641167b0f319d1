import { keyOf, reasonFor } from '../../pod/changes.ts';
import { thousandths } from '../../pod/quantities.ts';
import { isRecord, isSame, ownValue } from '../../pod/same.ts';
import { cut, printable } from '../../text.ts';
import { isEmpty, isFromElsewhere } from './api-defaults.ts';

/** What is at one place of a template now, and what would be there. */
export interface Difference {
  /** `spec.initContainers[iceoryx-agent].image` */
  readonly path: string;
  /** Absent if there is nothing now. */
  readonly before?: string;
  /** Absent if there would be nothing. */
  readonly after?: string;
  readonly reason: string;
}

/**
 * The differences between a template or pod as the API server has it and one that was just made, without what API servers
 * and controllers add.
 *
 * @param isKept whether something that is only there now is somebody else's, and stays
 */
export function differences(now: unknown, next: unknown, isKept?: (place: string) => boolean): Difference[] {
  return within(now, next, '', isKept ?? (() => false));
}

/** Places that RouDi and the agent are at in a pod. What is elsewhere in it may be of any webhook or controller. */
const OURS = /iceoryx|\/dev\/shm|\[\/tmp\]|shareProcessNamespace|\.lifecycle\.preStop/;

/** Whether something in a pod has nothing to do with RouDi. */
export function isForeign(place: string): boolean {
  return !OURS.test(place);
}

function within(now: unknown, next: unknown, place: string, isKept: (place: string) => boolean): Difference[] {
  if (isSame(now, next) || (isEmpty(now) && isEmpty(next)) || isSameAmount(place, now, next)) {
    return [];
  }
  if (isEmpty(next) && (isFromElsewhere(place, now) || isKept(place))) {
    return [];
  }
  const [before, after] = [now, next].map(
    (value) => fieldsOf(value) ?? (isEmpty(value) && IN_PARTS.test(place) ? {} : undefined),
  );
  if (before === undefined || after === undefined) {
    return [difference(place, now, next)];
  }
  const isList = Array.isArray(now ?? next);
  const at = (key: string): string => (isList ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`);
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((key) =>
    within(ownValue(before, key), ownValue(after, key), at(key), isKept),
  );
}

/** Lists and maps of which each item is told, even if there were none before. */
const IN_PARTS =
  /^(?:spec|metadata|)$|(?:labels|annotations|[cC]ontainers|volumes|volumeMounts|env|lifecycle|securityContext)$/;

type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object, or the items of a list of objects by name or place. Undefined for anything else. */
function fieldsOf(value: unknown): Fields | undefined {
  if (isRecord(value)) {
    return value;
  }
  return Array.isArray(value) && value.length > 0 && value.every(isRecord)
    ? Object.fromEntries(value.map((item, index) => [keyOf(item) ?? String(index), item]))
    : undefined;
}

const AMOUNT = /\.(?:limits|requests)\.[^.]+$|\.sizeLimit$/;

/** `0.5` is stored as `500m`. */
function isSameAmount(place: string, now: unknown, next: unknown): boolean {
  if (!AMOUNT.test(place) || !isQuantity(now) || !isQuantity(next)) {
    return false;
  }
  try {
    return thousandths(now) === thousandths(next);
  } catch {
    return false;
  }
}

function isQuantity(value: unknown): value is number | string {
  return typeof value === 'string' || typeof value === 'number';
}

function difference(path: string, now: unknown, next: unknown): Difference {
  const [before, after] = short(now, next);
  return {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    reason: reasonOf(path),
  };
}

/** Reasons for changes of what the operator sets. Places within are told by what they are part of. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^spec\.(?:initC|c)ontainers\[iceoryx-roudi\]\.image$/, "the image of the specification, or the operator's default"],
  [/^spec\.(?:initC|c)ontainers\[iceoryx-[a-z]+\]\.image(?:PullPolicy)?$/, "the operator's image of the agent"],
  [/restartPolicyRules$/, 'whether every node for the pods can restart all containers in place'],
  [/^spec\.initContainers\[(?:roudi|link)\]$/, 'of an operator before 0.2, whose pods had other containers'],
];

function reasonOf(path: string): string {
  const own = REASONS.find(([pattern]) => pattern.test(path))?.[1];
  return own ?? reasonWithin(path) ?? 'as the specification says now';
}

/** Why the operator sets what is at a place, or what that is a part of. */
function reasonWithin(place: string): string | undefined {
  return place === '' ? undefined : (reasonFor(place) ?? reasonWithin(parentOf(place)));
}

/** `spec.volumes[iceoryx-shm].emptyDir` → `spec.volumes[iceoryx-shm]` → `spec.volumes` */
function parentOf(place: string): string {
  return place.replace(/(?:\[[^\]]*\]|(?:^|\.)[^.[\]]*)$/, '');
}

const MOST = 80;
/** Characters before the first one that differs. */
const CONTEXT = 12;

/** Both values in short, so that the difference is still seen. */
function short(now: unknown, next: unknown): [string | undefined, string | undefined] {
  const [before, after] = [now, next].map(wordsOf);
  if (before === undefined || after === undefined) {
    return [before && shortened(before, 0), after && shortened(after, 0)];
  }
  const from = Math.max(before.length, after.length) <= MOST ? 0 : Math.max(0, commonLength(before, after) - CONTEXT);
  return [shortened(before, from), shortened(after, from)];
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) {
    length += 1;
  }
  return length;
}

function shortened(text: string, from: number): string {
  const rest = text.slice(from);
  return `${from > 0 ? '…' : ''}${rest.length > MOST ? `${cut(rest, MOST)}…` : rest}`;
}

function wordsOf(value: unknown): string | undefined {
  if (isEmpty(value)) {
    return value === undefined ? undefined : JSON.stringify(value);
  }
  const image = isRecord(value) ? value['image'] : undefined;
  return printable(typeof value === 'string' ? value : typeof image === 'string' ? image : JSON.stringify(value));
}
