import type { JsonPatchOperation } from '../kube/options.ts';
import { isRecord, isSame } from '../pod/same.ts';

/**
 * A JSON Patch (RFC 6902) that makes `after` of `before`. It takes time in proportion to the size of the two, whatever
 * the author of a pod has written.
 *
 * Items that were added to a list are added one by one, in front of those that follow, so that the patch shows what was
 * added and nothing else. A list of which items were removed or moved is replaced as a whole.
 */
export function jsonPatch(before: unknown, after: unknown): JsonPatchOperation[] {
  return operations(before, after, '');
}

function operations(before: unknown, after: unknown, path: string): JsonPatchOperation[] {
  if (isSame(before, after)) {
    return [];
  }
  if (isRecord(before) && isRecord(after)) {
    return inRecord(before, after, path);
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return inList(before, after, path) ?? [{ op: 'replace', path, value: after }];
  }
  return [{ op: 'replace', path, value: after }];
}

function inRecord(before: Record<string, unknown>, after: Record<string, unknown>, path: string): JsonPatchOperation[] {
  const removed = Object.keys(before).filter((key) => isSet(before, key) && !isSet(after, key));
  return [
    ...removed.map((key) => ({ op: 'remove' as const, path: `${path}/${escaped(key)}` })),
    ...Object.keys(after)
      .filter((key) => isSet(after, key))
      .flatMap((key) => {
        const at = `${path}/${escaped(key)}`;
        return isSet(before, key)
          ? operations(before[key], after[key], at)
          : [{ op: 'add' as const, path: at, value: after[key] }];
      }),
  ];
}

/** JSON has no field whose value is undefined. */
function isSet(fields: Record<string, unknown>, key: string): boolean {
  return Object.hasOwn(fields, key) && fields[key] !== undefined;
}

/** Undefined if items were removed or moved. */
function inList(before: readonly unknown[], after: readonly unknown[], path: string): JsonPatchOperation[] | undefined {
  const patch: JsonPatchOperation[] = [];
  let next = 0;
  for (const [index, item] of after.entries()) {
    if (next < before.length && isSameItem(before[next], item)) {
      patch.push(...operations(before[next], item, `${path}/${index}`));
      next += 1;
    } else {
      patch.push({ op: 'add', path: `${path}/${index}`, value: item });
    }
  }
  return next === before.length ? patch : undefined;
}

/** Containers, volumes and variables keep their names, mounts their paths. */
function isSameItem(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) {
    return isSame(one, other);
  }
  const key = ['mountPath', 'name'].find((field) => typeof one[field] === 'string');
  return key === undefined ? isSame(one, other) : one[key] === other[key];
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
