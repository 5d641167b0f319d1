import type { KubeConfig, User } from '@kubernetes/client-node';
import { readFile, stat } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { delimiter, dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ClusterAccess } from './cluster-access.ts';
import { proxyFromEnvironment, proxyUrl } from './proxy.ts';
import { type Credentials, type Origin, remember, type TlsOptions } from './credentials.ts';

const FRESH_MS = 10_000;

/** A user as kubectl writes it; only the fields that `@kubernetes/client-node` 2.0 drops. */
interface RawUser {
  tokenFile?: string;
  'as-groups'?: string[];
  'as-uid'?: string;
  'as-user-extra'?: Record<string, string[]>;
}

interface Loaded {
  config: KubeConfig;
  users: ReadonlyMap<string, RawUser>;
  /** Changes when one of the files does. */
  stamp: string;
}

/**
 * Access by one context of one or several kubeconfigs. The files are read again every few seconds, so certificates and
 * tokens may be renewed in them or beside them; server, proxy and context stay.
 */
export async function fromKubeconfig(
  paths: string,
  contextName: string | undefined,
  env: NodeJS.ProcessEnv,
  now: () => number,
): Promise<ClusterAccess> {
  const files = paths.split(delimiter).filter(Boolean);
  let loaded = await load(files);
  const name = contextName ?? loaded.config.getCurrentContext();
  const { context, cluster } = pick(loaded, name, paths);
  const server = new URL(cluster.server);
  const proxy =
    cluster.proxyUrl === undefined
      ? proxyFromEnvironment(server, env)
      : proxyUrl(cluster.proxyUrl, `in the kubeconfig ${paths} the proxy-url of cluster '${cluster.name}' is`);
  return {
    server,
    namespace: context.namespace ?? 'default',
    context: name,
    ...(proxy === undefined ? {} : { proxy }),
    credentials: remember({
      freshMs: FRESH_MS,
      now,
      read: async (again) => {
        // The output of a credential plugin is kept with the loaded file, and must be dropped if the server has
        // rejected it.
        if (again || (await stampOf(files)) !== loaded.stamp) {
          loaded = await load(files);
        }
        pick(loaded, name, paths);
        return { ...(await credentialsOf(loaded)), origin: originOf(loaded, paths) };
      },
    }),
  };
}

/** Makes the context the current one. */
function pick({ config }: Loaded, name: string, paths: string) {
  config.setCurrentContext(name);
  const context = config.getContextObject(name);
  const cluster = config.getCurrentCluster();
  if (context === null || cluster === null) {
    const known = config.getContexts().map((each) => each.name);
    const missing = context === null ? `no context '${name}'` : `no cluster '${context.cluster}'`;
    throw new Error(`the kubeconfig ${paths} has ${missing}; its contexts are: ${known.join(', ') || 'none'}`);
  }
  return { context, cluster };
}

/** If several files have clusters, users or contexts of one name, the first one counts. */
async function load(files: readonly string[]): Promise<Loaded> {
  // Costs 0.7 s and 80 MB, which a start inside the cluster does not need.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const users = new Map<string, RawUser>();
  const stamp = await stampOf(files);
  for (const file of files) {
    try {
      const text = await readFile(file, 'utf8');
      const next = new KubeConfig();
      next.loadFromString(text);
      next.makePathsAbsolute(dirname(file));
      merge(config, next);
      for (const { name, user } of (parse(text) as { users?: { name: string; user?: RawUser }[] }).users ?? []) {
        if (!users.has(name)) {
          const { tokenFile } = user ?? {};
          users.set(name, { ...user, ...(tokenFile ? { tokenFile: resolve(dirname(file), tokenFile) } : {}) });
        }
      }
      completePlugins(next.getUsers(), dirname(file));
    } catch (cause) {
      const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      if (isMissing && files.length > 1) {
        continue;
      }
      if (isMissing) {
        throw new Error(`there is no kubeconfig ${file}; name one by --kubeconfig or the variable KUBECONFIG`, {
          cause,
        });
      }
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`cannot load the kubeconfig ${file}: ${why}`, { cause });
    }
  }
  return { config, users, stamp };
}

