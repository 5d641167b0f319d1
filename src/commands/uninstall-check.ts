import manifest from '../../package.json' with { type: 'json' };
import { resolveAccess } from '../kube/access.ts';
import { KubeClient } from '../kube/client.ts';
import { isForbidden, isNotFound } from '../kube/errors.ts';
import { type KubeObject, objectKey } from '../kube/object.ts';
import { readPages } from '../kube/pages.ts';
import type { Resource } from '../kube/resource.ts';
import { type Found, uninstallReport } from './uninstall-check/report.ts';
import { namespacesOf, parseOptions } from './usage.ts';

const USAGE = `usage: npx node src/main.ts uninstall-check [OPTION…]

Lists the objects that still need the operator. The chart runs this command before its uninstallation.
Exit codes: 0 there are none, 1 there are some.

  --kubeconfig PATH    kubeconfig to use (default: $KUBECONFIG, or the pod's service account)
  --context NAME       context of the kubeconfig
  --namespace NAMESPACE
                       namespace that the operator watches, repeatable (default: all)
  --release NAMESPACE/NAME
                       release of the chart; objects that it contains are uninstalled with it and do not count
  --no-keep-crds       the CustomResourceDefinitions are deleted as well
`;

const GROUP = 'iceoryx.io';
const VERSION = 'v1alpha1';

/** Reports the objects that still need the operator. */
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
    process.stdout.write(report ?? 'No object needs the iceoryx operator.\n');
    process.exitCode = report === undefined ? 0 : 1;
  } finally {
    await client.close();
  }
}

/**
 * All objects of the operator's kinds except those that the release created. If listing a kind is forbidden, this
 * operator does not manage it, because its chart grants no rights to it: sweeps are disabled, or domains have no
 * cluster-wide rights.
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
  const kinds = resources.filter(({ namespaced }) => namespaced || namespaces === undefined);
  const found = await Promise.allSettled(
    kinds.map(async (resource) => {
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

/** Release of an object, `namespace/name`, by the annotations that helm sets on everything it creates. */
function releaseOf({ metadata: { annotations = {} } }: KubeObject): string | undefined {
  const [name, namespace] = ['name', 'namespace'].map((part) => annotations[`meta.helm.sh/release-${part}`]);
  return name === undefined ? undefined : `${namespace}/${name}`;
}
