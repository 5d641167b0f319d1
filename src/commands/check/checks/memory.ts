import { formatSize, isQuantity, parseQuantity } from '../../../api/quantity.ts';
import { mayLandOn, type PodPlacement } from '../../../controllers/nodes/eligible-nodes.ts';
import type { IceoryxDomain, Node } from '../../../controllers/resources.ts';
import { firstNames } from '../../../text.ts';
import type { Facts } from '../facts.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { NO_NODE } from '../on-nodes.ts';
import { NO_OBJECT } from '../our-objects.ts';
import { counted } from '../words.ts';

const category = 'memory';
/** Part of a node that domains may take together before pods of apps lack memory. */
const MUCH = 0.8;

const fits = check({
  id: 'memory-fits-nodes',
  category,
  description: 'the shared memory of each object fits the nodes it may use',
  severity: 'Error',
  needs: ['nodes', 'deployments', 'profiles', 'domains'],
  judge: ({ nodes, ...objects }) => {
    const all = usersOf(objects);
    if (all.length === 0 || nodes.length === 0) {
      return skipped(all.length === 0 ? NO_OBJECT : NO_NODE);
    }
    return verdict(
      all.flatMap(({ object, placement, bytes }): Finding[] => {
        const eligible = nodes.filter((node) => mayLandOn(placement, node));
        const small = eligible.filter((node) => (allocatable(node) ?? bytes) < bytes);
        if (eligible.length === 0) {
          const message = 'no node fits its nodeSelector, affinity and tolerations';
          return [{ severity: 'Warning', object, message, remedy: 'correct these, or label a node' }];
        }
        if (small.length === 0) {
          return [];
        }
        const isNowhere = small.length === eligible.length;
        const most = largest(eligible);
        return [
          {
            severity: isNowhere ? 'Error' : 'Warning',
            object,
            message: `RouDi takes ${formatSize(bytes)} for its segments, more than ${isNowhere ? `any of ${eligible.length} nodes for it has (${formatSize(most)} at most)` : `${firstNames(small.map(({ metadata }) => metadata.name))} can give`}`,
            remedy: isNowhere
              ? 'make the pools of spec.roudi.segments smaller, or add a larger node; kubectl iceoryx size computes pools'
              : 'keep it off these nodes by nodeSelector, or make its pools smaller',
          },
        ];
      }),
      `${counted(all.length, 'object')}, ${counted(nodes.length, 'node')}`,
    );
  },
});

const together = check({
  id: 'memory-of-domains',
  category,
  description: 'all domains of a node fit it together',
  severity: 'Error',
  needs: ['nodes', 'domains'],
  judge: ({ nodes, domains }) =>
    domains.length < 2
      ? skipped('there are no two domains')
      : verdict(
          nodes.flatMap((node): Finding[] => {
            const here = domains.filter((domain) => mayLandOn(placementOf(domain), node));
            const bytes = here.reduce((sum, { status }) => sum + BigInt(status?.memoryBytes ?? 0), 0n);
            const room = allocatable(node);
            if (room === undefined || here.length < 2 || Number(bytes) <= Number(room) * MUCH) {
              return [];
            }
            const names = firstNames(here.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
            return [
              {
                severity: bytes > room ? 'Error' : 'Warning',
                object: `Node ${node.metadata.name}`,
                message: `the RouDis of ${here.length} domains take ${formatSize(bytes)} of its ${formatSize(room)}: ${names}`,
                remedy: 'spread domains over nodes by spec.nodeSelector, or make their pools smaller',
              },
            ];
          }),
          `${counted(domains.length, 'domain')}, ${counted(nodes.length, 'node')}`,
        ),
});

export const MEMORY = [fits, together];

interface User {
  readonly object: string;
  readonly placement: PodPlacement;
  readonly bytes: bigint;
}

/** Objects that have a RouDi of their own, with what it takes as the operator has computed it. */
function usersOf({ deployments, profiles, domains }: Pick<Facts, 'deployments' | 'domains' | 'profiles'>): User[] {
  return [
    ...deployments
      .filter(({ spec }) => spec.domain === undefined)
      .map((one) =>
        user('IceoryxDeployment', one, one.spec.template.spec as PodPlacement, one.status?.roudi?.memoryBytes),
      ),
    // Where pods of a profile go is for their workloads to say.
    ...profiles
      .filter(({ spec }) => spec.domain === undefined)
      .map((one) => user('IceoryxProfile', one, {}, one.status?.roudi?.memoryBytes)),
    ...domains.map((one) => user('IceoryxDomain', one, placementOf(one), one.status?.memoryBytes)),
  ].filter(({ bytes }) => bytes > 0n);
}

function user(
  kind: string,
  { metadata }: { metadata: { name: string; namespace?: string } },
  placement: PodPlacement,
  bytes = 0,
): User {
  return { object: `${kind} ${metadata.namespace}/${metadata.name}`, placement, bytes: BigInt(bytes) };
}

/** As in the pods of a domain's RouDi. */
function placementOf({ spec }: IceoryxDomain): PodPlacement {
  return {
    nodeSelector: spec.nodeSelector ?? {},
    tolerations: [
      ...((spec.tolerations ?? []) as NonNullable<PodPlacement['tolerations']>),
      { operator: 'Exists', effect: 'NoExecute' },
    ],
  };
}

function allocatable({ status }: Node): bigint | undefined {
  const memory = status?.allocatable?.['memory'];
  return memory !== undefined && isQuantity(memory) ? parseQuantity(memory) : undefined;
}

function largest(nodes: readonly Node[]): bigint {
  return nodes.reduce((most, node) => {
    const bytes = allocatable(node) ?? 0n;
    return bytes > most ? bytes : most;
  }, 0n);
}
