import { generateKeyPairSync, type X509Certificate } from 'node:crypto';
import test from 'ava';
import * as fc from 'fast-check';
import { issueAuthority, issueLeaf, type KeyPair } from '../../../src/webhook/certificates/issue.ts';
import { reasonAgainst, type Renewal, renewal, renewed, signerOf } from '../../../src/webhook/certificates/renewal.ts';
import { dataOf, type SecretData, type Stored, storedOf, toBase64 } from '../../../src/webhook/certificates/stored.ts';

const NOW = new Date('2026-11-29T12:00:00Z');
const NAMES = ['iceoryx-operator.iceoryx-system.svc'];
const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

/** The Secret of an authority and a leaf, which are that many days old. */
function secret({
  authorityDays = 0,
  leafDays = 0,
  names = NAMES,
  leafOf = undefined as KeyPair | undefined,
} = {}): Required<SecretData> {
  const authority = issueAuthority(inDays(-authorityDays));
  const leaf = issueLeaf(leafOf ?? authority, names, inDays(-leafDays));
  return dataOf({ authority, leaf, bundle: [authority.certificate] });
}

const decide = (data: SecretData | undefined): Renewal => renewal(storedOf(data), NAMES, NOW);

test('fresh certificates are left alone until a third of their life is left', (t) => {
  const decision = decide(secret());
  t.is(decision.what, 'nothing');
  const until = decision.what === 'nothing' ? decision.until : NOW;
  t.true(until > inDays(59) && until < inDays(61), until.toISOString());
  t.is(decide(secret({ leafDays: 59 })).what, 'nothing');
});

const fresh = secret();
const stranger = secret();
const ofLostAuthority = secret({ leafOf: issueAuthority(NOW) });
const rows: readonly (readonly [string, SecretData | undefined, Renewal['what'], RegExp])[] = [
  ['there is no Secret', undefined, 'both', /no tls.crt and tls.key/],
  ['an empty Secret', {}, 'both', /no tls.crt and tls.key; it has no ca.crt and ca.key/],
  ['the certificate is due', secret({ leafDays: 61 }), 'leaf', /expires at 2026-12-28/],
  ['the certificate has expired', secret({ leafDays: 91 }), 'leaf', /expired at 2026-11-28/],
  ['the certificate is not yet valid', secret({ leafDays: -1 }), 'leaf', /valid only from 2026-11-30/],
  ['the certificate is for other names', secret({ names: ['a.b.svc'] }), 'leaf', /is for a.b.svc/],
  ['the certificate is for more names', secret({ names: [...NAMES, 'b.svc'] }), 'leaf', /is for b.svc, ice/],
  ['half-written: no key', { ...fresh, 'tls.key': '' }, 'leaf', /it has no tls.key/],
  [
    'half-written: a key of another certificate',
    { ...fresh, 'tls.key': stranger['tls.key'] },
    'leaf',
    /tls.key does not belong/,
  ],
  [
    'half-written: a certificate cut short',
    { ...fresh, 'tls.crt': fresh['tls.crt'].slice(0, 400) },
    'leaf',
    /tls.crt is no certificate/,
  ],
  [
    'half-written: a key cut short',
    { ...fresh, 'tls.key': fresh['tls.key'].slice(0, 100) },
    'leaf',
    /tls.key is no private key/,
  ],
  ['the certificate is of no authority of the bundle', ofLostAuthority, 'leaf', /no authority of ca.crt/],
  ['the authority is near its end', secret({ authorityDays: 250 }), 'authority', /outlast/],
  ['the authority has no key', { ...fresh, 'ca.key': '' }, 'authority', /it has no ca.key/],
  ['the authority has another key', { ...fresh, 'ca.key': stranger['ca.key'] }, 'authority', /ca.key does not belong/],
  [
    'the authority cannot be read',
    { ...fresh, 'ca.crt': toBase64('x') },
    'both',
    /no authority of ca.crt; ca.crt is no certificate/,
  ],
  ['the authority has expired', secret({ authorityDays: 366 }), 'both', /the authority expired/],
  ['the authority expires within hours', secret({ authorityDays: 364.5 }), 'authority', /the authority expires/],
  ['both expire within hours', secret({ authorityDays: 364.5, leafDays: 90 }), 'both', /; the authority expires/],
  ['the authority is not yet valid', secret({ authorityDays: -1 }), 'authority', /the authority is valid only from/],
  [
    'an authority of somebody else',
    { ...fresh, 'ca.crt': fresh['tls.crt'], 'ca.key': fresh['tls.key'] },
    'both',
    /ca.crt is no authority/,
  ],
  ['both are due, and the authority still signs', secret({ authorityDays: 340, leafDays: 70 }), 'leaf', /expires at/],
];
for (const [state, data, what, reason] of rows) {
  test(`renewed: ${state}`, (t) => {
    const decision = decide(data);
    t.is(decision.what, what);
    t.regex(decision.what === 'nothing' ? '' : decision.reason, reason);
  });
}

