/**
 * Deletions of a domain that wait: its status names the hand that is needed, and with it the deletion ends. What ends
 * without a hand is in deletion-matrix.test.ts. Two real nodes.
 */
import test from 'ava';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import { until } from '../../lab/host/until.ts';
import { domain, member, memberPods } from '../../lab/operator/domains.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { nameOf } from '../../lab/operator/renewal.ts';
import { makeSweepsNamespace, SWEEPS, TwoNodes } from '../../lab/operator/two-nodes.ts';

const NODE = 'node-2';

let place: TwoNodes;
let bench: Bench;
let home: string;
test.before(async (t) => {
  t.timeout(15 * 60_000, 'the image is built on first use');
  place = await TwoNodes.openSweeping('ending');
  ({ bench, home } = place);
});
test.after(async () => place.leave());
test.after.always(async () => place.close());

/** A domain with a publisher on each node, whose samples flow. */
async function staged(name: string): Promise<void> {
  await bench.applyIn(home, domain(name, bench.images, { allowedNamespaces: [bench.namespace] }));
  await bench.apply(member('publisher', { name, namespace: home }, bench.images, { name: `of-${name}` }));
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/of-${name}`, '--timeout=180s');
}

/** Waits until a condition of the domain says something, as `kubectl describe` shows it. */
async function says(name: string, type: string, message: RegExp): Promise<void> {
  let seen: unknown;
  await until(
    `${name} says under ${type} ${message}`,
    async () => {
      const { status } = await bench.json<IceoryxDomain>('get', 'ioxdom', name, '-n', home);
      seen = status?.conditions;
      return status?.conditions?.some((each) => each.type === type && message.test(each.message));
    },
    { timeoutSeconds: 180, seen: () => JSON.stringify(seen) },
  );
}

async function gone(name: string): Promise<void> {
  await bench.kubectl('wait', '--for=delete', `ioxdom/${name}`, '-n', home, '--timeout=180s');
  await bench.kubectl('delete', 'ioxd', `of-${name}`, '--timeout=120s');
}

test.serial(
  'a claim that is deleted by hand: the pods that keep it are named, and then there is a new one',
  async (t) => {
    t.timeout(480_000);
    await staged('claimed');
    const claim = `iceoryx.${home}.claimed`;
    const uid = async (): Promise<string> => bench.kubectl('get', 'pvc', claim, '-o', 'jsonpath={.metadata.uid}');
    const before = await uid();
    await bench.kubectl('delete', 'pvc', claim, '--wait=false');
    const pods = [...(await memberPods(bench, 'of-claimed')).values()].map(nameOf);
    await says('claimed', 'ClaimsReady', new RegExp(`somebody is deleting .*${claim}.*; delete .*${pods[0]}`));
    await bench.kubectl('delete', 'pod', ...pods, '--wait=false');
    await says('claimed', 'ClaimsReady', /every namespace with apps of the domain has its claim/);
    await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/of-claimed', '--timeout=180s');
    t.not(await uid(), before);
    await bench.kubectl('delete', 'ioxdom', 'claimed', '-n', home, '--wait=false');
    await gone('claimed');
  },
);

test.serial("the sweeps' namespace is gone: the domain says so, and ends once there is one", async (t) => {
  t.timeout(480_000);
  await staged('unswept');
  await bench.kubectl('delete', 'namespace', SWEEPS, '--timeout=120s');
  await bench.kubectl('delete', 'ioxdom', 'unswept', '-n', home, '--wait=false');
  await says(
    'unswept',
    'Ready',
    new RegExp(`there is no namespace ${SWEEPS} for the Jobs; create it .*; or remove the finalizer`),
  );
  await makeSweepsNamespace(bench);
  await gone('unswept');
  t.pass();
});

test.serial('a node is dead: the domain names it and its pods, and ends once it is back', async (t) => {
  t.timeout(480_000);
  await staged('halved');
  await bench.cluster.powerOff(NODE);
  await bench.kubectl('delete', 'ioxdom', 'halved', '-n', home, '--wait=false');
  await says('halved', 'Ready', /1 pods still use the domain, .*; not ready: node-2 \(.*kubectl delete node/);
  await bench.cluster.powerOn(NODE);
  await gone('halved');
  t.pass();
});
