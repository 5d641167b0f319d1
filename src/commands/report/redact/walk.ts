import { isRecord } from '../../../pod/same.ts';

/** Where a value is within an object: the names of fields that lead to it, without indices of lists. */
export type Path = readonly string[];

/** Maps whose keys users choose. In all others they are fields of the API. */
const FREE_MAPS: ReadonlySet<string> = new Set([
  'allocatable',
  'annotations',
  'capacity',
  'hard',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'options',
  'requests',
  'selector',
  'used',
  'volumeAttributes',
]);

/** Whether the value at a path is a map with keys that users choose. */
export function isFreeMap(path: Path): boolean {
  return FREE_MAPS.has(path.at(-1) ?? '');
}

/** All values of an object, each with its path; those within what `isLeaf` names are left out. */
export function* valuesOf(
  value: unknown,
  isLeaf: (path: Path, value: unknown) => boolean,
  path: Path = [],
): Generator<{ readonly path: Path; readonly value: unknown }> {
  yield { path, value };
  if (isLeaf(path, value)) {
    return;
  }
  if (Array.isArray(value)) {
    for (const one of value as unknown[]) {
      yield* valuesOf(one, isLeaf, path);
    }
  } else if (isRecord(value)) {
    for (const [key, one] of Object.entries(value)) {
      yield* valuesOf(one, isLeaf, [...path, key]);
    }
  }
}
