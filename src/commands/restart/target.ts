import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES } from '../../controllers/resources.ts';
import { PODS } from '../../kube/resource.ts';
import { type TargetKind as AnyKind, targetOf as targetAmong } from '../kit/target.ts';

export type TargetKind = 'IceoryxDeployment' | 'IceoryxDomain' | 'IceoryxProfile' | 'Pod';

/** What a user has named. */
export interface Target {
  /** Undefined: it is the only object of ours of that name. */
  readonly kind?: TargetKind;
  readonly name: string;
}

/** The word by which a message names a kind. */
export const SHORT: Readonly<Record<TargetKind, string>> = {
  IceoryxDeployment: 'ioxd',
  IceoryxDomain: 'ioxdom',
  IceoryxProfile: 'ioxprofile',
  Pod: 'pod',
};

const KINDS: readonly (AnyKind & { readonly kind: TargetKind })[] = [
  { kind: 'IceoryxDeployment', resource: ICEORYX_DEPLOYMENTS, short: SHORT.IceoryxDeployment },
  { kind: 'IceoryxProfile', resource: ICEORYX_PROFILES, short: SHORT.IceoryxProfile },
  { kind: 'IceoryxDomain', resource: ICEORYX_DOMAINS, short: SHORT.IceoryxDomain },
  { kind: 'Pod', resource: PODS, short: 'po' },
];

/** @throws UsageError for a kind that cannot be restarted */
export function targetOf(words: string): Target {
  const { kind, name } = targetAmong(words, KINDS);
  return kind === undefined ? { name } : { kind: kind.kind, name };
}
