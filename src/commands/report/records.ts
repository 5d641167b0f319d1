import { recordAt } from '../../pod/workload.ts';

/** Fields of an object that others wrote. */
export type Fields = Readonly<Record<string, unknown>>;

/** The objects of the list at a path; none if there is something else. */
export function listAt(object: unknown, path: readonly string[]): Fields[] {
  const last = path.at(-1);
  const list = last === undefined ? object : recordAt(object, path.slice(0, -1))[last];
  return Array.isArray(list) ? list.map((one) => recordAt(one, [])) : [];
}

/** The conditions in a status. */
export function conditionsOf(status: unknown): Fields[] {
  return listAt(status, ['conditions']);
}