function merge(config: KubeConfig, next: KubeConfig): void {
  const clusters = names(config.getClusters());
  const users = names(config.getUsers());
  const contexts = names(config.getContexts());
  next.getClusters().forEach((each) => clusters.has(each.name) || config.addCluster(each));
  next.getUsers().forEach((each) => users.has(each.name) || config.addUser(each));
  next.getContexts().forEach((each) => contexts.has(each.name) || config.addContext(each));
  // client-node types it as a string, but it may be missing.
  if (!(config.getCurrentContext() as string | undefined)) {
    config.setCurrentContext(next.getCurrentContext());
  }
}

function names(all: readonly { name: string }[]): Set<string> {
  return new Set(all.map(({ name }) => name));
}

/** Plugins get what kubectl gives them: a path relative to the file, and the version of the API to speak. */
function completePlugins(users: readonly User[], directory: string): void {
  for (const { exec } of users as readonly { exec?: Exec | null }[]) {
    if (exec) {
      const { apiVersion, command } = exec;
      exec.command = command.includes('/') ? resolve(directory, command) : command;
      const value = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec: { interactive: false } });
      exec.env = [{ name: 'KUBERNETES_EXEC_INFO', value }, ...(exec.env ?? [])];
    }
  }
}

interface Exec {
  apiVersion: string;
  command: string;
  env?: { name: string; value: string }[] | null;
}

async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = files.map(async (file) =>
    stat(file).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
      () => 'missing',
    ),
  );
  return (await Promise.all(stamps)).join();
}

async function credentialsOf({ config, users }: Loaded): Promise<Credentials> {
  const options: RequestOptions = {};
  const user = config.getCurrentUser()?.name ?? '';
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.trim() : String(cause);
    throw new Error(`cannot obtain credentials of user '${user}' in the kubeconfig: ${why || 'no reason given'}`, {
      cause,
    });
  }
  const { ca, cert, key, servername, rejectUnauthorized, auth } = options;
  const tls = defined({ ca, cert, key, servername, rejectUnauthorized }) as TlsOptions;
  const { Authorization, ...others } = (options.headers ?? {}) as Record<string, string>;
  const raw = users.get(user);
  const token = raw?.tokenFile === undefined ? undefined : (await readFile(raw.tokenFile, 'utf8')).trim();
  const basic = auth ? `Basic ${Buffer.from(auth).toString('base64')}` : undefined;
  const authorization = token === undefined ? (Authorization ?? basic) : `Bearer ${token}`;
  const headers = { ...others, ...impersonation(raw) };
  return {
    tls,
    ...(authorization === undefined ? {} : { authorization }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}

function originOf({ config, users }: Loaded, paths: string): Origin {
  const { caFile, caData } = config.getCurrentCluster() ?? {};
  const { name = '', certFile, keyFile } = config.getCurrentUser() ?? {};
  const user = `user '${name}' of the kubeconfig ${paths}`;
  const ca = caFile ?? (caData && `the kubeconfig ${paths}`);
  return {
    ...(ca ? { ca } : {}),
    certificate: certFile ?? user,
    key: keyFile ?? user,
    token: users.get(name)?.tokenFile ?? user,
  };
}

/** The headers of impersonation except Impersonate-User, which client-node sets itself. */
function impersonation(user: RawUser = {}): Record<string, string | string[]> {
  const extra = Object.entries(user['as-user-extra'] ?? {}).map(([key, values]) => [
    `Impersonate-Extra-${encodeURIComponent(key)}`,
    values,
  ]);
  return defined({
    'Impersonate-Group': user['as-groups'],
    'Impersonate-Uid': user['as-uid'],
    ...Object.fromEntries(extra),
  }) as Record<string, string | string[]>;
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
