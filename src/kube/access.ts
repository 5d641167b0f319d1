import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** TLS options of a connection to the API server; certificates and keys in PEM. */
export interface TlsOptions {
  ca?: Buffer | string;
  cert?: Buffer | string;
  key?: Buffer | string;
  servername?: string;
  rejectUnauthorized?: boolean;
}

export interface Credentials {
  /** The same object for as long as nothing in it has changed: another one asks for new connections. */
  tls: TlsOptions;
  /** Value of the Authorization header, if there is one. */
  authorization?: string;
}

/** Where the API server is and how to authenticate with it. */
export interface ClusterAccess {
  /** May carry a path prefix, as clusters behind a gateway do. */
  readonly server: URL;
  /** Namespace of the kubeconfig's context, or of the pod we run in. */
  readonly namespace: string;
  credentials(): Promise<Credentials>;
}

export interface AccessOptions {
  /** Path of a kubeconfig, or several as KUBECONFIG may have; otherwise KUBECONFIG, the pod we run in, ~/.kube/config. */
  kubeconfig?: string | undefined;
  /** A context of the kubeconfig; its current one unless said otherwise. */
  context?: string | undefined;
  env?: NodeJS.ProcessEnv | undefined;
  /** Where the pod's token, CA and namespace are. */
  serviceAccountDirectory?: string | undefined;
  /** Milliseconds, never going back. */
  now?: (() => number) | undefined;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/** The kubelet renews tokens when a fifth of their life is left, 12 minutes at least. */
const TOKEN_FILES_FRESH_MS = 60_000;
const KUBECONFIG_FRESH_MS = 10_000;

/**
 * Finds the cluster the way kubectl does: a kubeconfig that is named, then the pod we run in, then the user's own.
 * @throws Error naming the file or variable that does not fit
 */
export async function resolveAccess(options: AccessOptions = {}): Promise<ClusterAccess> {
  const { context, env = process.env, now = () => performance.now() } = options;
  const named = options.kubeconfig ?? env['KUBECONFIG'];
  if (named === undefined && context === undefined && env['KUBERNETES_SERVICE_HOST'] !== undefined) {
    return inCluster(env, options.serviceAccountDirectory ?? SERVICE_ACCOUNT, now);
  }
  return fromKubeconfig(named || join(homedir(), '.kube', 'config'), context, now);
}

async function inCluster(env: NodeJS.ProcessEnv, directory: string, now: () => number): Promise<ClusterAccess> {
  const read = async (name: string): Promise<string> => {
    const path = join(directory, name);
    return readFile(path, 'utf8').catch((cause: unknown) => {
      throw new Error(
        `cannot read ${path}; does the pod have automountServiceAccountToken: true, or do you mean --kubeconfig?`,
        { cause },
      );
    });
  };
  const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
  return {
    server: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
    namespace: (await read('namespace')).trim(),
    credentials: remember(TOKEN_FILES_FRESH_MS, now, async () => {
      const [token, ca] = await Promise.all([read('token'), read('ca.crt')]);
      return { tls: { ca }, authorization: `Bearer ${token.trim()}` };
    }),
  };
}

async function fromKubeconfig(
  paths: string,
  contextName: string | undefined,
  now: () => number,
): Promise<ClusterAccess> {
  // Costs two thirds of a second and 80 MB, which a start within the cluster is spared.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  for (const [index, path] of paths.split(delimiter).filter(Boolean).entries()) {
    const next = index === 0 ? config : new KubeConfig();
    try {
      next.loadFromFile(path);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`cannot load the kubeconfig ${path}: ${why}`, { cause });
    }
    if (index > 0) {
      config.mergeConfig(next, true);
    }
  }
  if (contextName !== undefined) {
    config.setCurrentContext(contextName);
  }
  const name = config.getCurrentContext();
  const context = config.getContextObject(name);
  const cluster = config.getCurrentCluster();
  if (context === null || cluster === null) {
    const known = config.getContexts().map((each) => each.name);
    const missing = context === null ? `no context '${name}'` : `no cluster '${context.cluster}'`;
    throw new Error(`the kubeconfig ${paths} has ${missing}; its contexts are: ${known.join(', ') || 'none'}`);
  }
  if (cluster.proxyUrl !== undefined) {
    throw new Error(`the kubeconfig ${paths} names a proxy-url for cluster '${cluster.name}', which is not supported`);
  }
  return {
    server: new URL(cluster.server),
    namespace: context.namespace ?? 'default',
    credentials: remember(KUBECONFIG_FRESH_MS, now, async () => {
      const options: RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      return fromRequestOptions(options);
    }),
  };
}

function fromRequestOptions({
  ca,
  cert,
  key,
  servername,
  rejectUnauthorized,
  auth,
  headers,
}: RequestOptions): Credentials {
  const given = Object.entries({ ca, cert, key, servername, rejectUnauthorized }).filter(
    ([, value]) => value !== undefined,
  );
  const tls: TlsOptions = Object.fromEntries(given);
  const header = (headers as Record<string, string> | undefined)?.['Authorization'];
  const authorization = header ?? (auth ? `Basic ${Buffer.from(auth).toString('base64')}` : undefined);
  return authorization === undefined ? { tls } : { tls, authorization };
}

/** Keeps credentials for a while, and their TLS options for as long as these stay equal. */
function remember(freshMs: number, now: () => number, read: () => Promise<Credentials>): () => Promise<Credentials> {
  let last: { credentials: Credentials; tlsText: string; until: number } | undefined;
  let reading: Promise<Credentials> | undefined;
  const renew = async (): Promise<Credentials> => {
    const credentials = await read();
    const tlsText = JSON.stringify(credentials.tls);
    if (last?.tlsText === tlsText) {
      credentials.tls = last.credentials.tls;
    }
    last = { credentials, tlsText, until: now() + freshMs };
    return credentials;
  };
  return async () => {
    if (last !== undefined && now() < last.until) {
      return last.credentials;
    }
    reading ??= renew().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}
