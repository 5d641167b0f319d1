import { check, type Finding, ok, skipped, verdict } from '../model.ts';
import { conditionOf, isFit, nameOf, NO_NODE, platformOf } from '../on-nodes.ts';

const category = 'kubernetes';

const nodesReady = check({
  id: 'nodes-ready',
  category,
  description: 'all nodes are ready',
  severity: 'Warning',
  needs: ['nodes'],
  judge: ({ nodes }) => {
    if (nodes.length === 0) {
      return verdict([{ message: NO_NODE, remedy: 'add a node with Linux on amd64 or arm64' }], '');
    }
    return verdict(
      nodes.flatMap((node): Finding[] => {
        const ready = conditionOf(node, 'Ready');
        return ready?.status === 'True'
          ? []
          : [
              {
                object: nameOf(node),
                message: `it is not ready: ${ready?.message ?? 'its kubelet has never reported'}`,
                remedy: 'look at the kubelet of the node; pods and RouDis on it are not looked after meanwhile',
              },
            ];
      }),
      `${nodes.length} of ${nodes.length}`,
    );
  },
});

const nodesPlatform = check({
  id: 'nodes-platform',
  category,
  description: 'nodes run Linux on amd64 or arm64',
  severity: 'Error',
  needs: ['nodes'],
  judge: ({ nodes }) => {
    if (nodes.length === 0) {
      return skipped(NO_NODE);
    }
    const unfit = nodes.filter((node) => !isFit(node));
    if (unfit.length === 0) {
      return ok([...new Set(nodes.map(platformOf))].join(', '));
    }
    const isAny = unfit.length < nodes.length;
    return verdict(
      unfit.map((node) => ({
        severity: isAny ? 'Info' : 'Error',
        object: nameOf(node),
        message: `it is ${platformOf(node)}, for which there is no image of the operator and the agent`,
        remedy: isAny
          ? 'keep pods that use iceoryx off it, by a nodeSelector for kubernetes.io/os and kubernetes.io/arch'
          : 'add a node with Linux on amd64 or arm64',
      })),
      '',
    );
  },
});

const pressure = check({
  id: 'nodes-pressure',
  category,
  description: 'no node lacks memory, disk or process ids',
  severity: 'Warning',
  needs: ['nodes'],
  judge: ({ nodes }) =>
    nodes.length === 0
      ? skipped(NO_NODE)
      : verdict(
          nodes.flatMap((node) =>
            ['MemoryPressure', 'DiskPressure', 'PIDPressure'].flatMap((type): Finding[] => {
              const found = conditionOf(node, type);
              return found?.status !== 'True'
                ? []
                : [
                    {
                      object: nameOf(node),
                      message: `${type}: ${found.message ?? found.reason ?? 'its kubelet does not say more'}. It evicts pods and takes no new ones`,
                      remedy:
                        type === 'MemoryPressure'
                          ? 'free memory: shared memory counts even if no process uses it, so sweep the node, and compare requests of pods with what they take'
                          : 'free what the message names, or move pods elsewhere',
                    },
                  ];
            }),
          ),
          `none of ${nodes.length}`,
        ),
});

export const NODES = [nodesReady, nodesPlatform, pressure];
