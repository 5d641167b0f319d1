import * as fc from 'fast-check';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import { fields, one } from './arbitraries.ts';

const items = one([{ key: 'k', path: 'p' }], [{ key: 'k', path: 'a/b', mode: 0o400 }]);
const named = { name: one('x', 'y.z') };
const claimed = fields(
  { accessModes: one(['ReadWriteOnce']), resources: one({ requests: { storage: '1Gi' } }) },
  { storageClassName: one('fast') },
);

const projection = fc.oneof(
  fields({ configMap: fields(named, { items, optional: fc.boolean() }) }),
  fields({ secret: fields(named, { items }) }),
  fields({
    serviceAccountToken: fields({ path: one('token') }, { audience: one('vault'), expirationSeconds: one(600) }),
  }),
  fields({ downwardAPI: one({ items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] }) }),
);

const source = fc.oneof(
  fields({ emptyDir: fields({}, { medium: one('', 'Memory', 'HugePages'), sizeLimit: one('1Gi', 1024, '0') }, 2) }),
  fields({ configMap: fields(named, { items, defaultMode: one(0o444), optional: fc.boolean() }) }),
  fields({ secret: fields({ secretName: one('s') }, { items, defaultMode: one(0o400) }) }),
  fields({ hostPath: fields({ path: one('/dev/video0', '/run/udev') }, { type: one('', 'Directory', 'CharDevice') }) }),
  fields({ downwardAPI: one({ items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.annotations' } }] }) }),
  fields({
    projected: fields({ sources: fc.array(projection, { minLength: 1, maxLength: 2 }) }, { defaultMode: one(0o440) }),
  }).filter(hasDistinctPaths),
  fields({ persistentVolumeClaim: fields({ claimName: one('data') }, { readOnly: fc.boolean() }) }),
  fields({
    ephemeral: fields({ volumeClaimTemplate: fields({ spec: claimed }, { metadata: one({ labels: { a: 'b' } }) }) }),
  }),
  fields({
    csi: fields(
      { driver: one('secrets-store.csi.k8s.io') },
      { readOnly: one(true), volumeAttributes: one({ a: 'b' }) },
    ),
  }),
  fields({ nfs: fields({ server: one('nas'), path: one('/export') }, { readOnly: fc.boolean() }) }),
  fields({ image: fields({ reference: one('example.com/models:1') }, { pullPolicy: one('IfNotPresent') }) }),
);

/** The API server refuses two sources of the same path. */
function hasDistinctPaths({ projected }: Record<string, unknown>): boolean {
  const { sources } = projected as { sources: object[] };
  return new Set(sources.map((source) => Object.keys(source)[0])).size === sources.length;
}

/** Volumes of many kinds, with distinct names. */
export const volumes: fc.Arbitrary<IVolume[]> = fc
  .array(source, { maxLength: 4 })
  .map(
    (sources) =>
      sources.map((source, index) => ({ name: index === 0 ? 'iceoryx' : `v-${index}`, ...source })) as IVolume[],
  );
