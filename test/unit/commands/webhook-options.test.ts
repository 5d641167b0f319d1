import test from 'ava';
import { runOptions } from '../../../src/commands/run.ts';
import { runOptionsOf } from '../../../src/commands/run/options.ts';

const optionsOf = (words: string[]) => runOptionsOf(runOptions().parse(words, { from: 'user' }).opts());

test('without a port there is no webhook', (t) => {
  t.is(optionsOf([]).webhook, undefined);
});

test('the webhook has the names that are given, and defaults for the rest', (t) => {
  t.deepEqual(optionsOf(['--webhook-port=9443', '--webhook-name=a.b.svc']).webhook, {
    port: 9443,
    names: ['a.b.svc'],
    service: undefined,
    secret: 'iceoryx-operator-webhook',
    certificate: 'own',
    configuration: 'iceoryx-operator',
  });
});

test('a certificate of another program needs no name, an own one does', (t) => {
  t.deepEqual(optionsOf(['--webhook-port=9443', '--webhook-certificate=given']).webhook?.names, []);
  t.throws(() => optionsOf(['--webhook-port=9443']), { message: /--webhook-service is missing; give the name/ });
});

test('values that cannot be are refused with option and value', (t) => {
  const named = ['--webhook-port=9443', '--webhook-name=a.b.svc'];
  t.throws(() => optionsOf([...named, '--webhook-port=70000']), {
    message: /--webhook-port '70000' is not possible/,
  });
  t.throws(() => optionsOf([...named, '--webhook-name=A B']), { message: /--webhook-name 'A B' is not a DNS name/ });
  t.throws(() => optionsOf([...named, '--webhook-service=a.b']), {
    message: /--webhook-service 'a\.b' is not the name/,
  });
  t.throws(() => optionsOf([...named, '--webhook-certificate=mine']), { message: /use one of own, given/ });
});
