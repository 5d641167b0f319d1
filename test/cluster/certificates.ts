import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run.ts';

type Leaf = { readonly subject: string; readonly names: readonly string[] };

/** Subject names under which clients reach the API server in either mode. */
const apiServerNames = [
  'DNS:localhost',
  'DNS:kubernetes',
  'DNS:kubernetes.default',
  'DNS:kubernetes.default.svc',
  'DNS:kubernetes.default.svc.cluster.local',
  'IP:127.0.0.1',
  'IP:10.96.0.1',
  'IP:10.88.0.2',
];

const leaves: Readonly<Record<string, Leaf>> = {
  apiserver: { subject: '/CN=kube-apiserver', names: apiServerNames },
  'apiserver-kubelet-client': { subject: '/O=system:masters/CN=kube-apiserver-kubelet-client', names: [] },
  kubelet: { subject: '/O=system:nodes/CN=kubelet', names: ['IP:10.88.0.2', 'IP:10.88.0.3'] },
};

async function openssl(...args: readonly string[]): Promise<void> {
  await run(['openssl', ...args]);
}

/**
 * Makes a certificate authority (`ca.crt`), the certificates it signed and the key of service account tokens
 * in a directory, each as `NAME.crt` and `NAME.key`.
 */
export async function makeCertificates(directory: string): Promise<void> {
  const file = (name: string) => join(directory, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const ca = [
    '-days',
    '3650',
    '-subj',
    '/CN=test-cluster-ca',
    '-addext',
    'keyUsage=critical,keyCertSign,digitalSignature',
  ];
  await Promise.all([
    openssl('req', '-x509', ...key, ...ca, '-keyout', file('ca.key'), '-out', file('ca.crt')),
    openssl('ecparam', '-genkey', '-noout', '-name', 'prime256v1', '-out', file('service-account.key')),
  ]);
  await Promise.all(
    Object.entries(leaves).map(async ([name, { subject, names }]) => {
      const request = file(`${name}.csr`);
      const extensions = ['extendedKeyUsage=serverAuth,clientAuth'];
      if (names.length > 0) extensions.push(`subjectAltName=${names.join(',')}`);
      writeFileSync(file(`${name}.ext`), extensions.join('\n'));
      await openssl('req', '-new', ...key, '-subj', subject, '-keyout', file(`${name}.key`), '-out', request);
      const signer = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-set_serial', `0x${serial()}`, '-days', '3650'];
      await openssl(
        'x509',
        '-req',
        '-in',
        request,
        ...signer,
        '-extfile',
        file(`${name}.ext`),
        '-out',
        file(`${name}.crt`),
      );
    }),
  );
}

function serial(): string {
  return `01${randomBytes(15).toString('hex')}`;
}
