import test from 'ava';
import stringWidth from 'string-width';
import type { AgentAnswer, AgentStatus } from '../../../src/commands/kit/agent-status.ts';
import { parseAgentStatus } from '../../../src/commands/kit/agent-status-json.ts';
import { assembled, type Gathered } from '../../../src/commands/top/assemble.ts';
import { SORTS, VIEWS } from '../../../src/commands/top/choices.ts';
import { allocatableOf, factsOf, type PodFacts } from '../../../src/commands/top/facts.ts';
import { poolUsageOf } from '../../../src/commands/kit/pool-usage.ts';
import { afterKey, type Choice } from '../../../src/commands/top/keys.ts';
import { pageOf } from '../../../src/commands/top/page.ts';
import { Trends } from '../../../src/commands/top/trends.ts';
import { LISTINGS } from '../../../src/commands/top/views.ts';
import type { Node, Pod } from '../../../src/controllers/resources.ts';
import { ApiError } from '../../../src/kube/errors.ts';
import { plain } from '../../../src/terminal/paint.ts';

const EXCHANGE = { method: 'GET', path: '/api/v1/namespaces/shop/pods/a/exec' } as const;
const MI = 1024 * 1024;

function statusOf(apps: readonly number[], resident: number, more: object = {}): AgentStatus {
  return parseAgentStatus(
    JSON.stringify({
      agent: { version: '0.1.0', phase: 'Following' },
      roudi: { pid: 7, incarnation: '7-1', ageSeconds: 90 },
      apps: apps.map((bytes, index) => ({ pid: index, name: `app-${index}`, sharedMemoryBytes: bytes })),
      segments: [
        { name: 'iceoryx_mgmt', bytes: resident, residentBytes: resident - MI },
        { name: 'root', bytes: MI, residentBytes: MI },
      ],
      ...more,
    }),
  );
}

function asked(facts: Partial<PodFacts> & { name: string }, answer: AgentAnswer) {
  return {
    facts: { namespace: 'shop', node: 'one', role: 'pod' as const, domain: null, limitBytes: null, ...facts },
    answer,
  };
}

const MEMBER = { role: 'member', domain: 'shop/shared' } as const;

function modelOf(pods: Gathered['pods']) {
  return assembled({ time: '2026-01-01T00:00:00Z', pods, allocatable: new Map([['one', 1000 * MI]]), missing: [] });
}

test('the files of a domain count once for each node, seen by its RouDi or by one of its apps', (t) => {
  const { nodes, pods } = modelOf([
    asked({ name: 'own' }, { status: statusOf([5, 6], 10 * MI) }),
    asked({ name: 'a', ...MEMBER }, { status: statusOf([100], 50 * MI) }),
    asked({ name: 'b', ...MEMBER }, { status: statusOf([200], 50 * MI) }),
    asked({ name: 'shared', role: 'domain', domain: 'shop/shared' }, { status: statusOf([], 50 * MI) }),
    asked({ name: 'c', ...MEMBER, node: 'two' }, { status: statusOf([1], 50 * MI) }),
    asked({ name: 'd', ...MEMBER, node: 'two' }, { status: statusOf([], 50 * MI) }),
    asked({ name: 'e', node: 'two' }, { reason: 'no answer in time' }),
    asked({ name: 'waiting', node: null }, { reason: 'the agent does not run (not started)' }),
  ]);
  t.deepEqual(nodes, [
    { name: 'one', pods: 4, unknownPods: 0, apps: 4, sharedMemoryBytes: 60 * MI, allocatableBytes: 1000 * MI },
    { name: 'two', pods: 3, unknownPods: 1, apps: 1, sharedMemoryBytes: 50 * MI, allocatableBytes: null },
  ]);
  const bytes = Object.fromEntries(pods.map(({ name, sharedMemoryBytes }) => [name, sharedMemoryBytes]));
  t.deepEqual(bytes, { own: 10 * MI, a: 100, b: 200, shared: 50 * MI, c: 1, d: 0, e: null, waiting: null });
});

