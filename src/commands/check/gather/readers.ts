import manifest from '../../../../package.json' with { type: 'json' };
import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  ICEORYX_SWEEPS,
  type IceoryxDeployment,
  type IceoryxDomain,
  type IceoryxProfile,
  type IceoryxSweep,
} from '../../../controllers/resources.ts';
import { systemClock } from '../../../runtime/clock.ts';
import type { Cluster, ClusterOptions } from '../../kit/cluster.ts';
import type { Operator } from '../facts.ts';
import { commandRights, installRights } from '../needed-rights.ts';
import { agents } from './agents.ts';
import { definitions, namespaces, nodes, scope, served, server } from './cluster.ts';
import { grantsOf } from './grants.ts';
import { limitRanges, pods, quotas, templates } from './objects.ts';
import { leaseOf, ofEach, operators, podsOf, sweepNamespaceOf } from './operators.ts';
import { ownSweep, type SweepOptions } from './own-sweep.ts';
import { Reads } from './reads.ts';
import { checkedRights } from './rights.ts';
import { Absent, type Readers, type Source } from './source.ts';
import { askWebhook, configurationOf, secretOf, serviceOf } from './webhook.ts';

const now = (): Date => systemClock.date();
const inScope = async (source: Source): Promise<{ namespace: string | undefined }> => {
  const { namespace } = await source.fact('scope');
  return { namespace };
};
const all = (source: Source): Promise<readonly Operator[]> => source.fact('operators');

const INSTALLED_INTO = 'iceoryx-system';
/** No webhook is asked about pods of it. */
const NOT_ASKED = 'kube-system';

/** Reads everything of a cluster. */
export function readersFor(cluster: Cluster, options: ClusterOptions, sweeping: SweepOptions): Readers {
  const reads = new Reads(cluster.client);
  return {
    now: () => Promise.resolve(now()),
    version: () => Promise.resolve(manifest.version),
    server: () => server(cluster),
    scope: () => scope(reads, cluster, options),
    nodes: () => nodes(reads),
    served: () => served(reads),
    definitions: () => definitions(reads),
    operators: () => operators(reads, cluster.namespace ?? cluster.access.namespace),
    operatorPods: async (source) => ofEach(await all(source), (operator) => podsOf(reads, operator)),
    leases: async (source) => ofEach(await all(source), (operator) => leaseOf(reads, operator, now)),
    grants: async (source) => ofEach(await all(source), (operator) => grantsOf(reads, operator)),
    commandRights: async (source) => checkedRights(reads, commandRights((await inScope(source)).namespace)),
    installRights: () => checkedRights(reads, installRights(options.namespace ?? INSTALLED_INTO)),
    webhookConfigurations: async (source) => ofEach(await all(source), (operator) => configurationOf(reads, operator)),
    webhookSecrets: async (source) => ofEach(await all(source), (operator) => secretOf(reads, operator)),
    webhookServices: async (source) => ofEach(await all(source), (operator) => serviceOf(reads, operator)),
    webhookAnswer: async (source) => {
      const found = await all(source);
      if (found.every((operator) => operator.options?.webhook === undefined)) {
        throw new Absent('no operator was found that has the webhook on');
      }
      const excluded = found.flatMap((operator) => operator.options?.scope.excluded ?? []);
      const { namespace = cluster.access.namespace } = await source.fact('scope');
      return askWebhook(reads, [NOT_ASKED, ...excluded].includes(namespace) ? 'default' : namespace);
    },
    namespaces: async (source) => namespaces(reads, await source.fact('scope')),
    sweepNamespaces: async (source) => ofEach(await all(source), (operator) => sweepNamespaceOf(reads, operator)),
    limitRanges: async (source) => limitRanges(reads, await source.fact('scope')),
    quotas: async (source) => quotas(reads, await source.fact('scope')),
    templates: async (source) => templates(reads, await source.fact('scope')),
    deployments: async (source) => reads.list<IceoryxDeployment>(ICEORYX_DEPLOYMENTS, await inScope(source)),
    profiles: async (source) => reads.list<IceoryxProfile>(ICEORYX_PROFILES, await inScope(source)),
    domains: async (source) => reads.list<IceoryxDomain>(ICEORYX_DOMAINS, await inScope(source)),
    sweeps: () => reads.list<IceoryxSweep>(ICEORYX_SWEEPS),
    pods: async (source) => pods(reads, await source.fact('scope')),
    agents: async (source) => agents(reads, await source.fact('pods'), await source.fact('scope')),
    ownSweep: async (source) => ownSweep(reads, await all(source), sweeping),
  };
}
