import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import * as fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { ICEORYX_DEPLOYMENTS } from '../../../../src/controllers/resources.ts';
import { pack } from '../../../../src/commands/report/archive/pack.ts';
import { Spool } from '../../../../src/commands/report/archive/spool.ts';
import { openTarget } from '../../../../src/commands/report/archive/target.ts';
import { Composer } from '../../../../src/commands/report/compose.ts';
import { headsOf } from '../../../../src/commands/report/files/heads.ts';
import type { Manifest } from '../../../../src/commands/report/files/manifest.ts';
import { Collection } from '../../../../src/commands/report/gather/collection.ts';
import { Ledger } from '../../../../src/commands/report/gather/ledger.ts';
import type { ContainerLog } from '../../../../src/commands/report/gather/logs.ts';
import { Learner } from '../../../../src/commands/report/redact/knowledge.ts';
import { Redactor } from '../../../../src/commands/report/redact/redactor.ts';
import { summaryOf } from '../../../../src/commands/report/summary.ts';
import { UsageError } from '../../../../src/commands/usage.ts';
import { plain } from '../../../../src/terminal/paint.ts';
import { parseAgentStatus } from '../../../../src/commands/kit/agent-status-json.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { DEPLOYMENTS, PODS } from '../../../../src/kube/resource.ts';
import { ANY_CHARACTER } from '../../../support/arbitraries.ts';

const PLACES = ['container', 'initContainer', 'roudi', 'replica'] as const;
type Place = (typeof PLACES)[number];

/** What a report is made from: texts of the test's in all places where users and programs write. */
interface Written {
  /** Value of an environment variable, and where it is. */
  readonly value: string;
  readonly place: Place;
  /** Text in messages, logs and other places. */
  readonly text: string;
  readonly image: string;
}

function objectsWith({ value, place, text, image }: Written, name: string) {
  const env = (at: Place): object => (at === place ? { env: [{ name: 'A', value }] } : {});
  const template = (at: Place) => ({
    metadata: { annotations: { 'iceoryx.io/roudi-config': text, [`example.com/${text}`]: 'x' } },
    spec: {
      initContainers: [{ name: 'wait', image, ...env('initContainer') }],
      containers: [{ name: 'app', image, args: ['--peer', text], ...env(at) }],
    },
  });
  const metadata = { name, namespace: 'robot', uid: 'u' };
  const conditions = [{ type: 'Ready', status: 'False', reason: 'X', message: `not ready: ${text}!` }];
  const ioxd: KubeObject = {
    metadata,
    spec: { roudi: { image, ...env('roudi') }, template: template('container') },
    status: { conditions },
  };
  const child: KubeObject = { metadata, spec: { template: template('replica') } };
  const ended = { terminated: { exitCode: 1, message: `bad ${text}` } };
  const pod: KubeObject = {
    metadata: { ...metadata, ...template('container').metadata, name: `${name}-0`, labels: { team: text } },
    spec: template('container').spec,
    status: { containerStatuses: [{ name: 'app', image, imageID: image, lastState: ended }] },
  };
  return { ioxd, child, pod };
}

function eventWith(note: string): KubeObject {
  return {
    metadata: { name: 'e', namespace: 'robot' },
    regarding: { kind: 'Pod', name: 'arm0-0' },
    note,
  };
}

function logWith(pod: KubeObject, lines: readonly string[]): ContainerLog {
  const container = { name: 'app', role: 'app', hasPrevious: false, end: undefined, lastEnd: undefined } as const;
  const text = lines.map((line) => `2026-01-01T00:00:00Z ${line}\n`).join('');
  return { pod, container, isPrevious: false, tail: { text, droppedBytes: 0, lines: lines.length }, cut: undefined };
}

