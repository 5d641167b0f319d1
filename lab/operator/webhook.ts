import type { KubeObject } from '../../src/kube/object.ts';
import { rendered } from './helm.ts';

type Configuration = KubeObject & {
  webhooks: { clientConfig: object; namespaceSelector: { matchExpressions: object[] } }[];
};

/**
 * The chart's MutatingWebhookConfiguration for an operator that runs outside of the cluster.
 *
 * @param address host and port by which the API server reaches it
 * @param namespaces whose pods may ask
 */
export async function webhookConfiguration(
  name: string,
  address: string,
  namespaces: readonly string[],
): Promise<KubeObject> {
  const objects = await rendered();
  const chart = objects.find(({ kind }) => kind === 'MutatingWebhookConfiguration') as Configuration;
  const ours = { key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces };
  const webhooks = chart.webhooks.map(({ namespaceSelector, ...webhook }) => ({
    ...webhook,
    clientConfig: { url: `https://${address}/inject` },
    namespaceSelector: { matchExpressions: [...namespaceSelector.matchExpressions, ours] },
  }));
  const { apiVersion, kind } = chart;
  return {
    ...(apiVersion === undefined || kind === undefined ? {} : { apiVersion, kind }),
    metadata: { name },
    webhooks,
  };
}

/** Options of such an operator. */
export function webhookOptions(name: string, port: number): string[] {
  return [
    `--webhook-port=${port}`,
    '--webhook-name=localhost',
    `--webhook-secret=${name}`,
    `--webhook-configuration=${name}`,
  ];
}
