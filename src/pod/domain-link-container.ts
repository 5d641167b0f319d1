import type { IContainer } from 'kubernetes-models/v1/Container';
import { RENEW_POD } from './link-container.ts';
import { sharedMounts } from './mounts.ts';
import { LINK_CONTAINER, STATE_DIRECTORY, STATE_VOLUME } from './names.ts';
import type { PodPlan } from './pod-plan.ts';
import type { RoudiWithImage } from './request.ts';
import { domainLeave, domainLink, domainLinkReady, domainLinkStarted } from './scripts/scripts.generated.ts';
import { PROBE_TIMEOUT_SECONDS, shell, sidecar } from './sidecar.ts';

/** As root beside apps of other users: it asks them to stop. */
const CAPABILITIES = ['KILL'];
/** Of a startup probe: RouDi may be away for as long as it likes, and the pod only waits. */
const FOR_EVER = 2 ** 31 - 1;

/**
 * The sidecar that binds a pod to one incarnation of its node's RouDi. Apps start after it, so they wait for RouDi
 * without knowing.
 *
 * @param renew whether all containers are restarted in place when RouDi is gone.
 */
export function domainLinkContainer(roudi: RoudiWithImage, plan: PodPlan, renew: boolean): IContainer {
  const seconds = String(plan.termination.killAfterSeconds);
  return {
    name: LINK_CONTAINER,
    ...sidecar(roudi, plan, CAPABILITIES),
    ...(renew ? { restartPolicyRules: [RENEW_POD] } : {}),
    command: shell(domainLink, LINK_CONTAINER, seconds),
    resources: plan.resources.link,
    startupProbe: {
      exec: { command: shell(domainLinkStarted, 'link-started') },
      periodSeconds: 1,
      timeoutSeconds: PROBE_TIMEOUT_SECONDS,
      failureThreshold: FOR_EVER,
    },
    readinessProbe: {
      exec: { command: shell(domainLinkReady, 'link-ready') },
      periodSeconds: 5,
      timeoutSeconds: PROBE_TIMEOUT_SECONDS,
      failureThreshold: 1,
    },
    lifecycle: {
      preStop: { exec: { command: shell(domainLeave, 'leave', seconds, plan.linkAsks ? 'ask' : 'wait') } },
    },
    volumeMounts: [...sharedMounts(plan.mounts), { name: STATE_VOLUME, mountPath: STATE_DIRECTORY }],
  };
}
