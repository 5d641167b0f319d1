import type { KubeObject } from './object.ts';

/*
 * An apply gives up the fields that its manager applied before and no longer names. Those that the same manager set by
 * create, replace or patch count as another owner's (operation Update beside Apply in managedFields), and would stay for
 * ever. So whoever creates an object by POST, which costs the API server much less than an apply, makes what it owns by
 * updates its own by apply before it applies for the first time, as client-go does for kubectl (util/csaupgrade, v1.36).
 */

/** An entry of `metadata.managedFields`. */
export interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: FieldSet;
}

/** Members of a set of fields, each with those within it; `.` is the field itself where there are such. */
interface FieldSet {
  readonly [member: string]: FieldSet;
}

/** Whether the manager owns fields by create, replace or patch. */
export function ownsByUpdate({ metadata }: KubeObject, manager: string): boolean {
  return entriesOf(metadata).some((entry) => isBy(entry, manager, 'Update'));
}

/** The managed fields with all that the manager owns by updates made its own by apply. */
export function ownedByApply({ metadata }: KubeObject, manager: string): ManagedFieldsEntry[] {
  const entries = entriesOf(metadata);
  const mine = entries.filter((entry) => isBy(entry, manager, 'Update') || isBy(entry, manager, 'Apply'));
  const [latest] = mine;
  if (latest === undefined) {
    return entries;
  }
  const { apiVersion } = mine.find((entry) => isBy(entry, manager, 'Apply')) ?? latest;
  // Sets of other versions would have to be converted; there are none but after a change of the version that is used.
  const fieldsV1 = mine
    .filter((entry) => entry.apiVersion === apiVersion)
    .map((entry) => entry.fieldsV1 ?? {})
    .reduce(union);
  const others = entries.filter((entry) => !mine.includes(entry));
  return [{ ...latest, operation: 'Apply', ...(apiVersion === undefined ? {} : { apiVersion }), fieldsV1 }, ...others];
}

function isBy(
  { manager, operation, subresource }: ManagedFieldsEntry,
  wanted: string,
  by: 'Update' | 'Apply',
): boolean {
  return manager === wanted && operation === by && (subresource ?? '') === '';
}

function entriesOf({ managedFields = [] }: KubeObject['metadata']): ManagedFieldsEntry[] {
  return managedFields as ManagedFieldsEntry[];
}

function union(a: FieldSet, b: FieldSet): FieldSet {
  const members = new Map(Object.entries(a));
  for (const [member, within] of Object.entries(b)) {
    const known = members.get(member);
    members.set(member, known === undefined ? within : union(itself(known, within), itself(within, known)));
  }
  return Object.fromEntries(members);
}

/** A member without any within it is the field itself, which has to be said once there are such. */
function itself(set: FieldSet, other: FieldSet): FieldSet {
  return Object.keys(set).length === 0 && Object.keys(other).length > 0 ? { '.': {} } : set;
}
