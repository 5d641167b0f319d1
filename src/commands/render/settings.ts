import type { OwnImages } from '../../pod/agent-image.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { agentImage, defaultImage, UsageError } from '../usage.ts';
import { domainsIn } from './domains.ts';
import { type Profiles, profilesIn } from './profiles.ts';
import type { Domains } from './rendering.ts';
import { type File, filesOf } from './sources.ts';

/** What the options of the commands that make pods without a cluster give. */
export interface RenderOptions {
  readonly filename?: readonly string[] | undefined;
  readonly profile?: readonly string[] | undefined;
  readonly kubernetes: string;
  readonly defaultRoudiImage?: string | undefined;
  readonly agentImage: string;
  readonly agentImagePullPolicy?: string | undefined;
}

/** What the pods of files are made from. */
export interface Settings {
  readonly files: readonly File[];
  /** The files that only say what other files use. */
  readonly given: readonly File[];
  readonly capabilities: Capabilities;
  readonly images: OwnImages;
  readonly domains: Domains;
  readonly profiles: Profiles;
}

/**
 * @param what the files have to contain, for the message if there are none
 * @throws UsageError
 */
export async function settingsOf(options: RenderOptions, what: string): Promise<Settings> {
  if (options.filename === undefined) {
    throw new UsageError(`-f FILE is missing; give the file with ${what}, or - for standard input`);
  }
  const [files, given] = [await read(options.filename), await read(options.profile ?? [])];
  return settingsFor(options, files, given);
}

async function read(names: readonly string[]): Promise<File[]> {
  const files: File[] = [];
  for (const name of names) {
    files.push(...(await filesOf(name)));
  }
  return files;
}

/** The same for files that have been read. */
export function settingsFor(
  options: Omit<RenderOptions, 'filename' | 'profile'>,
  files: readonly File[],
  given: readonly File[],
): Settings {
  const images = {
    defaultImage: defaultImage(options.defaultRoudiImage),
    agent: agentImage(options.agentImage, options.agentImagePullPolicy),
  };
  return {
    files,
    given,
    capabilities: capabilitiesOf(minorOf(options.kubernetes)),
    images,
    domains: domainsIn([...files, ...given]),
    profiles: profilesIn(files, given),
  };
}

/** KEP-5532 is beta, and on by default, since this minor version of Kubernetes. */
const RESTARTS_IN_PLACE_SINCE = 36;

function capabilitiesOf(minor: number): Capabilities {
  const canRestart = minor >= RESTARTS_IN_PLACE_SINCE;
  return {
    restartAllContainers: canRestart,
    because: `nodes of Kubernetes 1.${minor}, as set by --kubernetes, ${canRestart ? '' : 'do not '}declare RestartAllContainersOnContainerExits`,
  };
}

function minorOf(version: string): number {
  const minor = /^v?1\.(?<minor>\d+)(?:\.\d+)?$/.exec(version)?.groups?.['minor'];
  if (minor === undefined || Number(minor) < 33) {
    throw new UsageError(`--kubernetes '${version}' is not possible; use 1.33 or newer, such as 1.36`);
  }
  return Number(minor);
}
