import type { IceoryxProfile } from '../../src/api/iceoryx-profile.ts';
import type { specWith } from '../api/invalid-specs.ts';

/** An IceoryxDeployment as a profile and a template. */
export function divided(object: unknown): { profile: IceoryxProfile; template: unknown } {
  const { metadata, spec } = object as ReturnType<typeof specWith>;
  const { template, replicas: _, strategy: __, minReadySeconds: ___, progressDeadlineSeconds: ____, ...rest } = spec;
  const { paused: _____, rollout: ______, link: _______, revisionHistoryLimit: ________, ...policies } = rest;
  const profile = { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxProfile', metadata, spec: policies } as const;
  return { profile, template };
}
