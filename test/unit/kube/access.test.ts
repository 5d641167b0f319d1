import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { stringify } from 'yaml';
import { type AccessOptions, resolveAccess } from '../../../src/kube/access.ts';

async function directory(t: ExecutionContext, files: Record<string, string> = {}): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'access-'));
  t.teardown(() => rm(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(path, name), content);
  }
  return path;
}

interface Parts {
  cluster?: object;
  user?: object;
  context?: object;
  files?: Record<string, string>;
}

async function kubeconfig(t: ExecutionContext, { cluster, user, context, files }: Parts): Promise<AccessOptions> {
  const path = await directory(t, {
    ...files,
    config: stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'first',
      clusters: [
        { name: 'c', cluster: { server: 'https://one.example:6443', ...cluster } },
        { name: 'd', cluster: { server: 'https://two.example/prefix' } },
      ],
      users: [{ name: 'u', user: user ?? {} }],
      contexts: [
        { name: 'first', context: { cluster: 'c', user: 'u', ...context } },
        { name: 'second', context: { cluster: 'd', user: 'u' } },
      ],
    }),
  });
  return { kubeconfig: join(path, 'config'), env: {} };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('certificates in the kubeconfig are used', async (t) => {
  const access = await resolveAccess(
    await kubeconfig(t, {
      cluster: { 'certificate-authority-data': base64('CA') },
      user: { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') },
    }),
  );
  const { tls, authorization } = await access.credentials();
  t.is(access.server.href, 'https://one.example:6443/');
  t.is(access.namespace, 'default');
  t.deepEqual([tls.ca, tls.cert, tls.key].map(String), ['CA', 'CERT', 'KEY']);
  t.is(authorization, undefined);
});

test('files beside the kubeconfig, a token and the server name for TLS are used', async (t) => {
  const access = await resolveAccess(
    await kubeconfig(t, {
      cluster: { 'certificate-authority': 'ca.pem', 'tls-server-name': 'kubernetes' },
      user: { token: 'secret' },
      context: { namespace: 'shop' },
      files: { 'ca.pem': 'CA FILE' },
    }),
  );
  const { tls, authorization } = await access.credentials();
  t.is(String(tls.ca), 'CA FILE');
  t.is(tls.servername, 'kubernetes');
  t.is(authorization, 'Bearer secret');
  t.is(access.namespace, 'shop');
});

test('user and password, and TLS without verification are used', async (t) => {
  const access = await resolveAccess(
    await kubeconfig(t, { cluster: { 'insecure-skip-tls-verify': true }, user: { username: 'u', password: 'p' } }),
  );
  const { tls, authorization } = await access.credentials();
  t.is(tls.rejectUnauthorized, false);
  t.is(authorization, `Basic ${base64('u:p')}`);
});

test('a credential plugin is run to get its token', async (t) => {
  const status = { token: 'from-plugin', expirationTimestamp: '2999-01-01T00:00:00Z' };
  const credential = JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status });
  const bin = await directory(t, { plugin: `#!/bin/sh\ncat <<'END'\n${credential}\nEND\n` });
  await chmod(join(bin, 'plugin'), 0o755);
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: join(bin, 'plugin') };
  const access = await resolveAccess(await kubeconfig(t, { user: { exec } }));
  t.is((await access.credentials()).authorization, 'Bearer from-plugin');
});

test('another context can be chosen; a missing one is named together with those there are', async (t) => {
  const options = await kubeconfig(t, {});
  const second = await resolveAccess({ ...options, context: 'second' });
  t.is(second.server.href, 'https://two.example/prefix');
  t.is(second.context, 'second');
  await t.throwsAsync(resolveAccess({ ...options, context: 'third' }), {
    message: /no context 'third'; its contexts are: first, second/,
  });
  await t.throwsAsync(resolveAccess({ kubeconfig: '/nowhere/config' }), {
    message: /there is no kubeconfig \/nowhere\/config; name one by --kubeconfig or the variable KUBECONFIG/,
  });
});

test('an HTTP proxy is used; an unsupported kind of proxy is refused instead of bypassed', async (t) => {
  const access = await resolveAccess(await kubeconfig(t, { cluster: { 'proxy-url': 'http://proxy:3128' } }));
  t.is(access.proxy?.href, 'http://proxy:3128/');
  await t.throwsAsync(resolveAccess(await kubeconfig(t, { cluster: { 'proxy-url': 'socks5://proxy:1080' } })), {
    message:
      /the proxy-url of cluster 'c' is 'socks5:\/\/proxy:1080'; only http:\/\/ and https:\/\/ proxies are supported/,
  });
});

test('a token file beside the kubeconfig is read again, and takes precedence over a token in it', async (t) => {
  let now = 0;
  const options = await kubeconfig(t, { user: { token: 'old', tokenFile: 'token' }, files: { token: 'one\n' } });
  const access = await resolveAccess({ ...options, now: () => now });
  t.is((await access.credentials()).authorization, 'Bearer one');
  await writeFile(join(dirname(options.kubeconfig ?? ''), 'token'), 'two');
  now = 11_000;
  t.is((await access.credentials()).authorization, 'Bearer two');
});

test('impersonation is taken from the kubeconfig', async (t) => {
  const user = { as: 'jane', 'as-groups': ['dev', 'ops'], 'as-uid': 'u-1', 'as-user-extra': { 'a/b': ['c'] } };
  const access = await resolveAccess(await kubeconfig(t, { user }));
  t.deepEqual((await access.credentials()).headers, {
    'Impersonate-User': 'jane',
    'Impersonate-Group': ['dev', 'ops'],
    'Impersonate-Uid': 'u-1',
    'Impersonate-Extra-a%2Fb': ['c'],
  });
});

