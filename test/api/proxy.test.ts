import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import { ConnectionError } from '../../src/kube/errors.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { Reflector } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { ApiBench } from '../support/api-bench.ts';
import { ConnectProxy } from '../support/connect-proxy.ts';
import { until } from '../../lab/host/until.ts';
import { testLog } from '../unit/test-log.ts';

const CONFIG_MAPS: Resource = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
/** A name of the server's certificate that only the proxy can resolve. */
const NAME = 'kubernetes.default.svc';
const ROOT_CA = 'default/kube-root-ca.crt';

let bench: ApiBench;

test.before(async () => {
  bench = await ApiBench.join('proxy');
});
test.after.always(async () => bench.close());

interface Way {
  /** Also `PROXY` for its address. */
  env?: Record<string, string>;
  /** `proxy-url` of the kubeconfig's cluster. */
  proxyUrl?: string;
  host?: string;
  conduct?: ConnectProxy['conduct'];
}

/** A client that reaches the server by this name, and the proxy. */
async function open(t: ExecutionContext, { env = {}, proxyUrl, host = NAME, conduct = 'tunnel' }: Way) {
  const proxy = await ConnectProxy.start({ [NAME]: '127.0.0.1', '127.0.0.1': '127.0.0.1' });
  proxy.conduct = conduct;
  const filled = (text: string): string => text.replace('PROXY', proxy.address);
  const directory = mkdtempSync(join(tmpdir(), 'proxy-'));
  const kubeconfig = join(directory, 'config');
  const config = JSON.parse(readFileSync(bench.cluster.kubeconfig, 'utf8')) as {
    clusters: [{ cluster: { server: string } }];
  };
  const [{ cluster: target }] = config.clusters;
  const { port } = new URL(target.server);
  Object.assign(target, { server: `https://${host}:${port}` }, proxyUrl && { 'proxy-url': filled(proxyUrl) });
  writeFileSync(kubeconfig, JSON.stringify(config));
  const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)]));
  const access = await resolveAccess({ kubeconfig, env: variables });
  const client = new KubeClient({ access, userAgent: 'proxy/1' });
  t.teardown(async () => {
    await client.close();
    proxy.close();
    rmSync(directory, { recursive: true });
  });
  return { proxy, client, target: `${host}:${port}` };
}

test('requests and watches go through the proxy of HTTPS_PROXY and survive broken tunnels', async (t) => {
  const { proxy, client, target } = await open(t, { env: { HTTPS_PROXY: 'http://me:secret@PROXY' } });
  const log = testLog();
  const reflector = new Reflector<KubeObject>(client, CONFIG_MAPS, {
    log,
    namespace: bench.namespace,
    labelSelector: 'proxied',
  });
  const end = new AbortController();
  const run = reflector.run(end.signal);
  t.teardown(async () => {
    end.abort();
    await run;
  });
  await until('the first list is there', () => reflector.hasSynced);
  const put = (name: string): Promise<KubeObject> =>
    client.apply(
      CONFIG_MAPS,
      { metadata: { name, namespace: bench.namespace, labels: { proxied: '' } } },
      { fieldManager: 'test' },
    );
  await Promise.all(Array.from({ length: 100 }, (_, number) => put(`map-${number}`)));
  await until('all objects are seen', () => reflector.store.size === 100);
  t.deepEqual(new Set(proxy.asked), new Set([target]));
  t.true(proxy.asked.length <= 17, `${proxy.asked.length} tunnels`);
  t.deepEqual([...proxy.authorizations], [`Basic ${btoa('me:secret')}`]);
  proxy.reset();
  await put('after');
  await until('the watch continues', () => reflector.store.size === 101);
  t.is(reflector.stats.lists, 1);
  end.abort();
  await run;
});

test('hosts of NO_PROXY and loopback are reached without the proxy', async (t) => {
  const byName = await open(t, { env: { HTTPS_PROXY: 'http://PROXY', NO_PROXY: 'example.com,.svc' } });
  const error = await t.throwsAsync(byName.client.get(CONFIG_MAPS, ROOT_CA, { timeoutMs: 5000 }), {
    instanceOf: ConnectionError,
  });
  t.notRegex(error.message, /through the proxy/);
  t.deepEqual(byName.proxy.asked, []);
  const loopback = await open(t, { env: { HTTPS_PROXY: 'http://PROXY' }, host: '127.0.0.1' });
  await loopback.client.get(CONFIG_MAPS, ROOT_CA);
  t.deepEqual(loopback.proxy.asked, []);
});

test("a kubeconfig's proxy-url takes precedence over the environment, also for loopback", async (t) => {
  const env = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '*' };
  const { proxy, client, target } = await open(t, { env, proxyUrl: 'http://PROXY', host: '127.0.0.1' });
  await client.get(CONFIG_MAPS, ROOT_CA);
  t.deepEqual(proxy.asked, [target]);
});

test('a proxy that refuses, is unreachable or does not answer is named', async (t) => {
  const env = { HTTPS_PROXY: 'http://me:secret@PROXY' };
  for (const [way, why] of [
    [{ env, conduct: 'refuse' }, /Proxy response \(407\)/],
    [{ env: { HTTPS_PROXY: 'http://127.0.0.1:1' } }, /ECONNREFUSED/],
    [{ env, conduct: 'say nothing' }, /nothing within 3 s/],
  ] as const) {
    const { client } = await open(t, way);
    const error = await t.throwsAsync(client.get(CONFIG_MAPS, ROOT_CA, { timeoutMs: 3000 }), {
      instanceOf: ConnectionError,
    });
    t.regex(
      error.message,
      /no answer from https:\/\/kubernetes.default.svc:\d+ through the proxy http:\/\/127.0.0.1:\d+: /,
    );
    t.regex(error.message, why);
    t.notRegex(error.message, /secret/);
  }
});

test('a watch through a proxy that does not answer is given up', async (t) => {
  t.timeout(480_000);
  const { client } = await open(t, { env: { HTTPS_PROXY: 'http://PROXY' }, conduct: 'say nothing' });
  const error = await t.throwsAsync(client.watch(CONFIG_MAPS, {}).next(), { instanceOf: ConnectionError });
  t.is(error.code, 'UND_ERR_HEADERS_TIMEOUT');
});
