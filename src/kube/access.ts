import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../runtime/clock.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { remember } from './credentials.ts';
import { fromKubeconfig } from './kubeconfig.ts';
import { proxyFromEnvironment } from './proxy.ts';

export interface AccessOptions {
  /** Path of a kubeconfig, or several as in KUBECONFIG. Without it: KUBECONFIG, the pod we run in, ~/.kube/config. */
  kubeconfig?: string | undefined;
  /** A context of the kubeconfig; its current one by default. */
  context?: string | undefined;
  env?: NodeJS.ProcessEnv | undefined;
  /** Directory with the pod's token, CA and namespace. */
  serviceAccountDirectory?: string | undefined;
  /** Milliseconds, never going back. */
  now?: (() => number) | undefined;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/** The kubelet renews tokens when a fifth of their life is left, 12 minutes at least. */
const TOKEN_FILES_FRESH_MS = 60_000;

/**
 * Finds the cluster the way kubectl does: the kubeconfig given, then the pod we run in, then the user's own kubeconfig.
 * Also finds the proxy in front of the cluster, if there is one.
 * @throws Error naming the file or variable that is wrong
 */
export async function resolveAccess(options: AccessOptions = {}): Promise<ClusterAccess> {
  const { context, env = process.env, now = () => systemClock.now() } = options;
  const named = options.kubeconfig ?? env['KUBECONFIG'];
  if (named === undefined && context === undefined && env['KUBERNETES_SERVICE_HOST'] !== undefined) {
    return inCluster(env, options.serviceAccountDirectory ?? SERVICE_ACCOUNT, now);
  }
  return fromKubeconfig(named || join(homedir(), '.kube', 'config'), context, env, now);
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
  const server = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`);
  const proxy = proxyFromEnvironment(server, env);
  return {
    server,
    ...(proxy === undefined ? {} : { proxy }),
    namespace: (await read('namespace')).trim(),
    credentials: remember({
      freshMs: TOKEN_FILES_FRESH_MS,
      now,
      read: async () => {
        const [token, ca] = await Promise.all([read('token'), read('ca.crt')]);
        const origin = { ca: join(directory, 'ca.crt'), token: join(directory, 'token') };
        return { tls: { ca }, authorization: `Bearer ${token.trim()}`, origin };
      },
    }),
  };
}