test('what an agent may not read is not known, rather than nothing', (t) => {
  const unreadable = { segments: null, segmentsReason: 'no rights', apps: null, appsReason: 'no locks' };
  const { pods } = modelOf([
    asked({ name: 'own' }, { status: statusOf([], 0, unreadable) }),
    asked({ name: 'member', ...MEMBER }, { status: statusOf([], 0, unreadable) }),
  ]);
  t.deepEqual(
    pods.map(({ sharedMemoryBytes, reason }) => [sharedMemoryBytes, reason]),
    [
      [null, null],
      [null, null],
    ],
  );
});

test('pods with the same reason are told in one sentence', (t) => {
  const { missing } = modelOf([
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => asked({ name }, { reason: 'no rights' })),
    asked({ name: 'x' }, { reason: 'the pod is gone' }),
  ]);
  t.deepEqual(missing, [
    'nothing is known of shop/a, shop/b, shop/c, shop/d, shop/e, and 2 more: no rights',
    'nothing is known of shop/x: the pod is gone',
  ]);
});

function pod(spec: object, { labels = {}, phase = 'Running' } = {}): Pod {
  const metadata = { namespace: 'shop', name: 'a', labels };
  return { metadata, spec: { nodeName: 'one', containers: [{ name: 'app' }], ...spec }, status: { phase } } as Pod;
}

const AGENT = [{ name: 'iceoryx-agent' }, { name: 'iceoryx-roudi' }];
const CLAIM = [{ name: 'iceoryx-domain', persistentVolumeClaim: { claimName: 'iceoryx.robot.shared' } }];

for (const [what, object, facts] of [
  [
    'has a RouDi of its own',
    pod({ initContainers: AGENT, volumes: [{ name: 'iceoryx-shm', emptyDir: { sizeLimit: '78Mi' } }] }),
    { node: 'one', role: 'pod', domain: null, limitBytes: 78 * MI },
  ],
  [
    'has a volume whose limit is odd',
    pod({ initContainers: AGENT, volumes: [{ name: 'iceoryx-shm', emptyDir: { sizeLimit: 'much' } }] }),
    { node: 'one', role: 'pod', domain: null, limitBytes: null },
  ],
  [
    'uses a domain',
    pod({ nodeName: undefined, initContainers: [{ name: 'iceoryx-agent' }], volumes: CLAIM }),
    { node: null, role: 'member', domain: 'robot/shared', limitBytes: null },
  ],
  [
    'is the RouDi of a domain',
    pod(
      { initContainers: AGENT, volumes: [{ name: 'iceoryx-domain', hostPath: {} }] },
      { labels: { 'iceoryx.io/domain': 'shared' } },
    ),
    { node: 'one', role: 'domain', domain: 'shop/shared', limitBytes: null },
  ],
  [
    'only has the label of a domain',
    pod({ initContainers: AGENT }, { labels: { 'iceoryx.io/domain': 'shared' } }),
    { node: 'one', role: 'pod', domain: null, limitBytes: null },
  ],
  ['has ended', pod({ initContainers: AGENT }, { phase: 'Succeeded' }), undefined],
  ['has no agent', pod({}), undefined],
  ['has no specification', { metadata: { name: 'a', namespace: 'shop' } } as Pod, undefined],
] as const) {
  test(`a pod that ${what} is taken for that`, (t) => {
    t.deepEqual(factsOf(object), facts && { namespace: 'shop', name: 'a', ...facts });
  });
}

test('a node that does not say how much memory it has is not one without memory', (t) => {
  t.is(
    allocatableOf({ metadata: { name: 'one' }, status: { allocatable: { memory: '1Ki' } } } as unknown as Node),
    1024,
  );
  t.is(allocatableOf({ metadata: { name: 'one' } } as Node), null);
});

const MODEL = modelOf([
  asked({ name: 'small', limitBytes: 20 * MI }, { status: statusOf([5], 10 * MI) }),
  asked(
    { name: 'a-large-one-with-a-name-that-is-quite-long', limitBytes: 60 * MI },
    { status: statusOf([5, 6], 50 * MI) },
  ),
  asked({ name: 'another' }, { reason: 'no answer in time' }),
  asked({ name: 'member', ...MEMBER }, { status: statusOf([100], 50 * MI) }),
]);
const OPTIONS = { filter: '', isWide: false, hasNamespaces: false, paint: plain, trendOf: undefined } as const;
const firstColumn = (table: string): (string | undefined)[] =>
  table
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(/ {2,}/)[0]);

