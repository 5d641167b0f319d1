import test from 'ava';
import type { Change } from '../../../src/kube/cache.ts';
import { issueAuthority, issueLeaf, type KeyPair } from '../../../src/webhook/certificates/issue.ts';
import type { TlsSecret } from '../../../src/webhook/certificates/secret.ts';
import { ServingCertificate, type TlsPair } from '../../../src/webhook/certificates/serving-certificate.ts';
import { dataOf, type SecretData, toBase64 } from '../../../src/webhook/certificates/stored.ts';
import { FakeClock } from '../runtime/fake-clock.ts';
import { type Line, testLog } from '../test-log.ts';

const NAMES = ['localhost'];
const NOW = new Date('2026-11-29T12:00:00Z');
const DAY_MS = 86_400_000;

interface World {
  readonly serving: ServingCertificate;
  readonly clock: FakeClock;
  readonly shown: TlsPair[];
  readonly lines: Line[];
  readonly tell: (type: 'added' | 'deleted', data: SecretData | undefined) => void;
}

function world(): World {
  const clock = new FakeClock(NOW.getTime());
  let handler: (change: Change<TlsSecret>) => void = () => {};
  const log = testLog();
  const serving = new ServingCertificate({
    secrets: { onChange: (each) => ((handler = each), () => {}) },
    secretKey: 'system/webhook',
    log,
    settleMs: 5000,
    clock,
  });
  const shown: TlsPair[] = [];
  serving.onChange((pair) => shown.push(pair));
  const tell = (type: 'added' | 'deleted', data: SecretData | undefined): void =>
    handler({ type, object: { metadata: { name: 'webhook', namespace: 'system' }, ...(data && { data }) } });
  return { serving, clock, shown, lines: log.lines, tell };
}

function certificates(
  authority: KeyPair,
  bundle = [authority],
  at = NOW,
): { data: SecretData | undefined; cert: string } {
  const leaf = issueLeaf(authority, NAMES, at);
  const data = dataOf({ leaf, authority, bundle: bundle.map(({ certificate }) => certificate) });
  return { data, cert: leaf.certificate.toString() };
}

test('the certificate of the Secret is shown, and stays when the Secret is deleted or spoiled', (t) => {
  const { serving, clock, shown, lines, tell } = world();
  t.is(serving.problem, 'waiting for the certificate in Secret system/webhook');
  const { data, cert } = certificates(issueAuthority(NOW));
  tell('added', data);
  t.is(serving.problem, undefined);
  tell('deleted', data);
  for (const half of [{}, { ...data, 'tls.key': '' }, { ...data, 'tls.crt': toBase64('x') }, undefined]) {
    tell('added', half);
  }
  tell('added', certificates(issueAuthority(NOW), undefined, new Date(NOW.getTime() - 100 * DAY_MS)).data);
  t.deepEqual(
    shown.map((pair) => pair.cert),
    [cert],
  );
  t.is(serving.current?.cert, cert);
  t.is(lines.filter(({ level }) => level === 'warn').length, 5, 'with a line for each');
  clock.advance(90 * DAY_MS);
  t.is(serving.problem, 'the certificate in Secret system/webhook expired at 2027-02-27T12:00:00.000Z');
});

test('a certificate of an authority that is known is shown at once, of another one when API servers know it', (t) => {
  const { clock, shown, tell } = world();
  const [first, second] = [issueAuthority(NOW), issueAuthority(NOW)];
  const all = [certificates(first, [first, second]), certificates(second), certificates(issueAuthority(NOW))];
  tell('added', all[0]?.data);
  tell('added', all[1]?.data);
  t.is(shown.length, 2);
  tell('added', all[2]?.data);
  clock.advance(4999);
  t.is(shown.length, 2);
  clock.advance(1);
  t.deepEqual(
    shown.map(({ cert }) => cert),
    all.map(({ cert }) => cert),
  );
  tell('added', all[2]?.data);
  t.is(shown.length, 3, 'the same one is no change');
});

test('a certificate that has expired does not keep the next one waiting', (t) => {
  const { clock, shown, tell } = world();
  tell('added', certificates(issueAuthority(NOW)).data);
  clock.advance(91 * DAY_MS);
  const later = clock.date();
  tell('added', certificates(issueAuthority(later), undefined, later).data);
  t.is(shown.length, 2);
});

test('of two that follow each other, only the last one is shown', (t) => {
  const { clock, shown, tell } = world();
  tell('added', certificates(issueAuthority(NOW)).data);
  tell('added', certificates(issueAuthority(NOW)).data);
  const last = certificates(issueAuthority(NOW));
  clock.advance(1000);
  tell('added', last.data);
  clock.advance(5000);
  t.deepEqual(
    shown.slice(1).map(({ cert }) => cert),
    [last.cert],
  );
  t.is(clock.scheduled, 0);
});
