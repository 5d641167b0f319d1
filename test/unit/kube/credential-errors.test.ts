import test from 'ava';
import type { Credentials } from '../../../src/kube/credentials.ts';
import { withExplanation, isCredentialError } from '../../../src/kube/credential-errors.ts';
import { ApiError, ConnectionError } from '../../../src/kube/errors.ts';

const EXCHANGE = { method: 'GET', path: '/x' } as const;
const ORIGIN = { ca: '/etc/ca.crt', certificate: '/etc/client.crt', key: '/etc/client.key', token: '/etc/token' };
const NOW = new Date('2026-11-23T12:00:00Z');

const unauthorized = (): ApiError => new ApiError(EXCHANGE, 401, { message: 'Unauthorized' });
const broken = (code: string): ConnectionError => new ConnectionError(EXCHANGE, 'https://api', code);
const jwt = (claims: object): string => `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

function why(error: Error, credentials: Partial<Credentials> = {}): string {
  const { message } = withExplanation(error, { tls: {}, origin: ORIGIN, ...credentials }, NOW);
  return message.slice(message.indexOf('; ') + 2);
}

test('a token is named by its file, and reported as expired if it says so itself', (t) => {
  const end = Date.parse('2026-11-23T11:00:00Z') / 1000;
  t.is(
    why(unauthorized(), { authorization: jwt({ exp: end }) }),
    'the token in /etc/token expired at 2026-11-23T11:00:00.000Z: renew it, changes of the file are picked up automatically',
  );
  for (const authorization of [jwt({ exp: end + 7200 }), jwt({ exp: 'soon' }), jwt({}), 'Bearer secret', 'Basic x']) {
    t.regex(why(unauthorized(), { authorization }), /^the API server rejects the token in \/etc\/token: /);
  }
});

test('an unreadable client certificate is named too, and so is the lack of credentials', (t) => {
  t.regex(why(unauthorized(), { tls: { cert: 'no PEM' } }), /rejects the client certificate in \/etc\/client.crt/);
  t.regex(why(unauthorized()), /rejects a client without credentials/);
});

for (const [code, words] of [
  ['CERT_HAS_EXPIRED', /the certificate of the API server has expired/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /tls-server-name/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /not signed by a CA in \/etc\/ca.crt/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /not signed by a CA in \/etc\/ca.crt/],
  ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', /the key in \/etc\/client.key is not that of .* \/etc\/client.crt/],
] as const) {
  test(`${code} is reported with a remedy`, (t) => {
    t.true(isCredentialError(broken(code)));
    t.regex(why(broken(code)), words);
  });
}

test('an error that does not concern trust is left as it is', (t) => {
  for (const error of [broken('ECONNRESET'), new ApiError(EXCHANGE, 403, {}), new Error('CERT_')]) {
    t.false(isCredentialError(error));
  }
  const message = 'GET /x: no answer from https://api: ERR_SSL_WRONG_VERSION_NUMBER';
  t.is(withExplanation(broken('ERR_SSL_WRONG_VERSION_NUMBER'), { tls: {} }, NOW).message, message);
});
