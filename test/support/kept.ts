/** Lists that injection may add items to, with the field that identifies their items, if there is one. */
const GROWING: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  supplementalGroups: '',
};

/**
 * Paths, such as `spec.containers[app].image`, at which a value is not in another one as it was: each field with its
 * value, each list with its items in their order. Fields may have been added, and items to the lists of a pod that
 * injection adds to.
 */
export function lostFrom(before: unknown, after: unknown, path = ''): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const key = GROWING[/\w+$/.exec(path)?.[0] ?? ''];
    return key === undefined ? lostInOrder(before, after, path) : lostByKey(before, after, path, key);
  }
  if (isObject(before) && isObject(after)) {
    return Object.keys(before).flatMap((name) =>
      lostFrom(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  return Object.is(before, after) ? [] : [path];
}

function lostInOrder(before: readonly unknown[], after: readonly unknown[], path: string): string[] {
  return before.length === after.length
    ? before.flatMap((item, index) => lostFrom(item, after[index], `${path}[${index}]`))
    : [path];
}

function lostByKey(before: readonly unknown[], after: readonly unknown[], path: string, key: string): string[] {
  const places = before.map((item) => after.findIndex((other) => keyOf(other, key) === keyOf(item, key)));
  const inOrder = places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1));
  return [
    ...(inOrder ? [] : [`${path} (order)`]),
    ...before.flatMap((item, index) =>
      lostFrom(item, after[places[index] ?? -1], `${path}[${String(keyOf(item, key))}]`),
    ),
  ];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths such as `spec.initContainers[0].name` of every value in the second that is not in the first, to the leaves. */
export function addedTo(before: unknown, after: unknown, path = ''): string[] {
  if (Array.isArray(after) && after.length > 0) {
    const key = GROWING[/\w+$/.exec(path)?.[0] ?? ''];
    const olds: readonly unknown[] = Array.isArray(before) ? before : [];
    return after.flatMap((item: unknown, index) => {
      const old = key === undefined ? olds[index] : olds.find((other) => keyOf(other, key) === keyOf(item, key));
      return addedTo(old, item, `${path}[${index}]`);
    });
  }
  if (isObject(after) && Object.keys(after).length > 0) {
    const old = isObject(before) ? before : {};
    return Object.keys(after).flatMap((name) =>
      addedTo(old[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}

function keyOf(item: unknown, key: string): unknown {
  return key === '' ? item : isObject(item) ? item[key] : undefined;
}
