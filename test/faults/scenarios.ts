import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { resolveAccess } from '../../src/kube/access.ts';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import { type Attempt, KubeClient } from '../../src/kube/client.ts';
import { ApiError, ConnectionError, isConflict, isTooManyRequests, isUnauthorized } from '../../src/kube/errors.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { type Change, Reflector, type ReflectorOptions } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { Relay } from '../fake-api-server/relay.ts';
import { until } from '../../lab/host/until.ts';
import { testLog } from '../unit/test-log.ts';
import type { Levers, ServerKind, World } from './world.ts';

/** What must hold for the client whatever goes wrong, and with whichever server it goes wrong. */
interface Scenario {
  readonly title: string;
  /** Faults that the scenario needs. A server that cannot produce them does not play it. */
  readonly levers: readonly (keyof Levers)[];
  readonly play: (t: ExecutionContext, stage: Stage) => Promise<void>;
}

/** Declares a test for each scenario that servers of this kind can play. */
export function play(kind: ServerKind): void {
  let world: World;
  test.before(async () => {
    world = await kind.start();
  });
  test.after.always(async () => world[Symbol.asyncDispose]());
  for (const { title, levers, play: run } of SCENARIOS) {
    if (levers.every((lever) => kind.levers.includes(lever))) {
      test.serial(title, async (t) => {
        await using stage = new Stage(world);
        await stage.clear();
        await run(t, stage);
      });
    }
  }
}

const NAMESPACE = 'default';
const LABEL = 'faults';
const text = (object: KubeObject | undefined): unknown => (object?.['data'] as { text?: string } | undefined)?.text;

/** What one scenario works with. Everything that it opens is closed with it. */
class Stage implements AsyncDisposable {
  readonly #world: World;
  readonly #closers = new AsyncDisposableStack();

  constructor(world: World) {
    this.#world = world;
  }

  get resource(): Resource {
    return this.#world.resource;
  }

  get access(): ClusterAccess {
    return this.#world.access;
  }

  lever<Name extends keyof Levers>(name: Name): Levers[Name] {
    const lever = this.#world.levers[name];
    if (lever === undefined) {
      throw new Error(`this server has no lever ${name}`);
    }
    return lever;
  }

  async clear(): Promise<void> {
    const { admin, resource } = this.#world;
    const { items } = await admin.list(resource, { labelSelector: LABEL });
    for (const { metadata } of items) {
      await admin.delete(resource, `${NAMESPACE}/${metadata.name}`);
    }
  }

  put(name: string, content = ''): Promise<KubeObject> {
    const metadata = { name, namespace: NAMESPACE, labels: { [LABEL]: '' } };
    const object = { metadata, data: { text: content } };
    return this.#world.admin.apply(this.resource, object, { fieldManager: 'test', timeoutMs: 60_000 });
  }

  async remove(name: string): Promise<void> {
    await this.#world.admin.delete(this.resource, `${NAMESPACE}/${name}`);
  }

  client(access: ClusterAccess, observer?: (attempt: Attempt) => void): KubeClient {
    const client = new KubeClient({ access, userAgent: 'faults/1', observer });
    this.#closers.defer(() => client.close());
    return client;
  }

  /** A client whose kubeconfig has these fields of cluster and user, and the directory of that file. */
  async withKubeconfig(fields: { cluster?: object; user: object }): Promise<{ client: KubeClient; directory: string }> {
    const directory = await this.directory();
    const kubeconfig = join(directory, 'config');
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server: this.access.server.href, ...fields.cluster } }],
      users: [{ name: 'u', user: fields.user }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    };
    await writeFile(kubeconfig, JSON.stringify(config));
    const access = await resolveAccess({ kubeconfig, env: {} });
    return { client: this.client(access), directory };
  }

  async directory(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'faults-'));
    this.#closers.defer(() => rm(directory, { recursive: true }));
    return directory;
  }

  async relay(): Promise<Relay> {
    return this.#closers.use(await Relay.start(this.access));
  }

  /** Starts a reflector behind a relay. */
  async follow(options: Partial<ReflectorOptions<KubeObject>> = {}, resource = this.resource): Promise<Follower> {
    const relay = await this.relay();
    const log = testLog();
    const client = this.client(relay.access);
    const reflector = new Reflector<KubeObject>(client, resource, { log, labelSelector: LABEL, ...options });
    const changes: string[] = [];
    reflector.onChange(({ type, object }: Change<KubeObject>) => changes.push(`${type} ${object.metadata.name}`));
    const end = new AbortController();
    const run = reflector.run(end.signal);
    this.#closers.defer(async () => {
      end.abort();
      await run;
    });
    return { relay, reflector, changes, log, textOf: (name) => text(reflector.store.get(`${NAMESPACE}/${name}`)) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#closers.disposeAsync();
  }
}

