import { Option, type Command, type OptionValues } from '@commander-js/extra-typings';
import manifest from '../../../package.json' with { type: 'json' };
import type { KubeClient } from '../../kube/client.ts';
import type { ClusterAccess } from '../../kube/cluster-access.ts';
import { namespaceOf } from '../usage.ts';

const GROUP = 'Cluster:';

/** Adds the options by which kubectl finds a cluster and a namespace. */
export function clusterOptions<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) {
  return command
    .addOption(
      new Option(
        '--kubeconfig <path>',
        "kubeconfig to use (default: $KUBECONFIG, or the pod's service account)",
      ).helpGroup(GROUP),
    )
    .addOption(new Option('--context <name>', 'context of the kubeconfig').helpGroup(GROUP))
    .addOption(
      new Option('-n, --namespace <name>', "namespace (default: the context's)")
        .argParser(namespaceOf)
        .helpGroup(GROUP),
    );
}

/** Adds `-A`, for commands that can look at all namespaces. */
export function allNamespacesOption<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) {
  return command.addOption(
    new Option('-A, --all-namespaces', 'all namespaces').conflicts('namespace').helpGroup(GROUP),
  );
}

/** What {@link clusterOptions} and {@link allNamespacesOption} give. */
export interface ClusterOptions {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly namespace?: string | undefined;
  readonly allNamespaces?: true | undefined;
}

/** The options by which another command finds the same cluster, for messages; empty, or with a space before. */
export function sameCluster({ kubeconfig, context }: ClusterOptions): string {
  return [
    ...(kubeconfig === undefined ? [] : [` --kubeconfig ${kubeconfig}`]),
    ...(context === undefined ? [] : [` --context ${context}`]),
  ].join('');
}

/** The cluster of a command. */
export interface Cluster {
  readonly client: KubeClient;
  readonly access: ClusterAccess;
  /** The namespace to look at, or to begin in; undefined for all of them. */
  readonly namespace: string | undefined;
}

/**
 * Works with the cluster that the options name, and closes its connections. The client is loaded here and not with this
 * file, which all definitions of commands need, also for a help text.
 */
export async function withCluster<T>(options: ClusterOptions, work: (cluster: Cluster) => Promise<T>): Promise<T> {
  const [{ resolveAccess }, { KubeClient }] = await Promise.all([
    import('../../kube/access.ts'),
    import('../../kube/client.ts'),
  ]);
  const access = await resolveAccess({ kubeconfig: options.kubeconfig, context: options.context });
  const client = new KubeClient({ access, userAgent: `kubectl-iceoryx/${manifest.version}` });
  try {
    const namespace = options.allNamespaces ? undefined : (options.namespace ?? access.namespace);
    return await work({ client, access, namespace });
  } finally {
    await client.close();
  }
}
