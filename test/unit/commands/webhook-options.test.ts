import test from 'ava';
import { runOptionsOf } from '../../../src/commands/run/options.ts';

test('without a port there is no webhook', (t) => {
  t.is(runOptionsOf([])?.webhook, undefined);
});

test('the webhook has the names that are given, and defaults for the rest', (t) => {
  t.deepEqual(runOptionsOf(['--webhook-port=9443', '--webhook-name=a.b.svc'])?.webhook, {
    port: 9443,
    names: ['a.b.svc'],
    service: undefined,
    secret: 'iceoryx-operator-webhook',
    certificate: 'own',
    configuration: 'iceoryx-operator',
  });
});

test('a certificate of another program needs no name, an own one does', (t) => {
  t.deepEqual(runOptionsOf(['--webhook-port=9443', '--webhook-certificate=given'])?.webhook?.names, []);
  t.throws(() => runOptionsOf(['--webhook-port=9443']), { message: /--webhook-service is missing; give the name/ });
});

test('values that cannot be are refused with option and value', (t) => {
  const named = ['--webhook-port=9443', '--webhook-name=a.b.svc'];
  t.throws(() => runOptionsOf([...named, '--webhook-port=70000']), {
    message: /--webhook-port '70000' is not possible/,
  });
  t.throws(() => runOptionsOf([...named, '--webhook-name=A B']), { message: /--webhook-name 'A B' is not a DNS name/ });
  t.throws(() => runOptionsOf([...named, '--webhook-service=a.b']), {
    message: /--webhook-service 'a\.b' is not the name/,
  });
  t.throws(() => runOptionsOf([...named, '--webhook-certificate=mine']), { message: /use one of own, given/ });
});
