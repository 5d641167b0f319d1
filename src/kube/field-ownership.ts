import type { KubeObject } from './object.ts';

/*
 * An apply gives up the fields that its manager applied before and no longer names. Fields that the same manager set by
 * create, replace or patch count as another owner's (operation Update beside Apply in managedFields) and would stay for
 * ever. A create by POST costs the API server much less than an apply. A manager that creates objects by POST therefore
 * turns its ownership by Update into ownership by Apply before its first apply, as client-go does for kubectl
 * (util/csaupgrade, v1.36).
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

/** Members of a set of fields, each with its own members; `.` stands for the field itself if it has members. */
interface FieldSet {
  readonly [member: string]: FieldSet;
}

/** Whether the manager owns fields by create, replace or patch. */
export function ownsByUpdate({ metadata }: KubeObject, manager: string): boolean {
  return entriesOf(metadata).some((entry) => isBy(entry, manager, 'Update'));
}

/** Keys of the labels that the manager has set, and that no other has changed since. */
export function ownedLabels({ metadata }: KubeObject, manager: string): string[] {
  return entriesOf(metadata)
    .filter((entry) => isBy(entry, manager, 'Update') || isBy(entry, manager, 'Apply'))
    .flatMap(({ fieldsV1 }) => Object.keys(fieldsV1?.['f:metadata']?.['f:labels'] ?? {}))
    .filter((member) => member.startsWith('f:'))
    .map((member) => member.slice('f:'.length));
}

/** The managed fields with everything that the manager owns by Update changed to Apply. */
export function ownedByApply({ metadata }: KubeObject, manager: string): ManagedFieldsEntry[] {
  const entries = entriesOf(metadata);
  const mine = entries.filter((entry) => isBy(entry, manager, 'Update') || isBy(entry, manager, 'Apply'));
  const [latest] = mine;
  if (latest === undefined) {
    return entries;
  }
  const { apiVersion } = mine.find((entry) => isBy(entry, manager, 'Apply')) ?? latest;
  // Sets of other versions would need a conversion; they exist only after a change of the version in use.
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

/** A member without members of its own is the field itself, which must be stated once it has some. */
function itself(set: FieldSet, other: FieldSet): FieldSet {
  return Object.keys(set).length === 0 && Object.keys(other).length > 0 ? { '.': {} } : set;
}
