import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycle } from 'kubernetes-models/v1/Lifecycle';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { IceoryxDeploymentSpec } from '../api/iceoryx-deployment.generated.ts';
import { formatBinary } from '../api/quantity.ts';
import { podSecurityContext } from './identity.ts';
import { linkContainer } from './link-container.ts';
import {
  CONFIG_ANNOTATION,
  CONFIG_FILE,
  CONFIG_VOLUME,
  DEPLOYMENT_LABEL,
  GROUP_ANNOTATION,
  PASSWD_ANNOTATION,
  SHM_VOLUME,
  TMP_VOLUME,
} from './names.ts';
import type { PodPlan } from './plan.ts';
import { roudiContainer } from './roudi-container.ts';
import { awaitAppsGone } from './scripts/scripts.generated.ts';
import { nameMounts, SHARED_MOUNTS } from './sidecar.ts';

/** What the cluster can do, as far as a pod's shape depends on it. */
export interface Capabilities {
  /** Every node the pod may land on honours the rule `RestartAllContainers` (KEP-5532, beta in 1.36). */
  readonly restartAllContainers: boolean;
}

/** Apps have mapped nothing any more by then, if they stop when asked; the API refuses a sleep beyond the grace period. */
const SLEEP_SECONDS = 2;
/** Of await-apps-gone.sh. */
const LOOKS_PER_SECOND = 5;

/**
 * The user's pod template with RouDi, link, the shared volumes and the hooks in it. A pure function: whoever
 * calls it, the same input gives the same template. Everything the pod needs travels inside it; there is no
 * ConfigMap to make, version or forget.
 *
 * @param name of the IceoryxDeployment.
 */
export function inject(
  name: string,
  spec: IceoryxDeploymentSpec,
  plan: PodPlan,
  capabilities: Capabilities,
): IPodTemplateSpec {
  const { metadata, spec: pod } = spec.template;
  const { containers, initContainers = [], volumes = [] } = pod;
  const isApp = (container: IContainer): boolean => plan.apps.has(container.name);
  const ask = asksApps(spec, [...containers, ...initContainers].filter(isApp));
  const securityContext = podSecurityContext(pod.securityContext, plan.identity.names);
  const renew = capabilities.restartAllContainers && spec.recovery?.mode !== 'None';
  const withIceoryx = (container: IContainer): IContainer => (isApp(container) ? app(container, plan, ask) : container);
  return {
    ...spec.template,
    metadata: {
      ...metadata,
      labels: { ...metadata?.labels, [DEPLOYMENT_LABEL]: name },
      annotations: { ...metadata?.annotations, ...files(plan) },
    },
    spec: {
      ...pod,
      shareProcessNamespace: true,
      ...(securityContext === undefined ? {} : { securityContext }),
      terminationGracePeriodSeconds: plan.termination.gracePeriodSeconds,
      initContainers: [
        roudiContainer(spec.roudi, plan),
        linkContainer(spec.roudi, plan, { renew, ask }),
        ...initContainers.map(withIceoryx),
      ],
      containers: containers.map(withIceoryx),
      volumes: [...volumes, ...sharedVolumes(plan)],
    },
  };
}

/** A preStop hook of the user's means that its app is not to be disturbed before the hook has run. */
function asksApps({ termination }: IceoryxDeploymentSpec, apps: readonly IContainer[]): boolean {
  switch (termination?.signalApps ?? 'Auto') {
    case 'Always':
      return true;
    case 'Never':
      return false;
    case 'Auto':
      return apps.every(({ lifecycle }) => lifecycle?.preStop === undefined);
  }
}

function app(container: IContainer, plan: PodPlan, ask: boolean): IContainer {
  const preStop =
    container.lifecycle?.preStop ??
    (ask && plan.termination.gracePeriodSeconds > 0 ? appHook(container, plan) : undefined);
  return {
    ...container,
    volumeMounts: [...(container.volumeMounts ?? []), ...SHARED_MOUNTS, ...namesFor(container, plan)],
    ...(preStop === undefined ? {} : { lifecycle: { ...container.lifecycle, preStop } }),
  };
}

/**
 * Keeps the kubelet from stopping the container's main process before link has asked the apps and they have left: a
 * shell would end at once and the runtime would kill its child. Where the main process is a shell the image has one to
 * wait with; elsewhere the kubelet itself sleeps, which every image can.
 */
function appHook({ command }: IContainer, { termination }: PodPlan): NonNullable<ILifecycle['preStop']> {
  const [program = ''] = command ?? [];
  return /(?:^|\/)(?:sh|ash|bash|dash|ksh|zsh)$/.test(program)
    ? {
        exec: {
          command: [
            program,
            '-c',
            awaitAppsGone,
            'await-apps-gone',
            String(termination.killAfterSeconds * LOOKS_PER_SECOND),
          ],
        },
      }
    : { sleep: { seconds: Math.min(SLEEP_SECONDS, termination.gracePeriodSeconds) } };
}

/** Where the user mounts a file of their own, it stays. */
function namesFor({ volumeMounts = [] }: IContainer, plan: PodPlan): IVolumeMount[] {
  return nameMounts(plan).filter(({ mountPath }) => !volumeMounts.some((mount) => mount.mountPath === mountPath));
}

/** Files that the pod brings along, by annotation. */
function files({ memory, identity: { names } }: PodPlan): Record<string, string> {
  return {
    [CONFIG_ANNOTATION]: memory.toml,
    ...(names === undefined ? {} : { [PASSWD_ANNOTATION]: names.passwd, [GROUP_ANNOTATION]: names.group }),
  };
}

const FILE_NAMES: Readonly<Record<string, string>> = {
  [CONFIG_ANNOTATION]: CONFIG_FILE,
  [PASSWD_ANNOTATION]: 'passwd',
  [GROUP_ANNOTATION]: 'group',
};

function sharedVolumes(plan: PodPlan): IVolume[] {
  const items = Object.keys(files(plan)).map((annotation) => ({
    path: FILE_NAMES[annotation] ?? annotation,
    fieldRef: { fieldPath: `metadata.annotations['${annotation}']` },
  }));
  return [
    { name: SHM_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: formatBinary(plan.memory.volume.bytes) } },
    { name: TMP_VOLUME, emptyDir: {} },
    { name: CONFIG_VOLUME, downwardAPI: { items } },
  ];
}
