import { storedDomain } from '../../api/iceoryx-domain.ts';
import { recordAt, wordOf } from '../../pod/workload.ts';
import { linesOf } from './lines.ts';
import type { Domains } from './rendering.ts';
import { type File, type Source, typeOf } from './sources.ts';

/** The faults of the IceoryxDomains of a file, one a line. */
export function domainFaults({ sources }: File): string[] {
  return sources
    .filter(isDomain)
    .flatMap(({ name, value }) => linesOf(`IceoryxDomain ${name}`, storedDomain(value).problems ?? []));
}

/** The IceoryxDomains of the files, as an API server would store them. */
export function domainsIn(files: readonly File[]): Domains {
  const written = files.flatMap(({ sources }) => sources.filter(isDomain));
  return new Map(
    written.map(({ name, value }) => {
      const { object } = storedDomain(value);
      const namespace = wordOf(recordAt(value, ['metadata'])['namespace'] ?? 'default');
      return [`${namespace}/${name}`, object && { ...object, metadata: { ...object.metadata, namespace } }];
    }),
  );
}

function isDomain({ value }: Source): boolean {
  const { apiVersion, kind } = typeOf(value);
  return apiVersion === 'iceoryx.io/v1alpha1' && kind === 'IceoryxDomain';
}