test('a new authority is trusted beside the one before, whose certificate stays', (t) => {
  const before = storedOf(secret({ authorityDays: 300, leafDays: 10 }));
  const after = renewed(before, 'authority', NAMES, NOW);
  t.true(after.leaf === before.leaf);
  t.is(after.bundle.length, 2);
  t.is(after.bundle[0]?.fingerprint256, after.authority.certificate.fingerprint256, 'the current one is first');
  const later = renewed(storedOf(dataOf(after)), 'leaf', NAMES, inDays(70));
  t.deepEqual(
    later.bundle.map(({ subject }) => subject),
    [later.authority.certificate.subject],
    'an authority that has expired leaves',
  );
});

test('accidents that repeat do not fill the Secret', (t) => {
  let stored: Stored = storedOf(undefined);
  for (let count = 0; count < 12; count += 1) {
    stored = renewed({ ...stored, authority: 'lost' }, count % 2 === 0 ? 'both' : 'authority', NAMES, NOW);
    t.not(signerOf(stored.leaf, stored.bundle), undefined);
  }
  t.is(stored.bundle.length, 8);
});

/** A pool of what may be found in a Secret: keys take time to be made. */
const authorities = [-2, 0, 100, 240, 250, 340, 364.2, 364.9, 366].map((days) => issueAuthority(inDays(-days)));
const leaves = authorities.flatMap((authority) =>
  [
    [NAMES, 0],
    [NAMES, -2],
    [NAMES, 59],
    [NAMES, 61],
    [NAMES, 95],
    [['a.svc'], 0],
  ].map(([names, days]) => issueLeaf(authority, names as string[], inDays(-(days as number)))),
);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const anyKey = fc.constantFrom(...[...authorities, ...leaves].map(({ key }) => key), rsa);
const anyPair = fc.constantFrom(...authorities, ...leaves);
const broken = fc.oneof(fc.constant('missing'), fc.string());
const orBroken = <T>(pair: fc.Arbitrary<T>): fc.Arbitrary<T | string> =>
  fc.oneof({ weight: 5, arbitrary: pair }, { weight: 1, arbitrary: broken });
const anyStored = fc.record({
  leaf: orBroken(
    fc.oneof(anyPair, fc.record({ certificate: anyPair.map(({ certificate }) => certificate), key: anyKey })),
  ),
  authority: orBroken(fc.oneof(fc.constantFrom(...authorities), anyPair)),
  bundle: fc.array(fc.constantFrom(...authorities.map(({ certificate }) => certificate)), { maxLength: 4 }),
});

/** The Secret as it is read. Pairs that do not belong together are found there. */
function secretOf({
  leaf,
  authority,
  bundle,
}: {
  leaf: KeyPair | string;
  authority: KeyPair | string;
  bundle: X509Certificate[];
}): SecretData {
  const pem = (pair: KeyPair | string): readonly [string, string] =>
    typeof pair === 'string'
      ? [pair, pair]
      : [pair.certificate.toString(), pair.key.export({ type: 'pkcs8', format: 'pem' }).toString()];
  const [cert, key] = pem(leaf);
  const [ca, caKey] = pem(authority);
  return {
    'tls.crt': toBase64(cert),
    'tls.key': toBase64(key),
    'ca.crt': toBase64([ca, ...bundle].map(String).join('')),
    'ca.key': toBase64(caKey),
  };
}

test('whatever the Secret holds, two renewals at most lead to what is valid, and nothing that was trusted is refused', (t) => {
  fc.assert(
    fc.property(anyStored, (given) => {
      let data: SecretData = secretOf(given);
      for (let steps = 0; ; steps += 1) {
        const before = storedOf(data);
        const decision = renewal(before, NAMES, NOW);
        if (decision.what === 'nothing') {
          break;
        }
        t.true(steps < 2, `${decision.what}: ${decision.reason}`);
        const after = renewed(before, decision.what, NAMES, NOW);
        t.is(reasonAgainst(after.leaf, NOW), undefined);
        t.not(signerOf(after.leaf, after.bundle), undefined, 'the bundle has its authority');
        t.true(after.leaf.certificate.checkPrivateKey(after.leaf.key));
        const trusted = before.bundle.filter(
          (each) => reasonAgainst({ certificate: each, key: rsa }, NOW) === undefined,
        );
        const wasTrusted = typeof before.leaf !== 'string' && signerOf(before.leaf, trusted) !== undefined;
        t.true(!wasTrusted || signerOf(before.leaf, after.bundle) !== undefined, 'servers that are behind are trusted');
        if (decision.what === 'leaf') {
          t.not(signerOf(after.leaf, before.bundle), undefined, 'API servers that are behind trust it');
        }
        data = dataOf(after);
      }
      const end = storedOf(data);
      t.not(typeof end.leaf, 'string');
    }),
    { numRuns: 100 },
  );
});
