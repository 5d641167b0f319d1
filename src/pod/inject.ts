import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { AgentImage } from './agent-image.ts';
import { appHook } from './app-hook.ts';
import { withSharedMemory } from './cyclonedds.ts';
import { COPY_MOUNT } from './delivery.ts';
import { podSecurityContext } from './identity/identity.ts';
import { missingMounts } from './mounts.ts';
import { placed } from './placement.ts';
import type { PodPlan } from './pod-plan.ts';

/** Capabilities of the cluster that the shape of a pod depends on. */
export interface Capabilities {
  /** Whether every node the pod may land on honours the rule `RestartAllContainers` (KEP-5532, beta in 1.36). */
  readonly restartAllContainers: boolean;
  /** Reason for the value, as text for the status. The operator always sets it if the value is false. */
  readonly because?: string;
}

/**
 * Adds RouDi, the agent, the shared volumes and the hooks to the user's pod template. This is a pure function: the same
 * input gives the same template, byte for byte. The template contains everything the pod needs, so there is no
 * ConfigMap to create, version or garbage-collect.
 *
 * Fields that injection sets come last in their objects, in a fixed order. The user's lists keep their order.
 */
export function inject(plan: PodPlan, capabilities: Capabilities, agent: AgentImage): IPodTemplateSpec {
  const { owner, recovery } = plan.request;
  const { metadata, spec: pod, ...template } = plan.request.template;
  const { labels, annotations, ...otherMetadata } = metadata ?? {};
  const { shareProcessNamespace: _, terminationGracePeriodSeconds: __, resources: ___, ...rest } = pod;
  const { initContainers = [], containers, volumes = [], securityContext: given, ...others } = rest;
  const securityContext = podSecurityContext(given, plan.identity.names);
  const renew = capabilities.restartAllContainers && (recovery?.mode ?? 'InPlace') === 'InPlace';
  return {
    ...template,
    metadata: {
      ...otherMetadata,
      labels: { ...labels, ...owner.labels },
      ...(annotations === undefined && Object.keys(plan.annotations).length === 0
        ? {}
        : { annotations: { ...annotations, ...plan.annotations } }),
    },
    spec: {
      ...(plan.placement === undefined ? others : placed(others, plan.placement)),
      shareProcessNamespace: true,
      ...(securityContext === undefined ? {} : { securityContext }),
      terminationGracePeriodSeconds: plan.termination.gracePeriodSeconds,
      ...(plan.resources.pod === undefined ? {} : { resources: plan.resources.pod }),
      initContainers: [
        ...plan.sidecars(renew, agent),
        ...initContainers.map((container) => injected(container, plan, container.restartPolicy === 'Always')),
      ],
      containers: containers.map((container) => injected(container, plan, true)),
      volumes: [...volumes, ...plan.volumes],
    },
  };
}

/** @param mayHook false for an init container that is not a sidecar, which must not have hooks */
function injected(container: IContainer, plan: PodPlan, mayHook: boolean): IContainer {
  if (!plan.apps.has(container.name)) {
    return container;
  }
  const preStop =
    mayHook && plan.request.termination?.signalApps !== 'Never' ? appHook(container, plan.termination) : undefined;
  const isSharing = plan.request.cycloneDDS !== undefined;
  const mounts = preStop === undefined && !isSharing ? plan.appMounts : [...plan.appMounts, COPY_MOUNT];
  const { volumeMounts = [], ...others } = container;
  const app = {
    ...others,
    // A restart of all containers removes their logs; the last lines of an app that failed stay.
    terminationMessagePolicy: container.terminationMessagePolicy ?? 'FallbackToLogsOnError',
    ...(isSharing ? { env: withSharedMemory(container) } : {}),
    volumeMounts: [...volumeMounts, ...missingMounts(container, mounts)],
  };
  if (preStop === undefined) {
    return app;
  }
  const { lifecycle, ...withoutHooks } = app;
  return { ...withoutHooks, lifecycle: { ...lifecycle, preStop } };
}
