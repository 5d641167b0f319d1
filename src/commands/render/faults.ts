import { printable } from '../../text.ts';
import { domainFaults } from './domains.ts';
import { profileFaults } from './profiles.ts';
import { type File, typeOf } from './sources.ts';

/** A file, and the faults of its objects, one a line. */
export interface Checked {
  readonly file: File;
  readonly faults: readonly string[];
}

/** @throws Error with every fault of every file, one per line */
export function throwFaults(checked: readonly Checked[], verb: 'injected' | 'rendered'): void {
  const faulty = checked
    .map(({ file, faults }) => ({
      name: file.name,
      lines: [...file.faults, ...misnamed(file), ...profileFaults(file), ...domainFaults(file), ...faults],
    }))
    .filter(({ lines }) => lines.length > 0);
  if (faulty.length > 0) {
    throw new Error(
      faulty
        .map(({ name, lines }) => [`${name} cannot be ${verb}`, ...lines.map((line) => `  ${line}`)].join('\n'))
        .join('\n'),
    );
  }
}

const OWN_KIND = /^(?<kind>iceoryx(?:deployment|profile))s?$/i;
const KINDS = { iceoryxdeployment: 'IceoryxDeployment', iceoryxprofile: 'IceoryxProfile' };

/** Objects that look like an IceoryxDeployment or IceoryxProfile but have another kind or apiVersion. */
function misnamed({ sources }: File): string[] {
  return sources.flatMap(({ name, value }) => {
    const { apiVersion, kind } = typeOf(value);
    const meant = OWN_KIND.exec(kind)?.groups?.['kind']?.toLowerCase();
    if (meant === undefined) {
      return [];
    }
    const right = KINDS[meant as keyof typeof KINDS];
    return apiVersion === 'iceoryx.io/v1alpha1' && kind === right
      ? []
      : [
          printable(
            `${name}: it is '${kind}' of '${apiVersion}'; write apiVersion: iceoryx.io/v1alpha1 and kind: ${right}`,
          ),
        ];
  });
}

/** A file with the kinds that it contains, so that users notice a wrong file. */
export function inWords({ name, sources }: File): string {
  const kinds = [...new Set(sources.map(({ value }) => typeOf(value).kind).filter(Boolean))];
  return kinds.length === 0 ? name : `${name}, but ${kinds.slice(0, MAX_KINDS).join(', ')}`;
}

const MAX_KINDS = 5;
