import { schema } from '../../api/iceoryx-profile.generated.ts';
import { type IceoryxProfile, profileProblems } from '../../api/iceoryx-profile.ts';
import { removeNulls } from '../../api/nulls.ts';
import { linesOf } from './lines.ts';
import { type File, typeOf } from './sources.ts';

/** The IceoryxProfiles of the files, by `namespace/name`; the namespace is empty if the file has none. */
export interface Profiles {
  readonly known: ReadonlyMap<string, IceoryxProfile>;
  /** Serves pods that ask without naming a profile. */
  readonly preset: IceoryxProfile | undefined;
  /** Names of profiles that are there, but wrong. */
  readonly wrong: ReadonlySet<unknown>;
}

/** Whether an object is an IceoryxProfile, by its type alone. */
export function isProfile(value: unknown): boolean {
  const { apiVersion, kind } = typeOf(value);
  return apiVersion === 'iceoryx.io/v1alpha1' && kind === 'IceoryxProfile';
}

/** The faults of the IceoryxProfiles of a file, one a line. */
export function profileFaults({ sources }: File): string[] {
  return sources
    .filter(({ value }) => isProfile(value))
    .flatMap(({ name, value }) => linesOf(`IceoryxProfile ${name}`, profileProblems(value)));
}

/**
 * @param files with the option `--filename`
 * @param given with the option `--profile`; if they contain exactly one profile, it is the preset
 */
export function profilesIn(files: readonly File[], given: readonly File[]): Profiles {
  const all = [...files, ...given].flatMap(within);
  const presets = given.flatMap(within).filter(isRight).map(withoutNulls);
  return {
    known: new Map(all.filter(isRight).map((profile) => [keyOf(profile), withoutNulls(profile)])),
    preset: presets.length === 1 ? presets[0] : undefined,
    wrong: new Set(all.filter((value) => !isRight(value)).map(({ metadata }) => metadata?.name)),
  };
}

function within({ sources }: File): Partial<IceoryxProfile>[] {
  return sources.flatMap(({ value }) => (isProfile(value) ? [value as Partial<IceoryxProfile>] : []));
}

function isRight(value: Partial<IceoryxProfile>): value is IceoryxProfile {
  return profileProblems(value).length === 0;
}

/** A valid profile as the API server stores it, but without defaults: pods differ if its author has set one. */
function withoutNulls(profile: IceoryxProfile): IceoryxProfile {
  const copy = structuredClone(profile);
  removeNulls(copy, schema as object);
  return copy;
}

function keyOf({ metadata: { namespace = '', name } }: IceoryxProfile): string {
  return `${namespace}/${name}`;
}

/** The profile of that name for a namespace. One without a namespace serves all. */
export function profileFor(name: string, namespace: string, { known }: Profiles): IceoryxProfile | undefined {
  return known.get(`${namespace}/${name}`) ?? known.get(`/${name}`);
}
