import manifest from '../../package.json' with { type: 'json' };
import { resolveAccess } from '../kube/access.ts';
import { KubeClient } from '../kube/client.ts';
import { isForbidden, isNotFound } from '../kube/errors.ts';
import { type KubeObject, objectKey } from '../kube/object.ts';
import { readPages } from '../kube/pages.ts';
import type { Resource } from '../kube/resource.ts';
import { type Found, uninstallReport } from './uninstall-check/report.ts';
import { namespacesOf, parseOptions } from './usage.ts';

const USAGE = `usage: node src/main.ts uninstall-check [OPTION…]

Tells what would be left without its operator if that were uninstalled now. Exit codes: 0 nothing, 1 something.
The chart runs it before it is uninstalled.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --namespace NAMESPACE
                       namespace that the operator looks after, as often as wanted (default: all)
  --release NAMESPACE/NAME
                       release of the chart; what it made itself goes with it and does not count
  --no-keep-crds       the CustomResourceDefinitions are deleted as well
`;

const GROUP = 'iceoryx.io';
const VERSION = 'v1alpha1';

/** Whether somebody still relies on the operator. */
export async function uninstallCheck(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    namespace: { type: 'string', multiple: true },
    release: { type: 'string', default: '' },
    'keep-crds': { type: 'boolean', default: true },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const namespaces = namespacesOf(options.namespace);
  const access = await resolveAccess({ kubeconfig: options.kubeconfig, context: options.context });
  const client = new KubeClient({ access, userAgent: `iceoryx-uninstall-check/${manifest.version}` });
  try {
    const found = await remaining(client, namespaces, options.release);
    const [namespace, name] = options.release.split('/');
    const report = uninstallReport(found, {
      definitionsStay: options['keep-crds'],
      namespaces,
      anyway: `helm uninstall ${name ?? 'RELEASE'} --namespace ${namespace || 'NAMESPACE'} --no-hooks`,
    });
    process.stdout.write(report ?? 'Nothing relies on the iceoryx operator.\n');
    process.exitCode = report === undefined ? 0 : 1;
  } finally {
    await client.close();
  }
}

/**
 * Everything of our kinds that the release has not made itself. A kind that may not be listed is one that this operator
 * does not look after, as its chart gives it no rights to: sweeps that are switched off, domains if it has no cluster.
 */
async function remaining(
  client: KubeClient,
  namespaces: readonly string[] | undefined,
  release: string,
): Promise<Found[]> {
  const resources = await client.resources(GROUP, VERSION).catch((error: unknown) => {
    if (isNotFound(error)) {
      return [];
    }
    throw error;
  });
  const scopes = namespaces ?? [undefined];
  const looked = resources.filter(({ namespaced }) => namespaced || namespaces === undefined);
  const found = await Promise.allSettled(
    looked.map(async (resource) => {
      const objects = await Promise.all(
        (resource.namespaced ? scopes : [undefined]).map(async (namespace) => listed(client, resource, namespace)),
      );
      return { resource, objects: objects.flat().filter((object) => releaseOf(object) !== release) };
    }),
  );
  const refusals = found.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  const serious = refusals.length === found.length ? refusals : refusals.filter((error) => !isForbidden(error));
  if (serious.length > 0) {
    throw serious[0];
  }
  return found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

async function listed(client: KubeClient, resource: Resource, namespace: string | undefined): Promise<KubeObject[]> {
  const objects = new Map<string, KubeObject>();
  await readPages(client, resource, { namespace }, (object) => {
    objects.set(objectKey(object), object);
  });
  return [...objects.values()];
}

/** As helm notes it on what it has made. */
function releaseOf({ metadata: { annotations = {} } }: KubeObject): string | undefined {
  const [name, namespace] = ['name', 'namespace'].map((part) => annotations[`meta.helm.sh/release-${part}`]);
  return name === undefined ? undefined : `${namespace}/${name}`;
}
