import test, { type ExecutionContext } from 'ava';
import { untilSeen } from '../../../../src/commands/kit/until-seen.ts';
import { KubeClient } from '../../../../src/kube/client.ts';
import { isForbidden } from '../../../../src/kube/errors.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { PODS } from '../../../../src/kube/resource.ts';
import { FakeApiServer } from '../../../fake-api-server/fake-api-server.ts';

async function fixture(t: ExecutionContext) {
  const fake = await FakeApiServer.start();
  const client = new KubeClient({ access: fake.access, userAgent: 'test/1' });
  const end = new AbortController();
  t.teardown(async () => {
    end.abort();
    await client.close();
    await fake[Symbol.asyncDispose]();
  });
  const seen: string[] = [];
  const until = async (wanted: string, react: (names: string) => void = () => undefined): Promise<string> =>
    untilSeen(
      client,
      { pods: { resource: PODS } },
      ({ pods }) => {
        const names = pods.map(({ metadata }: KubeObject) => metadata.name).join(' ');
        seen.push(names);
        react(names);
        return names === wanted ? names : undefined;
      },
      end.signal,
    );
  return { fake, until, seen, end };
}

test('what is there already is seen, and what comes and goes later', async (t) => {
  const { fake, until, seen } = await fixture(t);
  fake.put('one');
  await until('two', (names) => {
    if (names === 'one') {
      fake.put('two');
    } else if (names === 'one two') {
      fake.remove('one');
    }
  });
  t.deepEqual(seen, ['one', 'one two', 'two']);
});

test('a watch that breaks, and changes meanwhile that its server has forgotten, are bridged', async (t) => {
  const { fake, until } = await fixture(t);
  fake.put('one');
  const result = until('two three', (names) => {
    if (names === 'one two') {
      fake.resetWatches();
      fake.remove('one');
      fake.put('three');
      fake.compact();
    }
  });
  fake.faults.push(({ query }) => {
    if (query.has('watch') && fake.objects.length === 1) {
      fake.put('two');
    }
    return undefined;
  });
  t.is(await result, 'two three');
});

test('a refusal is reported at once, and the signal ends the wait', async (t) => {
  const { fake, until, end } = await fixture(t);
  fake.refuse(1, 403, {}, () => true, { reason: 'Forbidden' });
  const error = await t.throwsAsync(until('never'));
  t.true(isForbidden(error));
  const reason = new Error('enough');
  const waiting = until('never', () => end.abort(reason));
  t.is(await t.throwsAsync(waiting), reason);
});
