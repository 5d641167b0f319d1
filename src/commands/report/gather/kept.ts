import { createHash, X509Certificate } from 'node:crypto';
import { MUTATING_WEBHOOKS } from '../../../webhook/certificates/configuration.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { NODES, type Resource } from '../../../kube/resource.ts';
import { recordAt } from '../../../pod/workload.ts';
import { type Fields, listAt } from '../records.ts';

/**
 * What a report has of an object. Of nodes it is what decides about pods: whole, they would be most of a report.
 *
 * @param selectedBy labels by which pods choose nodes
 */
export function keptOf({ kind }: Resource, object: KubeObject, selectedBy: ReadonlySet<string>): Fields {
  if (kind === NODES.kind) {
    return keptNode(object, selectedBy);
  }
  return kind === MUTATING_WEBHOOKS.kind ? { ...object, webhooks: withoutBundles(object) } : object;
}

const NODE_LABELS = /^(?:kubernetes\.io|node\.kubernetes\.io|node-role\.kubernetes\.io)\//;

function keptNode({ apiVersion, kind, metadata, spec, status }: KubeObject, selectedBy: ReadonlySet<string>): Fields {
  const { name, creationTimestamp, labels = {} } = metadata;
  const kept = Object.entries(labels).filter(([key]) => NODE_LABELS.test(key) || selectedBy.has(key));
  return {
    apiVersion,
    kind,
    metadata: { name, creationTimestamp, labels: Object.fromEntries(kept) },
    spec: picked(spec, ['taints', 'unschedulable']),
    status: {
      ...picked(status, ['allocatable', 'capacity', 'conditions', 'declaredFeatures', 'features', 'runtimeHandlers']),
      nodeInfo: picked(recordAt(status, ['nodeInfo']), [
        'architecture',
        'containerRuntimeVersion',
        'kernelVersion',
        'kubeletVersion',
        'operatingSystem',
        'osImage',
        'swap',
      ]),
    },
  };
}

/** Of a CustomResourceDefinition its versions: schemas are most of it, and releases have them. */
export function keptDefinition({ metadata, spec, status }: KubeObject): KubeObject {
  const { name, creationTimestamp = '', generation = 0, labels = {}, annotations = {} } = metadata;
  return {
    metadata: { name, creationTimestamp, generation, labels, annotations },
    spec: {
      versions: listAt(spec, ['versions']).map((version) => ({
        ...picked(version, ['name', 'served', 'storage', 'deprecated']),
        schemaDigest: digestOf(version['schema']),
      })),
    },
    status: picked(status, ['conditions', 'storedVersions']),
  };
}

/** Tells whether it is the schema of a release, without being it. */
function digestOf(schema: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(schema ?? null))
    .digest('hex')
    .slice(0, 16);
}

function withoutBundles({ webhooks }: KubeObject): Fields[] {
  return listAt(webhooks, []).map((webhook) => {
    const { caBundle, ...config } = recordAt(webhook, ['clientConfig']);
    return { ...webhook, clientConfig: { ...config, ...(typeof caBundle === 'string' ? authorities(caBundle) : {}) } };
  });
}

/** What is asked of a trust bundle: how many certificates, and when they end. */
function authorities(bundle: string): Fields {
  const blocks = Buffer.from(bundle, 'base64')
    .toString()
    .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return {
    caBundleInWords: (blocks ?? []).map((block) => {
      try {
        const { validFrom, validTo, fingerprint256 } = new X509Certificate(block);
        return `valid from ${validFrom} to ${validTo}, SHA-256 ${fingerprint256}`;
      } catch {
        return 'not a certificate';
      }
    }),
  };
}

/** The labels of nodes that the templates of objects select by. */
export function nodeLabelsSelected(objects: Iterable<KubeObject>): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(look);
      return;
    }
    for (const [key, one] of Object.entries(recordAt(value, []))) {
      if (key === 'nodeSelector') {
        Object.keys(recordAt(one, [])).forEach((label) => found.add(label));
      } else if (key === 'nodeAffinity') {
        [...JSON.stringify(one).matchAll(/"key":"(?<key>[^"]+)"/g)].forEach(({ groups }) =>
          found.add(groups?.['key'] ?? ''),
        );
      }
      look(one);
    }
  };
  for (const { spec } of objects) {
    look(spec);
  }
  return found;
}

function picked(from: unknown, names: readonly string[]): Fields {
  const fields = recordAt(from, []);
  return Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));
}
