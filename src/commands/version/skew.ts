import { UPGRADE } from '../check/checks/api.ts';
import { LEAST } from '../check/checks/server.ts';
import { isOlder, numbersOf } from '../check/version-numbers.ts';
import type { ClientVersion, ClusterVersions, OperatorVersion } from './versions.ts';

/** Versions that do not go together. */
export interface Skew {
  readonly what: string;
  readonly remedy: string;
}

/** Which versions do not go together, and what to do. Pure. */
export function skewIn(client: ClientVersion, cluster: ClusterVersions): Skew[] {
  const { operators = [] } = cluster;
  return [
    ...serverSkew(cluster),
    ...operators.flatMap((operator) => operatorSkew(client, operator)),
    ...between(operators),
    ...definitionSkew(cluster),
    ...agentSkew(cluster),
    ...(cluster.operators?.length === 0
      ? [
          {
            what: 'no operator runs: what runs of iceoryx goes on, and nothing looks after it',
            remedy:
              'install it: helm install iceoryx-operator helm/iceoryx-operator --namespace iceoryx-system --create-namespace',
          },
        ]
      : []),
  ];
}

function serverSkew({ server }: ClusterVersions): Skew[] {
  const numbers = numbersOf(server);
  return numbers !== undefined && isOlder(numbers, LEAST)
    ? [
        {
          what: `Kubernetes ${server} is older than ${LEAST.join('.')}, which the operator needs`,
          remedy: `upgrade the cluster to Kubernetes ${LEAST.join('.')} or newer`,
        },
      ]
    : [];
}

function operatorSkew(client: ClientVersion, operator: OperatorVersion): Skew[] {
  const { namespace, name, version, ready, replicas } = operator;
  const called = `operator ${namespace}/${name}`;
  const ours = numbersOf(client.version) ?? [];
  const theirs = numbersOf(version);
  const difference =
    version === undefined || version === client.version
      ? []
      : [
          {
            what: `this program is ${client.version}, ${theirs !== undefined && isOlder(ours, theirs) ? 'older' : 'newer'} than ${called}, ${version}: what render, inject and explain say may differ from what it does`,
            remedy: `use this program in version ${version}; the operator's image has it`,
          },
        ];
  const unready =
    ready >= replicas && replicas > 0
      ? []
      : [
          {
            what: `${ready} of ${replicas} replicas of ${called} are ready`,
            remedy: `kubectl -n ${namespace} describe deployment ${name}, and kubectl iceoryx check`,
          },
        ];
  return [...difference, ...unready];
}

function between(operators: readonly OperatorVersion[]): Skew[] {
  const versions = [...new Set(operators.map(({ version }) => version ?? 'unknown'))];
  return versions.length < 2
    ? []
    : [
        {
          what: `there are operators of different versions, ${versions.toSorted().join(', ')}, and they share the definitions`,
          remedy: 'upgrade the definitions to the newest of them first, then the operators',
        },
      ];
}

function definitionSkew({ operators = [], definitions = [] }: ClusterVersions): Skew[] {
  const [newest] = operators
    .flatMap(({ version }) => version ?? [])
    .toSorted((a, b) => (isOlder(numbersOf(a) ?? [], numbersOf(b) ?? []) ? 1 : -1));
  const wanted = numbersOf(newest);
  const older = definitions.filter(({ version }) => {
    const numbers = numbersOf(version);
    return wanted !== undefined && numbers !== undefined && isOlder(numbers, wanted);
  });
  const [first] = older;
  return first === undefined
    ? []
    : [
        {
          what: `${older.length} of ${definitions.length} definitions are of ${first.version}, older than the operator, ${newest}: the API server drops fields that they do not have`,
          remedy: UPGRADE,
        },
      ];
}

/** Agents other than those that new pods get. That is no fault: an operator keeps pods as they are. */
function agentSkew({ operators = [], agents = [] }: ClusterVersions): Skew[] {
  const given = new Set(operators.flatMap(({ agentImage }) => agentImage ?? []));
  const earlier = given.size === 0 ? [] : agents.filter(({ image }) => !given.has(image));
  const pods = earlier.reduce((sum, one) => sum + one.pods, 0);
  return pods === 0
    ? []
    : [
        {
          what: `${pods} ${pods === 1 ? 'pod has' : 'pods have'} another agent than the operator gives new pods (${earlier.map(({ image }) => image).join(', ')}); both work together`,
          remedy:
            'pods of an IceoryxDeployment get it with its next change, or at once with spec.rollout: Automatic; those of a profile with kubectl iceoryx restart ioxprofile/NAME',
        },
      ];
}