test('rows are in the order that is asked for, and what is not known is last', (t) => {
  const order = (sort: (typeof SORTS)['pods'][number]) =>
    firstColumn(LISTINGS.pods(MODEL, { ...OPTIONS, sort }).table(undefined)).map((name) => name?.slice(0, 7));
  t.deepEqual(order('memory'), ['a-large', 'small', 'member', 'another']);
  t.deepEqual(order('name'), ['a-large', 'another', 'member', 'small']);
  t.deepEqual(order('apps'), ['a-large', 'member', 'small', 'another']);
});

test('the filter finds pods by their node and domain too, whatever the case', (t) => {
  const found = (filter: string) => LISTINGS.pods(MODEL, { ...OPTIONS, sort: 'name', filter }).rows;
  t.deepEqual([found(''), found('SMALL'), found('shared'), found('one'), found('nothing')], [4, 1, 1, 4, 0]);
});

test('names that apps have given themselves do nothing to a terminal', (t) => {
  const model = modelOf([
    asked(
      { name: 'a' },
      { status: statusOf([], 10 * MI, { apps: [{ pid: 1, name: 'x\u001B[2Jy', sharedMemoryBytes: 1 }] }) },
    ),
  ]);
  t.regex(LISTINGS.apps(model, { ...OPTIONS, sort: 'memory' }).table(undefined), / x\\u\{1b\}\[2Jy /);
});

const CHOICE: Choice = { view: 'pods', sort: 'memory', filter: '', isTyping: false, isHelp: false };
const press = (keys: string, choice: Choice = CHOICE): Choice =>
  Array.from(keys).reduce((current, key) => afterKey(current, key) ?? current, choice);

test('while a filter is typed, every letter belongs to it', (t) => {
  t.is(afterKey(CHOICE, 'q'), undefined, 'q ends');
  const typed = press('/pqs?');
  t.deepEqual(typed, { ...CHOICE, filter: 'pqs?', isTyping: true });
  t.is(press('\u007F\u007F', typed).filter, 'pq');
  t.is(afterKey(typed, '\u001B[A')?.filter, 'pqs?', 'an arrow is no text');
  t.deepEqual(press('\r', typed), { ...CHOICE, filter: 'pqs?' });
  t.deepEqual(press('\u001B', typed), CHOICE);
  t.deepEqual(press('\u001B', press('\r', typed)), CHOICE, 'Esc drops it later too');
});

test('keys change the view and its order, and an order that a view does not have is not kept', (t) => {
  t.deepEqual(press('s'), { ...CHOICE, sort: 'name' });
  t.deepEqual(press('ss').sort, 'node');
  t.deepEqual(press('ssp').sort, 'node', 'the same view again changes nothing');
  t.deepEqual(press('ssn'), { ...CHOICE, view: 'nodes' });
  t.is(press('s'.repeat(SORTS.pods.length)).sort, 'memory');
  t.true(press('?').isHelp);
  t.false(press('??').isHelp);
});

for (const columns of [80, 120]) {
  for (const rows of [12, 24]) {
    test(`every view fits ${columns} columns and ${rows} rows, help and warnings included`, (t) => {
      const pool = {
        segment: 'perception',
        payloadBytes: 6_291_456,
        chunks: 10_000,
        usedChunks: 9_000,
        mostUsedChunks: 9_999,
      };
      const domain = 'perception/shared-with-all';
      const many = modelOf([
        ...Array.from({ length: 30 }, (_, index) => ({
          ...asked(
            {
              namespace: 'iceoryx-system',
              name: `camera-front-left-7c9d8b6f5-x${index}`,
              node: `ip-10-0-0-${index}.internal`,
              domain,
              role: 'domain',
              limitBytes: 60 * MI,
            },
            {
              status: statusOf([12 * MI], 500 * MI, {
                apps: [
                  {
                    pid: 12_345,
                    container: 'camera-driver-of-the-left',
                    name: 'camera-driver-of-the-left-side',
                    sharedMemoryBytes: 500 * MI,
                  },
                ],
              }),
            },
          ),
          pools: { pools: [pool] },
        })),
        asked({ name: 'e' }, { reason: `commands in pods are not allowed: ${'rights '.repeat(40)}` }),
      ]);
      for (const view of VIEWS) {
        for (const choice of [
          { ...CHOICE, view },
          { ...CHOICE, view, isHelp: true },
          { ...CHOICE, view, filter: 'x1', isTyping: true },
        ]) {
          const listing = { hasNamespaces: true, paint: plain, trendOf: () => [1, 2, undefined, 3] };
          const page = pageOf(
            { place: 'all namespaces', model: many, choice, failure: 'no connection', listing },
            { columns, rows },
          );
          const lines = page.split('\n');
          t.is(lines.length, rows, page);
          t.deepEqual(
            lines.filter((line) => stringWidth(line) > columns),
            [],
          );
          t.regex(page, /No newer figures: no connection/);
          t.regex(page, /q end$/);
        }
      }
    });
  }
}

test('rows for which there is no room are counted', (t) => {
  const pods = Array.from({ length: 30 }, (_, index) =>
    asked({ name: `p${index}` }, { status: statusOf([1], 50 * MI) }),
  );
  const listing = { hasNamespaces: false, paint: plain, trendOf: () => [] };
  const page = pageOf(
    { place: 'namespace shop', model: modelOf(pods), choice: CHOICE, failure: undefined, listing },
    { columns: 80, rows: 14 },
  );
  const shown = page.split('\n').filter((line) => /^p\d/.test(line)).length;
  t.regex(page, new RegExp(`… ${30 - shown} more`));
});

const SEGMENTS = [
  { name: 'iceoryx_mgmt', bytes: 65_000_000, residentBytes: null },
  { name: 'root', bytes: 100, residentBytes: null },
];

for (const [what, segments, answer, message] of [
  ['has no RouDi yet', [], { stdout: '' }, /no segments of a release/],
  [
    'has an image without od',
    SEGMENTS,
    new ApiError(EXCHANGE, 500, { message: 'exec: "od": executable file not found in $PATH' }),
    /image has no od/,
  ],
  [
    'may not be read',
    SEGMENTS,
    { exitCode: 1, stderr: 'od: Permission denied\n' },
    /ended with 1: od: Permission denied/,
  ],
  ['has tables elsewhere', SEGMENTS, { stdout: ' 1 2 3\n' }, /of another build/],
] as const) {
  test(`the pools of a RouDi that ${what} are not known, with the reason`, async (t) => {
    const exec = async () => {
      if (answer instanceof Error) {
        throw answer;
      }
      return { stdout: '', stderr: '', exitCode: 0, ...answer };
    };
    await t.throwsAsync(poolUsageOf({ exec }, 'shop/a', segments), { message });
  });
}

test('pools that were the fullest are first, and why others are not known is told', (t) => {
  const pool = { segment: 'root', payloadBytes: 64, chunks: 10, usedChunks: 1 };
  const status = statusOf([], 10 * MI);
  const model = modelOf([
    { ...asked({ name: 'a' }, { status }), pools: { pools: [{ ...pool, mostUsedChunks: 4 }] } },
    { ...asked({ name: 'b' }, { status }), pools: { pools: [{ ...pool, mostUsedChunks: 9 }] } },
    { ...asked({ name: 'c' }, { status }), pools: { reason: "RouDi's image has no od" } },
    asked({ name: 'd', ...MEMBER }, { status }),
  ]);
  t.deepEqual(firstColumn(LISTINGS.pools(model, { ...OPTIONS, sort: 'used' }).table(undefined)), ['b', 'a']);
  t.deepEqual(model.missing, ["pools are not known of shop/c: RouDi's image has no od"]);
});

test('a trend has the last moments, with a gap where nothing was known, and forgets pods that are gone', (t) => {
  const trends = new Trends();
  trends.add(
    modelOf([asked({ name: 'a' }, { status: statusOf([], 10 * MI) }), asked({ name: 'b' }, { reason: 'gone' })]),
  );
  trends.add(modelOf([asked({ name: 'a' }, { reason: 'no answer in time' })]));
  trends.add(modelOf([asked({ name: 'a' }, { status: statusOf([], 20 * MI) })]));
  t.deepEqual(trends.of('shop/a'), [10 * MI, undefined, 20 * MI]);
  t.deepEqual(trends.of('shop/b'), []);
});
