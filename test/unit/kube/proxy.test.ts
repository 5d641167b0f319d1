import test from 'ava';
import { proxyFromEnvironment } from '../../../src/kube/proxy.ts';

const SERVER = 'https://api.shop.example:6443';
const proxyOf = (env: NodeJS.ProcessEnv, server = SERVER): string | undefined =>
  proxyFromEnvironment(new URL(server), env)?.href;

test('the variable of the scheme counts, upper case first, with or without a scheme in its value', (t) => {
  const HTTPS_PROXY = 'http://one:3128';
  t.is(proxyOf({ HTTPS_PROXY, https_proxy: 'http://two:3128', HTTP_PROXY: 'http://three:3128' }), 'http://one:3128/');
  t.is(proxyOf({ https_proxy: 'two:3128' }), 'http://two:3128/');
  t.is(proxyOf({ HTTPS_PROXY: '', HTTP_PROXY: 'http://three:3128' }), undefined);
  t.is(proxyOf({ HTTPS_PROXY, HTTP_PROXY: 'http://three:3128' }, 'http://api:8001'), 'http://three:3128/');
});

for (const [list, server, exempt] of [
  ['', SERVER, false],
  ['*', SERVER, true],
  ['other.example, shop.example', SERVER, true],
  ['.SHOP.example', SERVER, true],
  ['*.shop.example', SERVER, true],
  ['op.example', SERVER, false],
  ['api.shop.example', SERVER, true],
  ['.api.shop.example', SERVER, false],
  ['shop.example:6443', SERVER, true],
  ['shop.example:443', SERVER, false],
  ['shop.example:443', 'https://shop.example', true],
  ['10.96.0.0/12', 'https://10.96.0.1', true],
  ['10.96.0.0/12', 'https://10.112.0.1', false],
  ['10.96.0.1', 'https://10.96.0.1:443', true],
  ['10.96.0.1:6443', 'https://10.96.0.1:443', false],
  ['0.1', 'https://10.96.0.1', false],
  ['10.96.0.0/99, 10.96.0.0/x, /', 'https://10.96.0.1', false],
  ['fd00::/8', 'https://[fd00::1]:6443', true],
  ['[fd00::1]:6443', 'https://[fd00::1]:6443', true],
  ['fd00::1', 'https://[fd00::2]', false],
  ['', 'https://localhost:6443', true],
  ['', 'https://127.9.9.9', true],
  ['', 'https://[::1]:6443', true],
] as const) {
  test(`NO_PROXY=${list} ${exempt ? 'exempts' : 'does not exempt'} ${server}`, (t) => {
    for (const name of ['NO_PROXY', 'no_proxy']) {
      t.is(proxyOf({ HTTPS_PROXY: 'http://proxy:3128', [name]: list }, server) === undefined, exempt);
    }
  });
}

test('an unsupported kind of proxy is refused by the name of the variable, without its password', (t) => {
  t.throws(() => proxyOf({ https_proxy: 'socks5://me:secret@proxy:1080' }), {
    message:
      "the environment variable https_proxy is 'socks5://me:…@proxy:1080'; only http:// and https:// proxies are supported",
  });
  t.throws(() => proxyOf({ HTTPS_PROXY: 'http://' }), { message: /variable HTTPS_PROXY is 'http:\/\/'/ });
});
