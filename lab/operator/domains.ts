import assert from 'node:assert/strict';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment, IceoryxDeploymentSpec } from '../../src/api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain, IceoryxDomainSpec } from '../../src/api/iceoryx-domain.generated.ts';
import type { ImageSet } from '../images/build.ts';
import type { Bench } from './node-cluster.ts';

type Images = ImageSet['images'];

/** User of RouDi and the apps. No image knows it. */
export const UID = 4242;

/** An IceoryxDomain with small mempools, whose apps all run as one user. */
export function domain(
  name: string,
  images: Images,
  { roudi, ...spec }: Partial<Omit<IceoryxDomainSpec, 'roudi'>> & { roudi?: Partial<IceoryxDomainSpec['roudi']> } = {},
): IceoryxDomain {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDomain',
    metadata: { name },
    spec: {
      identity: { users: [{ name: 'robot', uid: UID, group: 'robots', gid: UID }] },
      ...spec,
      roudi: {
        image: images.roudi.reference,
        segments: [{ mempools: [{ size: 1024, count: 1000 }] }],
        ...roudi,
      },
    },
  };
}

/**
 * IceoryxDeployment of a publisher or subscriber that uses a domain and complies with Pod Security `restricted`. The
 * subscriber is behind a shell that does not forward signals, as in many images.
 */
export function member(
  role: 'publisher' | 'subscriber',
  domainOf: { name: string; namespace: string },
  images: Images,
  spec: Partial<IceoryxDeploymentSpec> & { readonly args?: readonly string[]; readonly name?: string } = {},
): IceoryxDeployment {
  const { args = [], name = role, ...others } = spec;
  const direct = ['/usr/bin/counter', role, '--name', name, ...args];
  const command = role === 'subscriber' ? ['/bin/sh', '-c', `${direct.join(' ')}; true`] : direct;
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name },
    spec: {
      domain: domainOf,
      replicas: 2,
      template: {
        spec: {
          securityContext: { runAsUser: UID, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: role,
              image: images.counter.reference,
              command,
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
              },
            },
          ],
        },
      },
      ...others,
    },
  };
}

/** RouDi's pods of a domain by node, without those that have ended. */
export async function roudiPods(
  bench: Pick<Bench, 'json'>,
  namespace: string,
  name: string,
): Promise<Map<string, IPod>> {
  const { items } = await bench.json<{ items: IPod[] }>(
    'get',
    'pods',
    '--namespace',
    namespace,
    '-l',
    `iceoryx.io/domain=${name}`,
  );
  return byNode(items);
}

/** The pods of an IceoryxDeployment by node, without those that have ended. */
export async function memberPods(bench: Pick<Bench, 'json'>, name: string): Promise<Map<string, IPod>> {
  const { items } = await bench.json<{ items: IPod[] }>('get', 'pods', '-l', `iceoryx.io/deployment=${name}`);
  return byNode(items);
}

function byNode(pods: readonly IPod[]): Map<string, IPod> {
  const active = pods.filter(({ status }) => status?.phase !== 'Failed' && status?.phase !== 'Succeeded');
  return new Map(active.map((pod) => [pod.spec?.nodeName ?? '', pod]));
}

/** The pod on a node, by default on the first one. Fails if there is none. */
export function podOn(pods: ReadonlyMap<string, IPod>, node = 'node-1'): IPod {
  const pod = pods.get(node);
  assert(pod !== undefined, `there is a pod on ${node}`);
  return pod;
}
