import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from './certificates.ts';
import { ensureDirectory } from './paths.ts';

const identities: Readonly<Record<string, readonly [user: string, ...groups: string[]]>> = {
  admin: ['kubernetes-admin', 'system:masters'],
  'kube-controller-manager': ['system:kube-controller-manager'],
  'kube-scheduler': ['system:kube-scheduler'],
  'kube-proxy': ['system:kube-proxy'],
  'node-1': ['system:node:node-1', 'system:nodes'],
  'node-2': ['system:node:node-2', 'system:nodes'],
  'machine-amd64': ['system:node:machine-amd64', 'system:nodes'],
  'machine-arm64': ['system:node:machine-arm64', 'system:nodes'],
};

/** What a client needs to authenticate with the API server. */
export type Credentials = { readonly server: string; readonly ca: string; readonly token: string };

/**
 * Fills a directory with certificates, the API server's token file and one `IDENTITY.kubeconfig` for each component,
 * so that each acts under its own name and rights. Returns those of the administrator.
 */
export async function makeCredentials(directory: string, server: string): Promise<Credentials> {
  ensureDirectory(directory);
  await makeCertificates(directory);
  const ca = readFileSync(join(directory, 'ca.crt'), 'utf8');
  const tokens = Object.entries(identities).map(([identity, [user, ...groups]]) => {
    const token = randomBytes(24).toString('base64url');
    writeFileSync(join(directory, `${identity}.kubeconfig`), kubeconfig({ server, ca, token }), { mode: 0o600 });
    return { identity, token, line: `${token},${user},${identity},"${groups.join(',')}"\n` };
  });
  writeFileSync(join(directory, 'tokens.csv'), tokens.map(({ line }) => line).join(''), { mode: 0o600 });
  return { server, ca, token: tokens[0]?.token ?? '' };
}

function kubeconfig({ server, ca, token }: Credentials): string {
  return JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        { name: 'test', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } },
      ],
      users: [{ name: 'test', user: { token } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      'current-context': 'test',
    },
    undefined,
    2,
  );
}
