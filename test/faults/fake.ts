import { KubeClient } from '../../src/kube/client.ts';
import { PODS } from '../../src/kube/resource.ts';
import { FakeApiServer } from '../fake-api-server/fake-api-server.ts';
import type { Levers, ServerKind, World } from './world.ts';

const LEVERS = ['crash', 'forget', 'bookmark', 'fail', 'shed', 'tokens'] as const satisfies (keyof Levers)[];

/** The server of the unit tier. */
export const fakeServer: ServerKind = { levers: LEVERS, start };

async function start(): Promise<World> {
  const fake = await FakeApiServer.start();
  const { access } = fake;
  const admin = new KubeClient({ access, userAgent: 'admin/1' });
  let tokens = 0;
  let revoked = 0;
  fake.faults.push(({ headers }, response) => {
    const token = /^Bearer (\d+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined || Number(token) > revoked) {
      return undefined;
    }
    fake.answer(response, 401, 'Unauthorized');
    return 'handled';
  });
  const levers: Pick<Levers, (typeof LEVERS)[number]> = {
    crash: {
      server: async () => {
        await fake.stopListening();
        setTimeout(() => void fake.listen(), 200);
      },
    },
    forget: async () => fake.compact(),
    bookmark: (version) => fake.bookmark(version),
    fail: async () => {
      let fails = true;
      fake.faults.push(({ method }, response) => {
        if (!fails || method !== 'GET') {
          return undefined;
        }
        fake.answer(response, 500, 'InternalError');
        return 'handled';
      });
      return { resource: PODS, mend: async () => void (fails = false) };
    },
    shed: async () => {
      let sheds = true;
      fake.faults.push(({ headers }, response) => {
        if (!sheds || headers['impersonate-user'] === undefined) {
          return undefined;
        }
        fake.answer(response, 429, 'TooManyRequests', { 'retry-after': '1' });
        return 'handled';
      });
      const headers = { 'Impersonate-User': 'shed' };
      const shed = { ...access, credentials: async () => ({ ...(await access.credentials()), headers }) };
      return { access: shed, admit: async () => void (sheds = false) };
    },
    tokens: {
      issue: async () => `${(tokens += 1)}`,
      revoke: async () => void (revoked = tokens),
    },
  };
  return {
    access,
    admin,
    resource: PODS,
    levers,
    async [Symbol.asyncDispose]() {
      await admin.close();
      await fake[Symbol.asyncDispose]();
    },
  };
}
