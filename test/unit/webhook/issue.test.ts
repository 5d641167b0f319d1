import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { run } from '../../../lab/host/run.ts';
import { canSign, issueAuthority, issueLeaf } from '../../../src/webhook/certificates/issue.ts';

const NOW = new Date('2026-11-29T12:00:00Z');
const NAMES = ['iceoryx-operator.iceoryx-system.svc', 'localhost'];

test('openssl accepts what is issued, for its names, its purpose and its time only', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'certificates-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const authority = issueAuthority(NOW);
  const other = issueAuthority(NOW);
  // Lengths and numbers whose encodings differ occur in some of them only.
  const leaves = Array.from({ length: 20 }, () => issueLeaf(authority, NAMES, NOW).certificate);
  const many = issueLeaf(
    authority,
    Array.from({ length: 40 }, (_, index) => `replica-${index}.example`),
    NOW,
  ).certificate;
  t.true(leaves.every(({ serialNumber }) => !serialNumber.startsWith('-')));
  const write = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  const paths = [...leaves, many].map((leaf, index) => write(`${index}.crt`, leaf.toString()));
  const trusted = write('ca.crt', authority.certificate.toString());
  const verify = (options: readonly string[], trust = trusted, at = NOW, files = paths.slice(0, 1)): Promise<unknown> =>
    run([
      'openssl',
      'verify',
      '-x509_strict',
      '-attime',
      `${at.getTime() / 1000}`,
      ...options,
      '-CAfile',
      trust,
      ...files,
    ]);

  await t.notThrowsAsync(verify(['-purpose', 'sslserver'], trusted, NOW, paths));
  for (const name of NAMES) {
    await t.notThrowsAsync(verify(['-verify_hostname', name]));
  }
  await t.notThrowsAsync(verify(['-verify_hostname', 'replica-39.example'], trusted, NOW, paths.slice(-1)));
  await t.notThrowsAsync(
    verify([], write('both.crt', other.certificate.toString() + authority.certificate.toString())),
  );
  await t.throwsAsync(verify(['-verify_hostname', 'kubernetes.default.svc']), { message: /hostname mismatch/i });
  await t.throwsAsync(verify(['-purpose', 'sslclient']), { message: /purpose/ });
  await t.throwsAsync(verify([], write('other.crt', other.certificate.toString())), { message: /issuer certificate/ });
  await t.throwsAsync(verify([], trusted, new Date('2026-11-29T10:59:59Z')), { message: /not yet valid/ });
  await t.throwsAsync(verify([], trusted, new Date('2027-02-27T12:00:01Z')), { message: /expired/ });
  // A leaf is no authority, and an authority signs no other one.
  await t.throwsAsync(verify([], write('leaf.crt', leaves[0]?.toString() ?? ''), NOW, paths.slice(1, 2)));
});

test('a clock that is an hour behind is no reason to refuse, and times beyond 2049 can be written', (t) => {
  for (const now of [NOW, new Date('2049-12-01T00:00:00Z'), new Date('2051-03-01T00:00:00Z')]) {
    const authority = issueAuthority(now);
    const { certificate } = issueLeaf(authority, NAMES, now);
    t.is(certificate.validFromDate.getTime(), now.getTime() - 3_600_000);
    t.is(certificate.validToDate.getTime(), now.getTime() + 90 * 86_400_000);
    t.is(authority.certificate.validToDate.getTime(), now.getTime() + 365 * 86_400_000);
  }
});

test('a certificate does not outlast its authority, and each authority has a name of its own', (t) => {
  const authority = issueAuthority(NOW);
  const late = new Date('2027-11-01T00:00:00Z');
  t.deepEqual(issueLeaf(authority, NAMES, late).certificate.validToDate, authority.certificate.validToDate);
  t.not(issueAuthority(NOW).certificate.subject, authority.certificate.subject);
});

test('only an authority with its own key can sign', (t) => {
  const [authority, other] = [issueAuthority(NOW), issueAuthority(NOW)];
  t.true(canSign(authority));
  t.false(canSign({ ...authority, key: other.key }));
  t.false(canSign(issueLeaf(authority, NAMES, NOW)));
});

test('a name that no API server would ask for is refused with its value', (t) => {
  const authority = issueAuthority(NOW);
  for (const name of ['', 'Operator.svc', '*.svc', 'a..b', 'a b', 'ä.svc', '-a.svc', `${'a'.repeat(64)}.svc`]) {
    t.throws(() => issueLeaf(authority, [name], NOW), {
      instanceOf: RangeError,
      message: new RegExp(`not '${name.replace('*', '\\*')}'`),
    });
  }
  t.throws(() => issueLeaf(authority, [], NOW), { instanceOf: RangeError });
});
