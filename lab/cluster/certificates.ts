import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../host/run.ts';

/** The subject of a certificate. */
export type Leaf = {
  readonly subject: string;
  readonly names: readonly string[];
  /** Validity in seconds from now; ten years by default. */
  readonly seconds?: number;
};

/** Ten years. */
const LONG_SECONDS = 315_000_000;
/** Certificates are valid from a day ago. */
const BEFORE_SECONDS = 86_400;

/** The API server, with the names under which clients reach it in either mode. */
export const SERVER: Leaf = {
  subject: '/CN=kube-apiserver',
  names: [
    'DNS:localhost',
    'DNS:kubernetes',
    'DNS:kubernetes.default',
    'DNS:kubernetes.default.svc',
    'DNS:kubernetes.default.svc.cluster.local',
    'IP:127.0.0.1',
    'IP:10.96.0.1',
    'IP:10.88.0.2',
  ],
};

const leaves: Readonly<Record<string, Leaf>> = {
  apiserver: SERVER,
  'apiserver-kubelet-client': { subject: '/O=system:masters/CN=kube-apiserver-kubelet-client', names: [] },
  kubelet: {
    subject: '/O=system:nodes/CN=kubelet',
    names: ['IP:10.88.0.2', 'IP:10.88.0.3', 'IP:10.88.0.11', 'IP:10.88.0.12'],
  },
};

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

async function openssl(...args: readonly string[]): Promise<void> {
  await run(['openssl', ...args]);
}

/**
 * Makes a certificate authority (`ca.crt`), the certificates it signed and the key of service account tokens
 * in a directory, each as `NAME.crt` and `NAME.key`.
 */
export async function makeCertificates(directory: string): Promise<void> {
  await Promise.all([
    makeAuthority(directory, 'ca'),
    openssl('ecparam', '-genkey', '-noout', '-name', 'prime256v1', '-out', join(directory, 'service-account.key')),
  ]);
  await Promise.all(Object.entries(leaves).map(([name, leaf]) => issueCertificate(directory, name, 'ca', leaf)));
}

/** Makes a certificate authority as `NAME.crt` and `NAME.key`. */
export async function makeAuthority(directory: string, name: string): Promise<void> {
  const extensions = ['basicConstraints=critical,CA:true', 'keyUsage=critical,keyCertSign,digitalSignature'];
  const signer = ['-selfsign', '-keyfile', join(directory, `${name}.key`)];
  await issue(directory, name, signer, { subject: `/CN=test-cluster-${name}`, names: [] }, extensions);
}

/** Makes a key and a certificate for it, signed by an authority of the same directory, as `NAME.key` and `NAME.crt`. */
export async function issueCertificate(directory: string, name: string, authority: string, leaf: Leaf): Promise<void> {
  const signer = ['-cert', join(directory, `${authority}.crt`), '-keyfile', join(directory, `${authority}.key`)];
  const names = leaf.names.length === 0 ? [] : [`subjectAltName=${leaf.names.join(',')}`];
  await issue(directory, name, signer, leaf, ['extendedKeyUsage=serverAuth,clientAuth', ...names]);
}

async function issue(
  directory: string,
  name: string,
  signer: readonly string[],
  { subject, seconds = LONG_SECONDS }: Leaf,
  extensions: readonly string[],
): Promise<void> {
  const file = (end: string) => join(directory, `${name}.${end}`);
  // `openssl x509` counts in days from now, but the clock of a machine may be behind.
  const time = (from: number) => new Date(Date.now() + from * 1000).toISOString().replace(/[-:T]|\.\d+/g, '');
  writeFileSync(
    file('ca.conf'),
    `[ca]
default_ca = this
[this]
database = ${file('index')}
new_certs_dir = ${directory}
rand_serial = yes
default_md = sha256
unique_subject = no
policy = names
x509_extensions = extensions
[names]
organizationName = optional
commonName = supplied
[extensions]
${extensions.join('\n')}
`,
  );
  writeFileSync(file('index'), '');
  await openssl('req', '-new', ...NEW_KEY, '-subj', subject, '-keyout', file('key'), '-out', file('csr'));
  const result = ['-startdate', time(-BEFORE_SECONDS), '-enddate', time(seconds), '-notext'];
  const files = ['-in', file('csr'), '-out', file('crt')];
  await openssl('ca', '-batch', '-config', file('ca.conf'), ...signer, ...result, ...files);
}
