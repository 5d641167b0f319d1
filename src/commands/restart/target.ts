import { UsageError } from '../usage.ts';

export type TargetKind = 'IceoryxDeployment' | 'IceoryxDomain' | 'IceoryxProfile' | 'Pod';

/** What a user has named. */
export interface Target {
  /** Undefined: it is the only object of ours of that name. */
  readonly kind?: TargetKind;
  readonly name: string;
}

/** The words that kubectl knows for a kind: plural, singular and short name. */
const WORDS: Readonly<Record<string, TargetKind>> = {
  ioxd: 'IceoryxDeployment',
  iceoryxdeployment: 'IceoryxDeployment',
  iceoryxdeployments: 'IceoryxDeployment',
  ioxdom: 'IceoryxDomain',
  iceoryxdomain: 'IceoryxDomain',
  iceoryxdomains: 'IceoryxDomain',
  ioxprofile: 'IceoryxProfile',
  iceoryxprofile: 'IceoryxProfile',
  iceoryxprofiles: 'IceoryxProfile',
  po: 'Pod',
  pod: 'Pod',
  pods: 'Pod',
};

/** The word by which a message names a kind. */
export const SHORT: Readonly<Record<TargetKind, string>> = {
  IceoryxDeployment: 'ioxd',
  IceoryxDomain: 'ioxdom',
  IceoryxProfile: 'ioxprofile',
  Pod: 'pod',
};

/** @throws UsageError for a kind that cannot be restarted */
export function targetOf(words: string): Target {
  const slash = words.indexOf('/');
  if (slash === -1) {
    return { name: words };
  }
  const word = words.slice(0, slash);
  const kind = WORDS[word.toLowerCase().replace(/\.iceoryx\.io$/, '')];
  const name = words.slice(slash + 1);
  if (kind === undefined || name === '' || name.includes('/')) {
    throw new UsageError(
      `'${words}' cannot be restarted; use NAME, ioxd/NAME, ioxprofile/NAME, ioxdom/NAME or pod/NAME`,
    );
  }
  return { kind, name };
}