interface Follower {
  readonly relay: Relay;
  readonly reflector: Reflector<KubeObject>;
  /** As `added a`, in order. */
  readonly changes: string[];
  readonly log: ReturnType<typeof testLog>;
  readonly textOf: (name: string) => unknown;
}

const SCENARIOS: readonly Scenario[] = [
  {
    title: 'a reset, and a cut within an event or a character, neither lose nor repeat anything',
    levers: [],
    async play(t, stage) {
      const { relay, reflector, changes, textOf } = await stage.follow();
      await until('the first list is there', () => reflector.hasSynced);
      await stage.put('a');
      await until('a is seen', () => reflector.store.size === 1);
      relay.reset();
      await stage.put('b');
      await until('b is seen', () => reflector.store.size === 2);
      for (const [marker, offset] of [
        ['"MODIFIED"', 5],
        [Buffer.from('größer'), 3],
      ] as const) {
        relay.cutAt(marker, offset);
        await stage.put('a', `größer ${offset}`);
        await until('the connection is cut', () => !relay.cutIsDue);
        await until('a is changed', () => textOf('a') === `größer ${offset}`);
      }
      t.deepEqual(changes, ['added a', 'added b', 'updated a', 'updated a']);
      t.is(reflector.stats.lists, 1);
      t.is(reflector.stats.watches, 4);
    },
  },
  {
    title: 'a half-open connection is given up, and the watch is resumed',
    levers: [],
    async play(t, stage) {
      const { relay, reflector, changes } = await stage.follow({ idleTimeoutMs: 2000 });
      await until('the first list is there', () => reflector.hasSynced);
      relay.silence();
      await stage.put('a');
      await until('the watch is open again', () => relay.connections > 1);
      await until('a is seen', () => reflector.store.size === 1);
      t.deepEqual(changes, ['added a']);
      t.is(reflector.stats.lists, 1);
    },
  },
  {
    title: 'changes during a slow list are reported after it',
    levers: [],
    async play(t, stage) {
      for (const name of ['a', 'b', 'c']) {
        await stage.put(name, 'old');
      }
      const { relay, reflector, changes, textOf } = await stage.follow();
      relay.holdAt('"name":"b"');
      await until('half of the list has come', () => relay.isHolding);
      await stage.put('a', 'new');
      await stage.remove('c');
      await stage.put('d');
      t.false(reflector.hasSynced);
      relay.release();
      await until('all changes are reported', () => changes.length === 6, { seen: () => changes.join(', ') });
      t.deepEqual(changes, ['added a', 'added b', 'added c', 'updated a', 'deleted c', 'added d']);
      t.is(textOf('a'), 'new');
      t.is(reflector.stats.lists, 1);
    },
  },
  {
    title: 'an expired version (410) causes one list, which reports deletions and re-creations',
    levers: ['forget'],
    async play(t, stage) {
      const { relay, reflector, changes } = await stage.follow();
      for (const name of ['kept', 'gone', 'reborn']) {
        await stage.put(name);
      }
      await until('all objects are seen', () => reflector.store.size === 3);
      changes.length = 0;
      await relay.refuse();
      await stage.remove('gone');
      await stage.remove('reborn');
      await stage.put('reborn');
      await stage.put('new');
      await stage.lever('forget')();
      await until('the server answers', () => stage.put('kept', 'changed'));
      await relay.listen();
      await until('all changes are reported', () => changes.length === 5, { seen: () => changes.join(', ') });
      t.deepEqual(changes.toSorted(), ['added new', 'added reborn', 'deleted gone', 'deleted reborn', 'updated kept']);
      t.true(changes.indexOf('deleted reborn') < changes.indexOf('added reborn'));
      t.is(reflector.stats.lists, 2);
    },
  },
  {
    title: 'the crash of a server or of its store is survived',
    levers: ['crash'],
    async play(t, stage) {
      const { reflector, changes } = await stage.follow();
      await until('the first list is there', () => reflector.hasSynced);
      const parts = Object.entries(stage.lever('crash'));
      for (const [name, crash] of parts) {
        await crash();
        await until(`the server answers after ${name} was killed`, () => stage.put(name));
        await until(`${name} is seen`, () => reflector.store.get(`${NAMESPACE}/${name}`) !== undefined);
      }
      t.deepEqual(
        changes,
        parts.map(([name]) => `added ${name}`),
      );
      t.is(reflector.problem, undefined);
    },
  },
  {
    title: 'bookmarks that come twice, late or out of order neither lose nor repeat a change',
    levers: ['bookmark', 'forget'],
    async play(t, stage) {
      const bookmark = stage.lever('bookmark');
      const { relay, reflector, changes } = await stage.follow();
      await until('the first list is there', () => reflector.hasSynced);
      const first = Number((await stage.put('a')).metadata.resourceVersion);
      const last = Number((await stage.put('a', 'new')).metadata.resourceVersion);
      await until('both changes are reported', () => changes.length === 2);
      const before = reflector.stats.events;
      [last, last, first].forEach(bookmark);
      await until('all bookmarks have come', () => reflector.stats.events === before + 3);
      // A client that resumes from the old version is too late now.
      await stage.lever('forget')();
      relay.reset();
      await until('the watch is resumed', () => reflector.stats.watches === 2);
      await stage.put('b');
      await until('b is seen', () => reflector.store.size === 2);
      t.deepEqual(changes, ['added a', 'updated a', 'added b']);
      t.is(reflector.stats.lists, 1);
    },
  },
  {
    title: 'a server that cannot read its objects (500) is retried until it can',
    levers: ['fail'],
    async play(t, stage) {
      const { resource, mend } = await stage.lever('fail')();
      const error = await t.throwsAsync(stage.client(stage.access).get(resource, `${NAMESPACE}/a`), {
        instanceOf: ApiError,
      });
      t.is(error.status, 500);
      t.not(error.detail, 'the server gave no reason');
      const { reflector } = await stage.follow({}, resource);
      await until('it has failed twice', () => reflector.stats.failures >= 2);
      t.false(reflector.hasSynced);
      t.regex(reflector.problem ?? '', /^not synced: GET /);
      await mend();
      await until('the first list is there', () => reflector.hasSynced);
      t.is(reflector.problem, undefined);
    },
  },
  {
    title: 'a shed request (429), a create too, is sent again after Retry-After and succeeds in the end',
    levers: ['shed'],
    async play(t, stage) {
      const { access, admit } = await stage.lever('shed')();
      const shed: number[] = [];
      let admitted: Promise<void> | undefined;
      const client = stage.client(access, ({ status }) => {
        if (status === 429) {
          shed.push(performance.now());
          admitted ??= shed.length === 2 ? admit() : undefined;
        }
      });
      const metadata = { name: 'patient', namespace: NAMESPACE, labels: { [LABEL]: '' } };
      const created = await client.create(stage.resource, { metadata });
      const [first = 0, second = 0] = shed;
      t.true(second - first >= 1000, `${second - first} ms between the first two attempts`);
      t.is(created.metadata.name, 'patient');
      await admitted;
      // A caller without time to wait gets the error at once.
      const { access: again, admit: admitAgain } = await stage.lever('shed')();
      const hasty = stage.client(again).get(stage.resource, `${NAMESPACE}/patient`, { timeoutMs: 900 });
      t.true(isTooManyRequests(await t.throwsAsync(hasty)));
      await admitAgain();
    },
  },
  {
    title: 'the client has no rate limit of its own',
    levers: [],
    async play(t, stage) {
      await stage.put('a');
      const client = stage.client(stage.access);
      await client.get(stage.resource, `${NAMESPACE}/a`);
      const began = performance.now();
      await Promise.all(Array.from({ length: 600 }, () => client.get(stage.resource, `${NAMESPACE}/a`)));
      // With the usual limit of 20 a second and a burst of 30 it would take 28 s.
      t.true(performance.now() - began < 20_000);
    },
  },
  {
    title: 'a write with an old version is a conflict, and succeeds after another read',
    levers: [],
    async play(t, stage) {
      const client = stage.client(stage.access);
      const { metadata } = await stage.put('a', 'one');
      await stage.put('a', 'two');
      const write = ({ resourceVersion }: KubeObject['metadata']): Promise<KubeObject> =>
        client.patch(stage.resource, `${NAMESPACE}/a`, { metadata: { resourceVersion }, data: { text: 'three' } });
      const error = await t.throwsAsync(write(metadata), { instanceOf: ApiError });
      t.true(isConflict(error));
      const present = await client.get(stage.resource, `${NAMESPACE}/a`);
      t.is(text(present), 'two', 'nothing was written');
      t.is(text(await write(present.metadata)), 'three');
    },
  },
  {
    title: 'a rejected token is replaced by the one in its file; until it is there, the error names the file',
    levers: ['tokens'],
    async play(t, stage) {
      const { issue, revoke } = stage.lever('tokens');
      const directory = await stage.directory();
      const token = join(directory, 'token');
      await writeFile(token, await issue());
      const { client } = await stage.withKubeconfig({ cluster: await trustOf(stage), user: { tokenFile: token } });
      const ask = (): Promise<KubeObject> => client.get(stage.resource, `${NAMESPACE}/a`);
      await stage.put('a');
      await ask();
      await revoke();
      const error = await t.throwsAsync(ask(), { instanceOf: ApiError });
      t.true(isUnauthorized(error));
      t.true(error.message.includes(`the API server rejects the token in ${token}`), error.message);
      await writeFile(token, await issue());
      await until('the new token is accepted', ask);
    },
  },
  {
    title: 'in a pod, a token that the server rejects is replaced by the one that the kubelet writes',
    levers: ['tokens', 'certificates'],
    async play(t, stage) {
      const { issue, revoke } = stage.lever('tokens');
      const directory = await stage.directory();
      const write = (name: string, content: string): Promise<void> => writeFile(join(directory, name), content);
      await write('namespace', NAMESPACE);
      await write('ca.crt', stage.lever('certificates').serverAuthority());
      await write('token', await issue());
      const { hostname, port } = stage.access.server;
      const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
      const client = stage.client(await resolveAccess({ env, serviceAccountDirectory: directory }));
      const ask = (): Promise<KubeObject> => client.get(stage.resource, `${NAMESPACE}/a`);
      await stage.put('a');
      await ask();
      await revoke();
      const error = await t.throwsAsync(ask());
      t.true(error.message.includes(`the API server rejects the token in ${join(directory, 'token')}`));
      await write('token', await issue());
      await until('the new token is accepted', ask);
    },
  },
  {
    title: 'an expired client certificate is replaced by the one in its file; until then the error names the file',
    levers: ['certificates'],
    async play(t, stage) {
      const { issue } = stage.lever('certificates');
      const user = { 'client-certificate': 'client.crt', 'client-key': 'client.key' };
      const { client, directory } = await stage.withKubeconfig({ cluster: await trustOf(stage), user });
      const [certificate, key] = [join(directory, 'client.crt'), join(directory, 'client.key')];
      const ask = (): Promise<KubeObject> => client.get(stage.resource, `${NAMESPACE}/a`);
      const fails = (part: string) => async (): Promise<boolean> => {
        const error = await t.throwsAsync(ask());
        return error.message.includes(part) || Promise.reject(error);
      };
      await stage.put('a');
      const first = await issue('expiring', 10);
      await writeFile(certificate, first.cert);
      await writeFile(key, first.key);
      await ask();
      await until('the certificate expires', () => ask().then(() => false, isUnauthorized));
      await until('the error says so', fails(`the client certificate in ${certificate} expired at `));
      const second = await issue('renewed', 3600);
      await writeFile(certificate, second.cert);
      await until(
        'only the certificate is new',
        fails(`the key in ${key} is not that of the client certificate in ${certificate}`),
      );
      await writeFile(key, second.key);
      await until('the new certificate is accepted', ask);
    },
  },
  {
    title: 'a server with a new CA is trusted once the CA file has it; until then the error names the file',
    levers: ['certificates'],
    async play(t, stage) {
      const { issue, serverAuthority, renewServerAuthority } = stage.lever('certificates');
      const { cert, key } = await issue('rotating', 3600);
      const user = { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) };
      const { client, directory } = await stage.withKubeconfig({
        cluster: { 'certificate-authority': 'ca.crt' },
        user,
      });
      const file = join(directory, 'ca.crt');
      const ask = (): Promise<KubeObject> => client.get(stage.resource, `${NAMESPACE}/a`);
      const old = serverAuthority();
      await writeFile(file, old);
      await stage.put('a');
      await ask();
      await renewServerAuthority();
      await until('the server is back', () => stage.put('a'));
      const error = await t.throwsAsync(ask(), { instanceOf: ConnectionError });
      t.true(error.message.includes(`its certificate is not signed by a CA in ${file}`), error.message);
      await writeFile(file, old + serverAuthority());
      await until('the new CA is trusted', ask);
    },
  },
];

const base64 = (pem: string): string => Buffer.from(pem).toString('base64');

/** The fields of a kubeconfig that trust the server's CA. */
async function trustOf({ access }: Stage): Promise<object> {
  const { ca } = (await access.credentials()).tls;
  return ca === undefined ? { 'insecure-skip-tls-verify': true } : { 'certificate-authority-data': base64(String(ca)) };
}
