import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { observedPod } from '../../../controllers/pods/observed-pod.ts';
import type { Pod } from '../../../controllers/resources.ts';
import { type KubeObject, objectKey, type Typed } from '../../../kube/object.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS } from '../../../kube/resource.ts';
import {
  AGENT_CONTAINER,
  DEPLOYMENT_LABEL,
  DIRECTORIES_CONTAINER,
  DOMAIN_LABEL,
  INJECT_LABEL,
  PROFILE_LABEL,
} from '../../../pod/names.ts';
import { LIMIT_RANGES, RESOURCE_QUOTAS } from '../../kit/resources.ts';
import type { LimitRange, OurPod, ResourceQuota, Scope, Template } from '../facts.ts';
import type { Reads } from './reads.ts';

export function limitRanges(reads: Reads, { namespace }: Scope): Promise<LimitRange[]> {
  return reads.list<LimitRange>(LIMIT_RANGES, { namespace });
}

export function quotas(reads: Reads, { namespace }: Scope): Promise<ResourceQuota[]> {
  return reads.list<ResourceQuota>(RESOURCE_QUOTAS, { namespace });
}

/** What IceoryxDeployments and IceoryxDomains make their pods from. */
export async function templates(reads: Reads, { namespace }: Scope): Promise<Template[]> {
  const [deployments, daemonSets] = await Promise.all([
    reads.list<Typed<IDeployment>>(DEPLOYMENTS, { namespace, labelSelector: DEPLOYMENT_LABEL }),
    reads.list<Typed<IDaemonSet>>(DAEMON_SETS, { namespace, labelSelector: DOMAIN_LABEL }),
  ]);
  return [
    ...deployments.flatMap((each) => templateOf(each, 'IceoryxDeployment')),
    ...daemonSets.flatMap((each) => templateOf(each, 'IceoryxDomain')),
  ];
}

/** Any user may set our labels: what counts is who owns it. */
function templateOf({ metadata, spec }: Typed<IDaemonSet | IDeployment>, kind: string): Template[] {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const pods = spec?.template.spec;
  const { namespace = '' } = metadata;
  return owner?.kind !== kind || pods === undefined
    ? []
    : [{ object: `${kind} ${namespace}/${owner.name}`, namespace, spec: pods }];
}

/** Labels of pods that have RouDi or the agent, or ask for them. */
const LABELS = [DEPLOYMENT_LABEL, PROFILE_LABEL, INJECT_LABEL, DOMAIN_LABEL];

/** Our pods. Of each only what is judged is kept: a cluster may have thousands. */
export async function pods(reads: Reads, { namespace }: Scope): Promise<OurPod[]> {
  const found = new Map<string, OurPod>();
  await Promise.all(
    LABELS.map(async (labelSelector) =>
      reads.each(PODS, { namespace, labelSelector }, (pod) => found.set(objectKey(pod), ourPod(pod as Pod))),
    ),
  );
  return [...found.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function ourPod(pod: Pod): OurPod {
  const { namespace = '', labels = {} } = pod.metadata;
  const agentImage = agentImageOf(pod.spec);
  const withAgent = withAgentOf(pod);
  return {
    key: objectKey(pod),
    namespace,
    observed: observedPod(pod),
    asks:
      labels[INJECT_LABEL] !== 'false' && (labels[PROFILE_LABEL] !== undefined || labels[INJECT_LABEL] !== undefined),
    ...(agentImage === undefined ? {} : { agentImage }),
    ...(withAgent === undefined ? {} : { withAgent }),
  };
}

function withAgentOf({ metadata, status }: Pod): KubeObject | undefined {
  const { name, namespace } = metadata;
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const agent = all.find((each) => each.name === AGENT_CONTAINER && each.state?.running !== undefined);
  return agent === undefined
    ? undefined
    : {
        metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
        spec: { containers: [{ name: AGENT_CONTAINER }] },
        status: { containerStatuses: [{ name: AGENT_CONTAINER, state: agent.state }] },
      };
}

/** The agent is a container of its own, or an init container where RouDi is one too. */
function agentImageOf({ initContainers = [], containers = [] }: Partial<IPodSpec> = {}): string | undefined {
  const all = [...initContainers, ...containers];
  return all.find(({ name }) => name === AGENT_CONTAINER || name === DIRECTORIES_CONTAINER)?.image;
}
