import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'yaml';
import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  ICEORYX_SWEEPS,
  JOBS,
} from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { DAEMON_SETS, DEPLOYMENTS, NAMESPACES, PODS, type Resource, STATEFUL_SETS } from '../../kube/resource.ts';
import { isPrintable } from '../../text.ts';
import { withCluster } from '../kit/cluster.ts';
import type { Kind, Names } from './arguments.ts';
import type { Candidate, Place } from './candidates.ts';

/** More names than that are of no help to anyone who types. */
const MOST = 500;
const DEADLINE_MS = 1000;
/** Lists that have arrived by then are shown without the others. */
const LISTS_MS = 800;
const RESOURCES: Readonly<Record<Exclude<Kind, 'context'>, Resource>> = {
  namespace: NAMESPACES,
  pod: PODS,
  deployment: DEPLOYMENTS,
  statefulset: STATEFUL_SETS,
  daemonset: DAEMON_SETS,
  job: JOBS,
  cronjob: { ...JOBS, kind: 'CronJob', plural: 'cronjobs' },
  ioxd: ICEORYX_DEPLOYMENTS,
  ioxprofile: ICEORYX_PROFILES,
  ioxdom: ICEORYX_DOMAINS,
  ioxsweep: ICEORYX_SWEEPS,
};

/** Names in the cluster and the kubeconfig, as far as they are known within a second. It never fails. */
export async function liveNames(names: readonly Names[], place: Place): Promise<readonly Candidate[]> {
  const found = names.includes('context') ? contexts(place) : objects(names, place);
  // Not even a credential plugin may take longer.
  const late = delay(DEADLINE_MS, [], { ref: false });
  return Promise.race([found.catch(() => []), late]);
}

async function objects(names: readonly Names[], place: Place): Promise<readonly Candidate[]> {
  return withCluster(place, async ({ client, namespace }) => {
    const signal = AbortSignal.timeout(LISTS_MS);
    const lists = await Promise.all(names.map(async (each) => namesIn(client, each, namespace, signal)));
    const found = lists.flat().filter(({ value }) => isPrintable(value));
    return names.length > 1 ? found : found.map(({ value }) => ({ value }));
  });
}

/** Of a kind that may not be listed there are none. */
async function namesIn(
  client: KubeClient,
  names: Names,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const [kind = '', slash] = names.split(/(?=\/)/);
  const resource = RESOURCES[kind as keyof typeof RESOURCES];
  const scope = resource.namespaced ? { namespace } : {};
  try {
    const { items } = await client.list(resource, { ...scope, limit: MOST, metadataOnly: true, signal, retry: false });
    return items.map(({ metadata: { name } }) => ({
      value: slash === undefined ? name : `${kind}/${name}`,
      description: resource.kind,
    }));
  } catch {
    return [];
  }
}

interface Kubeconfig {
  readonly contexts?: readonly { readonly name?: string }[] | null;
}

async function contexts({ kubeconfig = process.env['KUBECONFIG'] }: Place): Promise<readonly Candidate[]> {
  const files = (kubeconfig || join(homedir(), '.kube', 'config')).split(delimiter).filter(Boolean);
  const texts = await Promise.all(files.map(async (file) => readFile(file, 'utf8').catch(() => '')));
  const names = texts
    .flatMap((text) => (parse(text) as Kubeconfig | null)?.contexts ?? [])
    .flatMap(({ name }) => (name !== undefined && isPrintable(name) ? [name] : []));
  return [...new Set(names)].map((value) => ({ value }));
}
