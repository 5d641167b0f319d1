import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { fileVolumes, namesAnnotations } from './annotations.ts';
import type { AgentImage } from './agent-image.ts';
import { agentContainer, option } from './containers/agent.ts';
import { roudiContainer } from './containers/roudi.ts';
import { locksOption, socketOption } from './containers/runtime-options.ts';
import { AGENT_VOLUMES, COPY_TARGET } from './delivery.ts';
import type { DomainPlan } from './domain-plan.ts';
import type { Step } from './grace.ts';
import { agentSecurityContext } from './identity/agent-user.ts';
import { DOMAIN_MOUNTS, NO_TOKEN_MOUNT, STATE_MOUNT } from './mounts.ts';
import {
  AGENT_DIRECTORY,
  CONFIG_ANNOTATION,
  DIRECTORIES_CONTAINER,
  DOMAIN_LABEL,
  DOMAIN_VOLUME,
  NODE_VOLUME,
} from './names.ts';
import { startSteps } from './start.ts';

/** Mount path of a directory of the node in the init container (agent/commands.go, `directories`). */
const NODE_DIRECTORY = '/node';
/** Resources of the agent with its probes, and of the init container. */
const SMALL = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } };
/** RouDi waits for the apps of its predecessor, which their agents end within seconds (`roudi --members-within`). */
const STALE_APPS = { seconds: 30, why: 'apps of the RouDi before leave' };
/** Options of the agent for the scope of RouDi. */
const SCOPE = ['--scope=domain'];

/**
 * Template for the pods of a domain's RouDi, one on each node. An init container prepares the directories. RouDi
 * follows as a native sidecar. The agent beside it holds the FIFO that the agents of the apps' pods follow. The kubelet
 * stops the agent first, which releases the FIFO, and RouDi's preStop hook waits until all apps have left. So the order
 * is safe whatever ends the pod, and whether or not an operator is running.
 *
 * @param directory directory of the domain on the node
 * @param renew whether all containers are restarted in place when RouDi is gone
 */
export function domainPodTemplate(
  { metadata, spec }: IceoryxDomain,
  plan: DomainPlan,
  directory: string,
  renew: boolean,
  agent: AgentImage,
): IPodTemplateSpec {
  const annotations = { [CONFIG_ANNOTATION]: plan.memory.toml, ...namesAnnotations(plan.identity.names) };
  const volumes: IVolume[] = [
    // The kubelet neither makes nor checks it: it follows links. The init container does, before anything mounts it.
    { name: DOMAIN_VOLUME, hostPath: { path: directory, type: '' } },
    { name: NODE_VOLUME, hostPath: { path: placeOf(directory).node, type: 'Directory' } },
    ...AGENT_VOLUMES,
    ...fileVolumes(annotations),
  ];
  return {
    metadata: { labels: { [DOMAIN_LABEL]: metadata.name }, annotations },
    spec: {
      nodeSelector: { 'kubernetes.io/os': 'linux', ...spec.nodeSelector },
      // A NoExecute taint that is added to a node later must not evict RouDi while its apps stay.
      tolerations: [...plan.domain.tolerations, { operator: 'Exists', effect: 'NoExecute' }],
      ...(spec.priorityClassName === undefined ? {} : { priorityClassName: spec.priorityClassName }),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      // The agent sees whether RouDi goes on, and ends one that hangs.
      shareProcessNamespace: true,
      terminationGracePeriodSeconds: plan.gracePeriodSeconds,
      initContainers: [directoriesContainer(plan, directory, agent), roudiOf(plan)],
      containers: [
        agentContainer({
          agent,
          user: plan.identity.agent,
          isSidecar: false,
          renew,
          args: ['domain', ...(renew ? ['--renew'] : []), ...socketOption(plan.release), ...locksOption(plan.release)],
          resources: SMALL,
          mounts: [...DOMAIN_MOUNTS, STATE_MOUNT, NO_TOKEN_MOUNT],
        }),
      ],
      volumes,
    },
  };
}

/** Where a domain's directory `ROOT/NAMESPACE/NAME` is: the directory of the node that ROOT is in, and the path from there. */
function placeOf(directory: string): { readonly node: string; readonly below: string } {
  const steps = directory.split('/');
  return { node: steps.slice(0, -3).join('/') || '/', below: steps.slice(-3).join('/') };
}

/** Runs as root, so that the directories belong to root. Its work needs no capability. */
function directoriesContainer({ identity, release }: DomainPlan, directory: string, agent: AgentImage): IContainer {
  const { uid = 0, gid = 0 } = identity.names ?? {};
  return {
    name: DIRECTORIES_CONTAINER,
    ...agent,
    args: [
      'directories',
      `--below=${placeOf(directory).below}`,
      ...option('user', uid, 0),
      `--group=${gid}`,
      ...socketOption(release),
      ...locksOption(release),
      `--install=${AGENT_DIRECTORY}`,
    ],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: agentSecurityContext({ uid: 0, gid, signalsOthers: false }),
    resources: SMALL,
    volumeMounts: [{ name: NODE_VOLUME, mountPath: NODE_DIRECTORY }, COPY_TARGET, NO_TOKEN_MOUNT],
  };
}

/** How long RouDi of a domain may take to start. */
export function domainStartSteps({ memory, resources }: Pick<DomainPlan, 'memory' | 'resources'>): Step[] {
  return [...startSteps(memory.segmentBytes, resources), STALE_APPS];
}

function roudiOf(plan: DomainPlan): IContainer {
  const { identity, resources, killDelaySeconds, settleAtMostSeconds } = plan;
  return roudiContainer(plan, {
    identity,
    capabilities: [],
    resources,
    killDelaySeconds,
    settleAtMostSeconds,
    start: domainStartSteps(plan),
    scope: SCOPE,
    entry: option('members-within', STALE_APPS.seconds, 30),
    mounts: DOMAIN_MOUNTS,
  });
}
