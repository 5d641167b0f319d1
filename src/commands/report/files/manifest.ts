import type { Lack } from '../gather/ledger.ts';
import { REMOVALS, type Removal } from '../redact/removals.ts';
import type { Versions } from './versions.ts';

/** What a file of the report is. */
export type FileKind = 'agent status' | 'events' | 'logs' | 'objects' | 'overview';

/** A file of the report. */
export interface ReportFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** What of it is missing, in words. */
  readonly cut?: string;
}

/** What is in a report, and what is not: the file manifest.json of the archive. */
export interface Manifest {
  /** Version of this JSON. */
  readonly report: 1;
  readonly madeAt: string;
  readonly command: string;
  readonly anonymous: boolean;
  readonly versions: Versions;
  readonly files: readonly ReportFile[];
  readonly removed: readonly { readonly what: string; readonly count: number }[];
  readonly unread: readonly Lack[];
  readonly missingRights: readonly string[];
  readonly leftOut: readonly Lack[];
}

/** What was taken out, in words. */
export function removedInWords(counts: ReadonlyMap<Removal, number>): Manifest['removed'] {
  return [...counts].map(([removal, count]) => ({ what: REMOVALS[removal].words, count }));
}

/** What a report never has, with the reason. */
export const NEVER: readonly Lack[] = [
  { what: 'Secrets and ConfigMaps', why: 'they are never read, not even their names' },
  { what: 'values of environment variables', why: 'they may be secret; the names are in it' },
  { what: 'annotations of other programs, apart from their names', why: 'some contain copies of the object' },
  { what: 'managedFields, and the annotation last-applied-configuration', why: 'they repeat the object' },
  { what: 'most of nodes and of CustomResourceDefinitions', why: 'only what decides about pods is in it' },
];
