import manifest from '../../../package.json' with { type: 'json' };
import { resolveAccess } from '../../kube/access.ts';
import { KubeClient } from '../../kube/client.ts';
import { isForbidden, isNotFound } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import type { Resource } from '../../kube/resource.ts';
import { namespacesOf } from '../usage.ts';
import { type Found, uninstallReport } from './report.ts';

const GROUP = 'iceoryx.io';
const VERSION = 'v1alpha1';

export interface UninstallOptions {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly namespace?: readonly string[] | undefined;
  /** `namespace/name` of a release of the chart, or empty. */
  readonly release: string;
  readonly keepCrds: boolean;
}

/** Reports the objects that still need the operator. */
export async function uninstallCheck(options: UninstallOptions): Promise<void> {
  const namespaces = namespacesOf(options.namespace);
  const access = await resolveAccess({ kubeconfig: options.kubeconfig, context: options.context });
  const client = new KubeClient({ access, userAgent: `iceoryx-uninstall-check/${manifest.version}` });
  try {
    const found = await remaining(client, namespaces, options.release);
    const [namespace, name] = options.release.split('/');
    const report = uninstallReport(found, {
      definitionsStay: options.keepCrds,
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