/** The bytes of an archive before its compression. */
async function reportOn(t: ExecutionContext, all: readonly Written[]): Promise<Buffer> {
  const spool = new Spool();
  t.teardown(() => spool.remove());
  const made = all.map((written, at) => ({ written, ...objectsWith(written, `arm${at}`) }));
  const collection = new Collection();
  collection.add(
    ICEORYX_DEPLOYMENTS,
    made.map(({ ioxd }) => ioxd),
  );
  collection.add(
    DEPLOYMENTS,
    made.map(({ child }) => child),
  );
  collection.add(
    PODS,
    made.map(({ pod }) => pod),
  );
  const events = all.flatMap(({ text, image }) => [
    eventWith(`Error: ${text}.`),
    eventWith(`Failed to pull image "${image}": not found`),
  ]);
  const everything = [...collection.all.map(({ object }) => object), ...events];
  const learner = new Learner();
  everything.forEach((object) => learner.learn(object));
  const options = { anonymous: false, server: '203.0.113.7:6443' };
  const composer = new Composer(new Redactor(learner, options), spool);
  await composer.addObjects(collection.all, { deployments: [], otherWebhooks: [] });
  await composer.addEvents([{ namespace: 'robot', events }]);
  const ledger = new Ledger();
  for (const { pod, written } of made) {
    const { text, image } = written;
    await composer.addAgentStatus(pod, parseAgentStatus(JSON.stringify({ agent: { message: `app ${text}` } })));
    await composer.addLog(
      logWith(pod, [
        `a ${text} b`,
        JSON.stringify({ message: text, twice: JSON.stringify(text) }),
        `https://example.com/?q=${encodeURIComponent(text)}`,
        Buffer.from(text).toString('base64'),
        `ICEORYX error! POSH__SHM_APP_MAPP_ERR ${text}`,
        `pulled ${image}`,
      ]),
    );
    ledger.unread(`log of ${text}`, 'GET https://203.0.113.7:6443/x: no answer');
  }
  await composer.addFindings();
  const versions = {
    client: '1',
    node: '2',
    kubernetes: '3',
    operators: [],
    roudi: {},
    agents: {},
    agentVersions: {},
    nodes: {},
  };
  const facts = { madeAt: '2026-01-01T00:00:00Z', command: 'x', anonymous: false, versions, lacks: ledger.lacks };
  const out = new PassThrough();
  const heads = headsOf(composer.manifest(facts));
  const [bytes] = await Promise.all([buffer(out), pack('report', heads, spool.files, new Date(0), out)]);
  spool.remove();
  return gunzipSync(bytes);
}

async function filesIn(tar: Buffer): Promise<Map<string, string>> {
  const entries = await unpackTar(new Uint8Array(tar));
  return new Map(entries.map(({ header, data }) => [header.name, Buffer.from(data ?? []).toString()]));
}

const PLAIN: Written = {
  value: 'plain-value-1',
  place: 'container',
  text: 'plain-value-2',
  image: 'registry.example.com/team/app:1.2',
};

test('the first file says what is in the archive, with sizes, and what was taken out', async (t) => {
  const files = await filesIn(await reportOn(t, [{ ...PLAIN, text: PLAIN.value }]));
  const [first, second] = files.keys();
  t.deepEqual([first, second], ['report/README.txt', 'report/manifest.json']);
  const { files: listed, ...manifest } = JSON.parse(files.get('report/manifest.json') ?? '') as Manifest;
  t.deepEqual(
    listed.map(({ path, bytes }) => [`report/${path}`, bytes]),
    [...files].slice(2).map(([path, content]) => [path, Buffer.byteLength(content)]),
  );
  t.deepEqual(
    listed.map(({ path }) => path),
    [
      'findings.txt',
      'overview.txt',
      'namespaces/robot/deployments/arm0.yaml',
      'namespaces/robot/events.txt',
      'namespaces/robot/iceoryxdeployments/arm0.yaml',
      'namespaces/robot/pods/arm0-0/agent-status.json',
      'namespaces/robot/pods/arm0-0/app.log',
      'namespaces/robot/pods/arm0-0/pod.yaml',
    ],
  );
  const readme = files.get(first ?? '') ?? '';
  for (const { path } of listed) {
    t.true(readme.includes(path), path);
  }
  t.true(
    manifest.removed.some(({ what, count }) => what === 'values of environment variables in objects' && count === 2),
  );
  t.regex(readme, /\b2 values of environment variables in objects\n/);
  t.regex(readme, /log of \(removed-env-value\): GET https:\/\/api-server\/x: no answer/);
  t.regex(files.get('report/findings.txt') ?? '', /app\.log\n {2}Error ManagementSegmentNotMapped\n/);
  t.regex(files.get('report/namespaces/robot/pods/arm0-0/app.log') ?? '', /pulled registry-1\/…\/app:1\.2\n/);
});

/** Many at once: each is also beside, and within, what others have written. */
const MANY = { minLength: 15, maxLength: 30 };

