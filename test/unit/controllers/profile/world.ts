import type { ExecutionContext } from 'ava';
import type { IceoryxProfile as StoredProfile } from '../../../../src/api/iceoryx-profile.ts';
import { ClusterCaches, type ClusterScope } from '../../../../src/controllers/cluster-caches.ts';
import { profileController } from '../../../../src/controllers/profile/controller.ts';
import { ReplacementRate } from '../../../../src/controllers/pods/recovery/replacement-rate.ts';
import { ICEORYX_PROFILES } from '../../../../src/controllers/resources.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { PODS } from '../../../../src/kube/resource.ts';
import { markFor } from '../../../../src/pod/mark.ts';
import { Controller } from '../../../../src/runtime/controller.ts';
import { until } from '../../../../lab/host/until.ts';
import { testLog } from '../../test-log.ts';
import { StubCluster } from '../stub-cluster.ts';

const AGENT = { image: 'example.com/iceoryx-agent:1' };
export const KEY = 'default/camera';

export function iceoryxProfile(spec: Partial<StoredProfile['spec']> = {}): StoredProfile {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxProfile',
    metadata: { name: 'camera', namespace: 'default', uid: 'uid-camera', generation: 1 },
    spec: { roudi: { image: 'example.com/roudi:2.0.6' }, ...spec },
  };
}

/** The mark of pods that are made from a profile today. */
export function markOfToday(profile: StoredProfile, restartAllContainers = false): string {
  return markFor({ profile, agent: AGENT, restartAllContainers });
}

export interface PodOf {
  /** Kind and name of its controller, `KIND/NAME`. */
  readonly owner?: string;
  readonly mark?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly status?: object;
}

/** A pod that asks for the profile `camera`, with RouDi if it has a mark. */
export function asking(name: string, { owner, mark, labels = {}, status = {} }: PodOf = {}): KubeObject {
  const [kind = '', of = ''] = owner?.split('/') ?? [];
  const ownerReferences = [{ apiVersion: 'apps/v1', kind, name: of, uid: `uid-${of}`, controller: true }];
  return {
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { 'iceoryx.io/profile': 'camera', ...labels },
      ...(mark === undefined ? {} : { annotations: { 'iceoryx.io/injected': mark } }),
      ...(owner === undefined ? {} : { ownerReferences }),
    },
    spec: {
      containers: [{ name: 'app', volumeMounts: [{ name: 'iceoryx-shm', mountPath: '/dev/shm' }] }],
      ...(mark === undefined ? {} : { initContainers: [{ name: 'iceoryx-agent' }, { name: 'iceoryx-roudi' }] }),
    },
    status: { phase: 'Running', ...status },
  };
}

/** The profile `camera` and the controller that reconciles it. */
export class ProfileWorld extends StubCluster {
  readonly events: string[] = [];

  /** Runs a controller until the test is over, or until the function returned is called. */
  run(t: ExecutionContext, operator?: string, scope: ClusterScope = {}): () => void {
    const end = new AbortController();
    t.teardown(() => end.abort());
    const { client } = this;
    const log = testLog();
    const caches = new ClusterCaches(client, log, scope);
    const { controller } = profileController({
      client,
      log,
      caches,
      operator,
      events: { record: (_, { type, reason }) => this.events.push(`${type} ${reason}`) },
      agent: AGENT,
      rate: new ReplacementRate(100),
      newController: (options) => new Controller(options),
    });
    const { reflectors } = caches;
    void Promise.all(reflectors.map(async (reflector) => reflector.run(end.signal)));
    void Promise.all(reflectors.map(async ({ synced }) => synced)).then(async () => controller.run(end.signal));
    return () => end.abort();
  }

  profile(spec: Partial<StoredProfile['spec']> = {}): StoredProfile {
    return this.put(ICEORYX_PROFILES, iceoryxProfile(spec));
  }

  pod(name: string, pod: PodOf = {}): KubeObject {
    return this.put(PODS, asking(name, pod));
  }

  get status(): NonNullable<StoredProfile['status']> {
    return (this.find(ICEORYX_PROFILES, KEY) as StoredProfile | undefined)?.status ?? {};
  }

  /** Waits for a condition of the profile and returns its message. */
  async says(type: string, status: string, reason: string): Promise<string> {
    return until(
      `${type}=${status} ${reason}`,
      () => {
        const found = this.status.conditions?.find((each) => each.type === type);
        return found?.status === status && found.reason === reason && found.message;
      },
      { timeoutSeconds: 20, seen: () => JSON.stringify(this.status) },
    );
  }
}
