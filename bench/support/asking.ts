import { freePorts } from '../../lab/cluster/ports.ts';
import { webhookConfiguration, webhookOptions } from '../../lab/operator/webhook.ts';
import { ICEORYX_PROFILES, type Pod } from '../../src/controllers/resources.ts';
import { MUTATING_WEBHOOKS } from '../../src/webhook/certificates/configuration.ts';
import type { Bench } from './cluster.ts';
import type { Create } from './dry-runs.ts';
import { until } from './load.ts';
import { bundledOperator, type Measured } from './operator.ts';

const PROFILE = 'camera';
/** Labels of pods that ask for RouDi. */
export const ASKING = { app: 'camera', 'iceoryx.io/profile': PROFILE };

/** A pod of one app, with a variable and a volume of its own. */
export function podWith(labels: Record<string, string>): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', labels },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'app',
          image: 'example.com/app:1',
          env: [{ name: 'MODE', value: 'fast' }],
          resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
  };
}

/** Whether somebody has added containers to {@link podWith}. */
export function hasSidecars({ spec }: Pod): boolean {
  return (spec?.initContainers ?? []).length > 0;
}

/** Starts the operator with its webhook for pods of one namespace, and waits until it injects. */
export async function startAsked({ cluster, client }: Bench, namespace: string, create: Create): Promise<Measured> {
  const { port } = await freePorts({ port: 0 });
  const configuration = await webhookConfiguration('bench', `localhost:${port}`, [namespace]);
  await client.apply(MUTATING_WEBHOOKS, configuration, { fieldManager: 'bench' });
  await client.create(ICEORYX_PROFILES, {
    metadata: { name: PROFILE, namespace },
    spec: { roudi: { image: 'example.com/roudi:2.0.6' } },
  });
  const start = await bundledOperator(cluster, ['--no-leader-elect', ...webhookOptions('bench', port)]);
  const operator = await start();
  await until('the operator injects', () => create().then(hasSidecars, () => false));
  return operator;
}

/** How often it was asked so far, whatever it has answered. */
export async function callsOf({ metric }: Measured): Promise<number> {
  const pods = await metric('iceoryx_webhook_pods_total');
  return Math.max(pods, await metric('controller_runtime_webhook_requests_total'));
}
