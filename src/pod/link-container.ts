import type { IContainer } from 'kubernetes-models/v1/Container';
import { LINK_CONTAINER, ROUDI_GONE_EXIT_CODE, TMP_DIRECTORY } from './names.ts';
import { sharedMounts } from './mounts.ts';
import type { PodPlan } from './pod-plan.ts';
import type { RoudiWithImage } from './request.ts';
import { link, linkReady, terminateApps } from './scripts/scripts.generated.ts';
import { PROBE_TIMEOUT_SECONDS, shell, sidecar, socketPath } from './sidecar.ts';

/** KEP-5532, beta and on by default in Kubernetes 1.36: keeps the pod, its address and its volumes. */
export const RENEW_POD = {
  action: 'RestartAllContainers',
  exitCodes: { operator: 'In', values: [ROUDI_GONE_EXIT_CODE] },
};

/** As root beside apps of other users: it asks them to stop. */
const CAPABILITIES = ['KILL'];

/**
 * The sidecar that binds the pod to one incarnation of RouDi. It starts once RouDi is up, so a RouDi that cannot start
 * meets the kubelet's ordinary backoff and not a rule that restarts everything at once.
 *
 * @param renew whether all containers are restarted in place when RouDi is gone.
 */
export function linkContainer(roudi: RoudiWithImage, plan: PodPlan, renew: boolean): IContainer {
  const { killAfterSeconds } = plan.termination;
  const roudiLocks = plan.release.names.roudiLocks.map((name) => `${TMP_DIRECTORY}/${name}`);
  return {
    name: LINK_CONTAINER,
    ...sidecar(roudi, plan, CAPABILITIES),
    ...(renew ? { restartPolicyRules: [RENEW_POD] } : {}),
    command: shell(link, LINK_CONTAINER, socketPath(plan), renew ? 'renew' : 'mark'),
    resources: plan.resources.link,
    readinessProbe: {
      exec: { command: shell(linkReady, 'link-ready', socketPath(plan)) },
      periodSeconds: 5,
      timeoutSeconds: PROBE_TIMEOUT_SECONDS,
      failureThreshold: 1,
    },
    lifecycle: {
      preStop: {
        exec: {
          command: shell(
            terminateApps,
            'terminate-apps',
            String(killAfterSeconds),
            plan.linkAsks ? 'ask' : 'wait',
            ...roudiLocks,
          ),
        },
      },
    },
    volumeMounts: sharedMounts(plan.mounts),
  };
}
