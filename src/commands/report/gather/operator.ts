import { MUTATING_WEBHOOKS } from '../../../webhook/certificates/configuration.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { objectKey } from '../../../kube/object.ts';
import { LEASES } from '../../../kube/lease.ts';
import { DEPLOYMENTS, PODS, REPLICA_SETS } from '../../../kube/resource.ts';
import { recordAt, wordOf } from '../../../pod/workload.ts';
import { argumentOf, operatorOf } from '../../kit/operators.ts';
import type { Collection } from './collection.ts';
import { newest, worthLooking } from './order.ts';
import type { Reading } from './reading.ts';
import { ENDPOINT_SLICES, SERVICES } from '../../kit/resources.ts';
import { listAt } from '../records.ts';

const SELECTOR = 'app.kubernetes.io/name=iceoryx-operator';
/** Where docs/install.md puts the operator: the place to look without rights to the whole cluster. */
const USUAL_NAMESPACE = 'iceoryx-system';
const MOST = 10;
const MOST_REVISIONS = 3;
const MOST_WEBHOOKS = 50;

/** What is known of the operators of a cluster. */
export interface Operators {
  readonly deployments: readonly KubeObject[];
  /** Keys of their pods. */
  readonly pods: ReadonlySet<string>;
  /** Names of other configurations with webhooks that are called for pods. */
  readonly otherWebhooks: readonly string[];
  /** Where their sweeps run. */
  readonly sweepNamespaces: readonly string[];
}

/** Adds the operator, with what it takes part in: leader election, its webhook, and the Service of that. */
export async function addOperators(reading: Reading, into: Collection): Promise<Operators> {
  const webhooks: KubeObject[] = [];
  const otherWebhooks: string[] = [];
  await reading.each(MUTATING_WEBHOOKS, {}, (object) => {
    if (webhooksOf(object).length > 0) {
      webhooks.push(object);
    } else if (changesPods(object) && otherWebhooks.length < MOST_WEBHOOKS) {
      otherWebhooks.push(object.metadata.name);
    }
  });
  into.add(MUTATING_WEBHOOKS, webhooks);
  const deployments = await operatorDeployments(reading, webhooks);
  into.add(DEPLOYMENTS, deployments);
  const pods = await Promise.all(deployments.map((deployment) => addParts(reading, deployment, into)));
  return {
    deployments,
    otherWebhooks,
    pods: new Set(pods.flat().map(objectKey)),
    sweepNamespaces: deployments.flatMap((deployment) => argumentOf(operatorOf(deployment), 'sweep-namespace') ?? []),
  };
}

/** The webhooks of a configuration that are the operator's. */
export function webhooksOf({ webhooks }: KubeObject): Readonly<Record<string, unknown>>[] {
  return listAt(webhooks, []).filter(({ name }) => typeof name === 'string' && name.endsWith('.iceoryx.io'));
}

function changesPods({ webhooks }: KubeObject): boolean {
  return listAt(webhooks, []).some((webhook) =>
    listAt(webhook, ['rules']).some(({ resources }) => /"(?:pods|\*|pods\/\*|\*\/\*)"/.test(wordOf(resources))),
  );
}

async function operatorDeployments(reading: Reading, webhooks: readonly KubeObject[]): Promise<KubeObject[]> {
  const labelled = await reading.best(DEPLOYMENTS, { labelSelector: SELECTOR }, MOST, worthLooking);
  if (labelled.length > 0) {
    return labelled;
  }
  // A chart with another name has another label, and its webhook says where it is.
  const services = webhooks.flatMap(webhooksOf).map((webhook) => recordAt(webhook, ['clientConfig', 'service']));
  const named = services.flatMap(({ namespace }) => (typeof namespace === 'string' ? [namespace] : []));
  const found: KubeObject[] = [];
  for (const namespace of new Set([...named, USUAL_NAMESPACE])) {
    await reading.each(DEPLOYMENTS, { namespace }, (deployment) => {
      if (argumentOf(operatorOf(deployment), 'leader-election-name') !== undefined) {
        found.push(deployment);
      }
    });
  }
  return found.slice(0, MOST);
}

async function addParts(reading: Reading, deployment: KubeObject, into: Collection): Promise<readonly KubeObject[]> {
  const { name, namespace = '' } = deployment.metadata;
  const labelSelector = Object.entries(recordAt(deployment, ['spec', 'selector', 'matchLabels']))
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
  const selection = { namespace, labelSelector };
  const [pods, revisions, services, lease] = await Promise.all([
    reading.best(PODS, selection, MOST, worthLooking),
    reading.best(REPLICA_SETS, selection, MOST_REVISIONS, newest),
    reading.best(SERVICES, selection, MOST, newest),
    reading.get(LEASES, `${namespace}/${argumentOf(operatorOf(deployment), 'leader-election-name') ?? name}`),
  ]);
  into.add(PODS, pods);
  into.add(REPLICA_SETS, revisions);
  into.add(SERVICES, services);
  into.add(LEASES, [lease]);
  const names = services.map((service) => service.metadata.name).join(',');
  if (names !== '') {
    const ofServices = { namespace, labelSelector: `kubernetes.io/service-name in (${names})` };
    into.add(ENDPOINT_SLICES, await reading.best(ENDPOINT_SLICES, ofServices, MOST, newest));
  }
  return pods;
}