test('whatever the value of a variable is, it is nowhere in the archive', async (t) => {
  const usual = (await reportOn(t, [PLAIN])).toString();
  const secret = fc
    .oneof(
      fc.string({ unit: ANY_CHARACTER, minLength: 6, maxLength: 40 }),
      fc.string({ minLength: 6, maxLength: 40 }),
      fc.base64String({ minLength: 8 }),
      fc.webUrl(),
      fc.json(),
    )
    .filter((text) => text.trim().length >= 6 && text.isWellFormed() && !usual.includes(text.trim()));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(secret, fc.constantFrom(...PLACES)), MANY), async (secrets) => {
      const tar = await reportOn(
        t,
        secrets.map(([value, place]) => ({ ...PLAIN, value, place, text: value })),
      );
      t.deepEqual(
        secrets.filter(([value]) => tar.includes(value) || tar.includes(value.trim())),
        [],
      );
    }),
    { numRuns: 3 },
  );
});

test('whatever the name of a registry is, it is nowhere in the archive, and versions of images are', async (t) => {
  const usual = (await reportOn(t, [PLAIN])).toString();
  const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/);
  const name = fc.domain().filter((domain) => !usual.includes(domain));
  const registry = fc.tuple(name, fc.option(fc.integer({ min: 1, max: 65_535 })), fc.array(label, { maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.array(registry, MANY), async (registries) => {
      const tar = await reportOn(
        t,
        registries.map(([domain, port, path], at) => {
          const host = port === null ? domain : `${domain}:${port}`;
          const image = [host, ...path, `app:1.${at}`].join('/');
          return { ...PLAIN, image, text: `lookup ${host}: no such host` };
        }),
      );
      t.deepEqual(
        registries.filter(([domain]) => tar.includes(domain)),
        [],
      );
      t.deepEqual(
        registries.filter((_, at) => !new RegExp(`registry-\\d+/(?:…/)?app:1\\.${at}\\b`).test(tar.toString())),
        [],
      );
    }),
    { numRuns: 3 },
  );
});

test('files whose names become equal when secrets are taken out are all in the archive', async (t) => {
  const spool = new Spool();
  t.teardown(() => spool.remove());
  await Promise.all(['1', '2', '3'].map((content) => spool.add('logs', 'same.log', content)));
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), pack('report', [], spool.files, new Date(0), out)]);
  const files = await filesIn(gunzipSync(bytes));
  t.deepEqual([...files.keys()], ['report/same.log', 'report/same.log.2', 'report/same.log.3']);
  t.deepEqual([...files.values()].toSorted(), ['1', '2', '3']);
});

test('a file that exists is not overwritten, and others cannot read a new one', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'iceoryx-report-test-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'report.tar.gz');
  writeFileSync(path, 'mine');
  t.throws(() => openTarget(path), { instanceOf: UsageError, message: /exists, and is not overwritten/ });
  t.is(readFileSync(path, 'utf8'), 'mine');
  const target = openTarget(`${path}.2`);
  t.is(statSync(`${path}.2`).mode & 0o777, 0o600);
  target.discard();
  t.false(existsSync(`${path}.2`));
  t.throws(() => openTarget(join(directory, 'none', 'x')), { message: /cannot be written to .*name another file/ });
});

test('the summary names the file, what is in it, the rights that are missing and what to do before it is posted', (t) => {
  const manifest: Manifest = {
    report: 1,
    madeAt: '',
    command: '',
    anonymous: false,
    versions: {
      client: '',
      node: '',
      kubernetes: '',
      operators: [],
      roudi: {},
      agents: {},
      agentVersions: {},
      nodes: {},
    },
    files: [{ path: 'a.log', kind: 'logs', bytes: 2048 }],
    removed: [{ what: 'tokens', count: 2 }],
    unread: [
      { what: 'nodes', why: 'needs the right: list nodes' },
      { what: 'log of a', why: 'no answer\u001b[2J' },
    ],
    missingRights: ['list nodes'],
    leftOut: [],
  };
  const place = { path: "/home/ada/it's.tar.gz", bytes: 100 };
  const words = summaryOf(manifest, place, { paint: plain, width: 80 });
  t.regex(words, /^\/home\/ada\/it's\.tar\.gz {3}100 B\n/);
  t.regex(words, /logs +1 +2\.0 KiB\n/);
  t.regex(words, / 2 {3}tokens\n/);
  t.regex(words, /Missing rights; .*\n {2}list nodes\n/);
  t.regex(words, /Not read:\n {2}log of a: no answer\\u\{1b\}\[2J\n/);
  t.regex(words, /Look through it before you post it/);
  t.true(words.endsWith(String.raw`tar -xzf '/home/ada/it'\''s.tar.gz'` + '\n'));
  t.deepEqual(
    words.split('\n').filter((line) => line.length > 80),
    [],
  );
  t.notRegex(
    summaryOf({ ...manifest, unread: [], missingRights: [] }, undefined, { paint: plain, width: 80 }),
    /right/,
  );
});
