import test from 'ava';
import { type Access, accessFor, planAccess } from '../../../../src/controllers/domain/claims.ts';
import { iceoryxDomain } from '../../pod/domains.ts';

const DOMAIN = iceoryxDomain();
const access = (namespace: string): Access => accessFor(DOMAIN, '/dev/shm/iceoryx.io/home/robot', 4096n, namespace);
const NOTHING = { volumes: [], claims: [], spareClaims: [], spareVolumes: [] };

test('a volume is for one claim of one namespace, and points to the directory of RouDi', (t) => {
  const { volume, claim } = access('apps');
  t.like(volume.spec, {
    claimRef: { namespace: 'apps', name: 'iceoryx.home.robot' },
    hostPath: { path: '/dev/shm/iceoryx.io/home/robot', type: 'Directory' },
    persistentVolumeReclaimPolicy: 'Retain',
    storageClassName: '',
  });
  t.is(claim.metadata.namespace, 'apps');
  t.is(claim.spec?.volumeName, volume.metadata.name);
});

test('domains of the same name, and namespaces, have claims and volumes of their own', (t) => {
  const other = { ...DOMAIN, metadata: { ...DOMAIN.metadata, namespace: 'elsewhere' } };
  const all = [access('apps'), access('home'), accessFor(other, '/x', 1n, 'apps')];
  t.is(new Set(all.map(({ volume }) => volume.metadata.name)).size, 3);
  t.is(new Set(all.map(({ claim }) => `${claim.metadata.namespace}/${claim.metadata.name}`)).size, 3);
});

test('missing claims and volumes are created, and existing ones are left alone', (t) => {
  const { volume, claim } = access('apps');
  t.deepEqual(planAccess([access('apps')], [], []), { ...NOTHING, volumes: [volume], claims: [claim] });
  t.deepEqual(planAccess([access('apps')], [volume], []), { ...NOTHING, claims: [claim] });
  t.deepEqual(planAccess([access('apps')], [volume], [claim]), NOTHING);
});

test('a namespace that no longer uses the domain, or no longer may, loses its claim and then the volume', (t) => {
  const { volume, claim } = access('apps');
  t.deepEqual(planAccess([], [volume], [claim]), { ...NOTHING, spareClaims: [claim] });
  const going = { ...claim, metadata: { ...claim.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
  t.deepEqual(planAccess([], [volume], [going]), NOTHING, 'pods still use it');
  t.deepEqual(planAccess([], [volume], []), { ...NOTHING, spareVolumes: [volume] });
});

test('a volume whose claim was deleted cannot be bound again: it is replaced', (t) => {
  const { volume, claim } = access('apps');
  const released = { ...volume, status: { phase: 'Released' as const } };
  t.deepEqual(planAccess([access('apps')], [released], [claim]), { ...NOTHING, spareVolumes: [released] });
});
