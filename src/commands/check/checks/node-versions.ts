import { RESTART_ALL_CONTAINERS } from '../../../controllers/nodes/capabilities.ts';
import type { Node } from '../../../controllers/resources.ts';
import { firstNames } from '../../../text.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { isFit, nameOf, NO_NODE } from '../on-nodes.ts';
import { isOlder, numbersOf } from '../version-numbers.ts';
import { LEAST } from './server.ts';

const category = 'kubernetes';

/** The first in which all containers of a pod are restarted in place by default. */
const IN_PLACE = [1, 36];
/** Minor versions that a kubelet may be behind its API server (kubernetes.io/releases/version-skew-policy). */
const MOST_BEHIND = 3;

const kubeletVersion = check({
  id: 'nodes-kubelet-version',
  category,
  description: 'kubelets are of versions that go with the API server',
  severity: 'Error',
  needs: ['nodes', 'server'],
  judge: ({ nodes, server }) => {
    if (nodes.length === 0) {
      return skipped(NO_NODE);
    }
    const [major = 0, minor = 0] = numbersOf(server.version) ?? [];
    return verdict(
      nodes.flatMap((node): Finding[] => {
        const version = node.status?.nodeInfo?.kubeletVersion;
        const numbers = numbersOf(version)?.slice(0, 2);
        const object = nameOf(node);
        if (numbers === undefined) {
          return [];
        }
        if (isOlder(numbers, LEAST)) {
          const message = `its kubelet is ${version}; pods need ${LEAST.join('.')} or newer, for native sidecars`;
          return [{ object, message, remedy: 'upgrade the kubelet, or keep pods that use iceoryx off the node' }];
        }
        const isBehind = major > 0 && isOlder(numbers, [major, minor - MOST_BEHIND]);
        const isAhead = major > 0 && isOlder([major, minor], numbers);
        return isBehind || isAhead
          ? [
              {
                severity: 'Warning',
                object,
                message: `its kubelet is ${version} and the API server ${server.version}, which Kubernetes does not support together`,
                remedy: `use a kubelet of the API server's version, or up to ${MOST_BEHIND} minor versions older`,
              },
            ]
          : [];
      }),
      spread(nodes.map(({ status }) => status?.nodeInfo?.kubeletVersion)),
    );
  },
});

const restartInPlace = check({
  id: 'nodes-restart-in-place',
  category,
  description: 'nodes can restart all containers of a pod in place',
  severity: 'Info',
  needs: ['nodes', 'server'],
  judge: ({ nodes, server }) => {
    if (nodes.length === 0) {
      return skipped(NO_NODE);
    }
    const unable = nodes.filter((node) => isFit(node) && !declares(node));
    const numbers = numbersOf(server.version);
    const isOld = numbers !== undefined && isOlder(numbers, IN_PLACE);
    const names = firstNames(unable.map(({ metadata }) => metadata.name));
    return verdict(
      unable.length === 0
        ? []
        : [
            {
              severity: unable.length === nodes.length ? 'Info' : 'Warning',
              message: `${unable.length} of ${nodes.length} nodes do not declare ${RESTART_ALL_CONTAINERS}: ${names}. A pod that may land on one of them is replaced when its RouDi dies, instead of restarted in place, which takes longer`,
              remedy: isOld
                ? `nothing, or upgrade to Kubernetes ${IN_PLACE.join('.')} or newer`
                : `upgrade these kubelets to ${IN_PLACE.join('.')} or newer, and do not turn the feature gate off there`,
            },
          ],
      `all of ${nodes.length} declare ${RESTART_ALL_CONTAINERS}`,
    );
  },
});

/** Faults of container runtimes that pods with RouDi meet. */
const RUNTIME_FAULTS: readonly {
  readonly runtime: string;
  readonly mendedIn: readonly number[];
  readonly what: string;
}[] = [
  {
    runtime: 'containerd',
    mendedIn: [1, 7, 22],
    what: 'it loses track of a container that ends while something is executed in it, such as a probe (containerd#10589), so that a few deletions of pods take their whole grace period',
  },
];

const runtimes = check({
  id: 'nodes-runtime',
  category,
  description: 'container runtimes have no fault that is known to matter',
  severity: 'Warning',
  needs: ['nodes'],
  judge: ({ nodes }) => {
    if (nodes.length === 0) {
      return skipped(NO_NODE);
    }
    const byVersion = Map.groupBy(nodes, ({ status }) => status?.nodeInfo?.containerRuntimeVersion ?? '');
    return verdict(
      [...byVersion].flatMap(([full, these]) => {
        const [name, version] = full.split('://');
        const numbers = numbersOf(version);
        return RUNTIME_FAULTS.filter(
          ({ runtime, mendedIn }) => runtime === name && numbers !== undefined && isOlder(numbers, mendedIn),
        ).map(({ what, mendedIn }): Finding => ({
          object: these.length === 1 ? `Node ${firstNames(namesOf(these))}` : `Nodes ${firstNames(namesOf(these))}`,
          message: `${name} is ${version}: ${what}`,
          remedy: `upgrade ${name} to ${mendedIn.join('.')} or newer`,
        }));
      }),
      [...byVersion.keys()].map((full) => full.replace('://', ' ')).join(', '),
    );
  },
});

export const NODE_VERSIONS = [kubeletVersion, restartInPlace, runtimes];

function namesOf(nodes: readonly Node[]): string[] {
  return nodes.map(({ metadata }) => metadata.name);
}

function declares({ status }: Node): boolean {
  const { declaredFeatures = [] } = (status ?? {}) as { declaredFeatures?: readonly string[] };
  return declaredFeatures.includes(RESTART_ALL_CONTAINERS);
}

/** Each value once. */
function spread(values: readonly (string | undefined)[]): string {
  return [...new Set(values.map((value) => value ?? 'unknown'))].join(', ');
}
