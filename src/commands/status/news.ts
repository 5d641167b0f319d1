import { objectKey } from '../../kube/object.ts';
import type { Reader } from '../kit/output.ts';
import { type Form, textOf } from './print.ts';
import type { ObjectView, StatusView } from './view.ts';

/**
 * What to print for a view after an earlier one, where nothing can be drawn over: all of the first, then of a table the
 * rows that have changed, as kubectl does, and of anything else the whole, if anything in it has changed.
 */
export function newsIn(before: StatusView | undefined, view: StatusView, form: Form, reader: Reader): string {
  if (before === undefined) {
    return textOf(view, form, reader);
  }
  const isTable = !form.isPage && (form.output === undefined || form.output === 'wide');
  const stateOf = isTable ? rowState : wholeState;
  const was = new Map(before.objects.map((object) => [keyOf(object), object]));
  const is = new Set(view.objects.map(keyOf));
  const gone = before.objects.filter((object) => !is.has(keyOf(object))).map(asDeleted);
  const changed = view.objects.filter((object) => {
    const earlier = was.get(keyOf(object));
    return earlier === undefined || stateOf(earlier) !== stateOf(object);
  });
  if (changed.length + gone.length === 0) {
    return '';
  }
  return isTable
    ? rowsOf({ ...view, objects: [...view.objects, ...gone, ...before.objects] }, [...changed, ...gone], form, reader)
    : `${form.output === 'yaml' ? '---' : ''}\n${textOf(view, form, reader)}`;
}

/** Some rows of a table, without its head. All of it is laid out, so that they stand below those of the print before. */
function rowsOf(view: StatusView, wanted: readonly ObjectView[], form: Form, reader: Reader): string {
  const [, ...rows] = textOf(view, form, { ...reader, width: undefined }).split('\n');
  return wanted.map((object) => `${rows[view.objects.indexOf(object)]}\n`).join('');
}

function asDeleted(object: ObjectView): ObjectView {
  const { deletingSince: _, ...rest } = object;
  return { ...rest, ready: { status: 'False', reason: 'Deleted', message: 'the object was deleted' } };
}

function keyOf({ kind, namespace, name }: ObjectView): string {
  return `${kind} ${objectKey({ metadata: { namespace, name } })}`;
}

/** What a row shows, apart from ages, from bytes that make no difference in it, and from what only agents know. */
function rowState({ ready, deletingSince, pods, apps, roudi, sharedMemory, ...object }: ObjectView): string {
  const { usedBytes = 0, limitBytes = 1 } = sharedMemory ?? {};
  const percent = Math.round((usedBytes / limitBytes) * 100);
  const { lastRecovery, lastFinding } = object;
  return JSON.stringify([
    [ready.status, ready.reason, deletingSince, pods, apps?.connected, apps?.expected, percent],
    [roudi.restarts, roudi.startedAt],
    [lastRecovery?.at, lastRecovery?.how, lastFinding?.at, lastFinding?.reason, lastFinding?.isPresent],
  ]);
}

function wholeState(object: ObjectView): string {
  const pods = object.podList.map(({ name, ready, readyContainers, status, apps, roudi }) => [
    [name, ready, readyContainers, status, apps],
    [roudi.restarts, roudi.startedAt],
  ]);
  return JSON.stringify([rowState(object), object.problems, object.warnings, object.events, pods]);
}