test('a kubeconfig that is rewritten is read again, but its context stays', async (t) => {
  let now = 0;
  const options = await kubeconfig(t, { user: { 'client-certificate-data': base64('CERT 1') } });
  const access = await resolveAccess({ ...options, now: () => now });
  const first = await access.credentials();
  t.is(String(first.tls.cert), 'CERT 1');
  const path = options.kubeconfig ?? '';
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text.replace(base64('CERT 1'), base64('CERT two')).replace('current-context: first', 'current-context: second'),
  );
  now = 11_000;
  const second = await access.credentials();
  t.is(String(second.tls.cert), 'CERT two');
  t.is(access.server.href, 'https://one.example:6443/');

  await rm(path);
  now = 22_000;
  t.is(await access.credentials(), second, 'while the file cannot be read, the last credentials are used');
  now = 33_000;
  await t.throwsAsync(access.credentials(second), { message: /there is no kubeconfig/ }, 'unless refused');
});

test('the first of several kubeconfigs that sets something counts, and a missing one is skipped', async (t) => {
  const one = await kubeconfig(t, { user: { token: 'one' } });
  const two = await kubeconfig(t, { user: { token: 'two' } });
  const access = await resolveAccess({
    env: { KUBECONFIG: ['/nowhere/config', one.kubeconfig, two.kubeconfig].join(delimiter) },
  });
  t.is((await access.credentials()).authorization, 'Bearer one');
});

test('refused credentials are looked up again at once, but not repeatedly', async (t) => {
  let now = 0;
  const bin = await directory(t, {
    // The plugin returns another token each time.
    plugin: `#!/bin/sh
echo x >>"$0.runs"
cat <<END
{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"$(wc -l <"$0.runs") $KUBERNETES_EXEC_INFO"}}
END
`.replace('$KUBERNETES_EXEC_INFO', '$(echo "$KUBERNETES_EXEC_INFO" | tr -d \'"\')'),
  });
  await chmod(join(bin, 'plugin'), 0o755);
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: join(bin, 'plugin') };
  const access = await resolveAccess({ ...(await kubeconfig(t, { user: { exec } })), now: () => now });
  const first = await access.credentials();
  t.is(
    first.authorization,
    'Bearer 1 {apiVersion:client.authentication.k8s.io/v1,kind:ExecCredential,spec:{interactive:false}}',
  );
  now = 2000;
  const second = await access.credentials(first);
  t.regex(second.authorization ?? '', /^Bearer 2 /);
  t.is(await access.credentials(first), second, 'the first were not the last');
  t.is(await access.credentials(second), second, 'too soon');
  now = 4000;
  t.regex((await access.credentials(second)).authorization ?? '', /^Bearer 3 /);
});

test('a plugin that fails is named with its output', async (t) => {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'sh',
    args: ['-c', 'echo log in first >&2; exit 1'],
  };
  const access = await resolveAccess(await kubeconfig(t, { user: { exec } }));
  await t.throwsAsync(access.credentials(), {
    message: "cannot obtain credentials of user 'u' in the kubeconfig: log in first",
  });
});

test('TLS options are the same object as long as nothing changes', async (t) => {
  const access = await resolveAccess(await kubeconfig(t, { user: { token: 'secret' } }));
  const [one, two] = await Promise.all([access.credentials(), access.credentials()]);
  t.is(one.tls, two.tls);
});

const POD_ENV = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
const POD_FILES = { token: 'token-1\n', 'ca.crt': 'CA 1', namespace: 'operators' };

test('in a pod, its token, CA and namespace are used', async (t) => {
  const serviceAccountDirectory = await directory(t, POD_FILES);
  const access = await resolveAccess({ env: POD_ENV, serviceAccountDirectory });
  t.is(access.server.href, 'https://10.96.0.1/');
  t.is(access.namespace, 'operators');
  t.deepEqual(await access.credentials(), {
    tls: { ca: 'CA 1' },
    authorization: 'Bearer token-1',
    origin: { ca: join(serviceAccountDirectory, 'ca.crt'), token: join(serviceAccountDirectory, 'token') },
  });

  const v6 = await resolveAccess({ env: { KUBERNETES_SERVICE_HOST: 'fd00::1' }, serviceAccountDirectory });
  t.is(v6.server.href, 'https://[fd00::1]/');
});

test('in a pod, a renewed token is used within a minute, and a renewed CA causes new connections', async (t) => {
  const serviceAccountDirectory = await directory(t, POD_FILES);
  let now = 0;
  const access = await resolveAccess({ env: POD_ENV, serviceAccountDirectory, now: () => now });
  const first = await access.credentials();
  await writeFile(join(serviceAccountDirectory, 'token'), 'token-2');
  now = 59_000;
  t.is((await access.credentials()).authorization, 'Bearer token-1');
  now = 61_000;
  const second = await access.credentials();
  t.is(second.authorization, 'Bearer token-2');
  t.is(second.tls, first.tls);
  await writeFile(join(serviceAccountDirectory, 'ca.crt'), 'CA 2');
  now = 122_000;
  t.deepEqual((await access.credentials()).tls, { ca: 'CA 2' });
});

test('in a pod without a token, the error has a remedy', async (t) => {
  const serviceAccountDirectory = await directory(t);
  await t.throwsAsync(resolveAccess({ env: POD_ENV, serviceAccountDirectory }), {
    message: /cannot read .*\/namespace; does the pod have automountServiceAccountToken: true/,
  });
});
