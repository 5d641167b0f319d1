import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { parse } from 'yaml';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Terminal } from '../../lab/host/terminal.ts';
import { until } from '../../lab/host/until.ts';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { buildTarget } from '../../lab/images/dockerfile.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { rendered } from '../../lab/operator/helm.ts';
import { lifeOf } from '../../lab/operator/helm-release.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { PluginUser } from '../../lab/operator/plugin.ts';
import { killIn } from '../../lab/operator/pod-processes.ts';
import { endVisibly, inRoudi, nameOf } from '../../lab/operator/renewal.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';
import { makeSweepsNamespace, rootOf, sweepingWith } from '../../lab/operator/two-nodes.ts';
import { parseQuantity } from '../../src/api/quantity.ts';
import type { Report } from '../../src/commands/check/report.ts';
import type { Diagnosis } from '../../src/commands/diagnose/view.ts';
import type { Explanation } from '../../src/commands/explain/view.ts';
import type { StatusView } from '../../src/commands/status/view.ts';
import type { SweepView } from '../../src/commands/sweep/view.ts';
import type { TopModel } from '../../src/commands/top/model.ts';
import type { VersionView } from '../../src/commands/version/view.ts';
import { undocumented } from '../support/documented-fields.ts';

/*
 * `kubectl iceoryx` as people run it, in a terminal and in pipes, against objects that are well, one whose app fails, and
 * one that the operator refuses.
 */

const inTurn = atATime(2);
const ESCAPE = '\u001B';
const SECRET = 'not-for-the-eyes-of-others';
const MIB = 2 ** 20;

let bench: Bench;
let user: PluginUser;
/** May see what the role view shows, and nothing else. */
let viewer: PluginUser;
let viewRole: string;

test.before(async (t) => {
  t.timeout(15 * 60_000, 'the image that sweeps is built on first use');
  await requirePackages(['tmux'], () => undefined);
  const operator = await buildTarget('operator');
  bench = await Bench.open('kubectl-iceoryx', {}, sweepingWith(operator.reference));
  await bench.cluster.load(operator.archive);
  const [publisher, subscriber] = apps(bench.images) as [IContainer, IContainer];
  // It fails with a message of iceoryx, and its container goes on.
  const failed = {
    ...publisher,
    command: [
      '/bin/sh',
      '-c',
      `echo with $API_TOKEN; ${publisher.command?.join(' ')} --payload-bytes 100000; exec sleep 1000000`,
    ],
    readinessProbe: { exec: { command: ['/bin/false'] } },
    env: [{ name: 'API_TOKEN', value: SECRET }],
  };
  await bench.apply(
    pubsub('hello', bench.images),
    pubsub('other', bench.images),
    pubsub('broken', bench.images, [failed, subscriber]),
    pubsub('refused', bench.images, undefined, { sharedMemory: { sizeLimit: '1Mi' } }),
    ...(await viewerObjects()),
  );
  await makeSweepsNamespace(bench);
  const token = await bench.kubectl('create', 'token', 'viewer');
  user = await PluginUser.of(bench.cluster, bench.namespace);
  viewer = await PluginUser.of(bench.cluster, bench.namespace, token.trim());
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/hello', 'ioxd/other', '--timeout=180s');
  await bench.kubectl('wait', '--for=condition=FaultFree=False', 'ioxd/broken', '--timeout=180s');
  await bench.kubectl('wait', '--for=condition=Stalled', 'ioxd/refused', '--timeout=60s');
});
test.after.always(async () => {
  await bench.kubectl('delete', 'clusterrole', viewRole);
  await bench.close();
  await user.leave();
  await viewer.leave();
});

/** An account that has the role view, and what the chart adds to that role. */
async function viewerObjects(): Promise<object[]> {
  const ofChart = (await rendered()).find(
    ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name.endsWith('-view'),
  );
  viewRole = `${bench.namespace}-view`;
  const subjects = [{ kind: 'ServiceAccount', name: 'viewer', namespace: bench.namespace }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
  return [
    { ...ofChart, metadata: { ...ofChart?.metadata, name: viewRole } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'viewer' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'viewer' },
      roleRef,
      subjects,
    },
  ];
}

async function terminalFor(t: ExecutionContext, columns: number): Promise<Terminal> {
  const terminal = await Terminal.open({ columns, rows: 40 }, user.wrap);
  t.teardown(async () => terminal.close());
  return terminal;
}

function named<T extends { readonly name: string }>(all: readonly T[] | undefined, name: string): T {
  const found = all?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name} in ${JSON.stringify(all)}`);
  return found;
}

const cellsOf = (line: string | undefined): string[] => line?.split(/ {3,}/) ?? [];

test.serial('status --watch and logs -f show that RouDi was killed and everything is well again', async (t) => {
  const terminal = await terminalFor(t, 120);
  const [rows, logs] = [
    user.start('kubectl', 'iceoryx', 'status', '--watch'),
    user.start('kubectl', 'iceoryx', 'logs', 'ioxd/hello', '-f'),
  ];
  const isWell = /^ioxd\/hello +True .*1\/1 +2\/2/m;
  await terminal.enter('clear; echo before; kubectl iceoryx status --watch; echo "ended with $?"');
  await terminal.until(isWell);
  t.deepEqual(await terminal.state(), { hasOwnScreen: true, isCursorHidden: true });
  await rows.until(({ stdout }) => stdout.some((line) => isWell.test(line)));
  await logs.until(({ output }) => /subscriber +\{"event":"sample"/.test(output));

  await endVisibly(bench, 'hello', async (pod) => t.is(killIn(pod, 'roudi'), 1));
  // It looks every two seconds, and may miss that the pod was not Ready for a moment, but not what became of it.
  await terminal.until(/^ioxd\/hello\n(?: .*\n)*  RestartedInPlace \d+s ago: pod hello-/m);
  await terminal.until(isWell);
  await terminal.press('q');
  t.regex(await terminal.until(/^ended with/m), /^before\nended with 0\n\$\s*$/);
  t.deepEqual(await terminal.state(), { hasOwnScreen: false, isCursorHidden: false });

  await rows.until(({ stdout }) => /^ioxd\/hello +True .* \d+ restarts? .* in place/.test(stdout.at(-1) ?? ''));
  t.is(rows.stdout.filter((line) => line.startsWith('ioxd/refused ')).length, 1, 'what has not changed is told once');
  await logs.until(({ stderr }) => stderr.some((line) => /iceoryx-roudi ended with 137: RoudiKilled, /.test(line)));
  await logs.until(({ stdout }) => {
    const again = stdout.findIndex((line) => / subscriber +\{"event":"clean-exit"/.test(line));
    return again !== -1 && stdout.slice(again).some((line) => / subscriber +\{"event":"sample"/.test(line));
  });
  for (const program of [rows, logs]) {
    program.signal('SIGTERM');
    t.false(program.output.includes(ESCAPE));
  }
});

for (const columns of [80, 120]) {
  test(
    `what a terminal of ${columns} columns shows fits it`,
    inTurn(async (t) => {
      const terminal = await terminalFor(t, columns);
      const status = await terminal.run('kubectl iceoryx status');
      t.is(status.code, 0);
      t.regex(status.text, /^ioxd\/broken +False .*0\/1 /m);
      t.regex(status.text, /^ioxd\/hello +True .*1\/1 +2\/2 .*█░* /m);
      t.regex(status.text, /^ioxd\/refused +False .*0\/1 /m);
      t.regex(status.text, /^ioxd\/broken\n  PayloadTooLarge: /m);
      t.regex(status.text, /^ioxd\/refused\n  InvalidSpec: spec\.sharedMemory\.sizeLimit: 1Mi is less than/m);
      t.is(status.text, status.written);
      for (const command of [
        'status hello',
        'status broken',
        'top --once',
        'top pools --once',
        'explain hello',
        'check',
        'version',
        'restart other --dry-run',
        'render -f examples/perception.yaml --explain',
        'size --topic name=camera,size=6Mi,publishers=2,subscribers=3,queue=4',
        'size --ros-types',
        'size ioxd/hello',
        '--help',
        'sweep --help',
      ]) {
        const { text, written } = await terminal.run(`kubectl iceoryx ${command}`);
        t.is(text, written, command);
      }
    }),
  );
}

test(
  'top goes on in a terminal, obeys keys, and q gives the screen back',
  inTurn(async (t) => {
    const terminal = await terminalFor(t, 120);
    await terminal.enter('clear; echo before; kubectl iceoryx top; echo "ended with $?"');
    await terminal.until(/^hello-\S+ .*█/m);
    t.deepEqual(await terminal.state(), { hasOwnScreen: true, isCursorHidden: true });
    await terminal.resize({ columns: 80, rows: 40 });
    // Longer lines would be cut at the edge.
    await terminal.until(/^POD (?=.{0,76}$).* (?:ROUDI|TREND)$/m);
    await terminal.press('a');
    await terminal.until(/^hello-\S+ .*\bpublisher\b/m);
    await terminal.enter('/broken');
    await terminal.until(/^broken-\S+ (?!.*^hello-)/ms);
    await terminal.press('q');
    t.regex(await terminal.until(/^ended with/m), /^before\nended with 0\n\$\s*$/);
    t.deepEqual(await terminal.state(), { hasOwnScreen: false, isCursorHidden: false });
  }),
);

test(
  'a terminal has colours, and with NO_COLOR none',
  inTurn(async (t) => {
    const terminal = await terminalFor(t, 120);
    await terminal.run('kubectl iceoryx status');
    t.true((await terminal.colours()).includes(`${ESCAPE}[31mFalse`));
    await terminal.run('NO_COLOR=1 kubectl iceoryx status');
    const plain = await terminal.colours();
    t.regex(plain, /^ioxd\/hello +True/m);
    t.false(plain.includes(ESCAPE));
  }),
);

test(
  'shells complete commands and names of objects',
  inTurn(async (t) => {
    const pod = nameOf(await bench.onlyPod('hello'));
    // A cluster that does not answer within a second gives no names.
    await until('names are completed', async () => {
      const { stdout } = await user.run('kubectl __complete iceoryx explain he');
      return stdout === `hello\tIceoryxDeployment\n${pod}\tPod\n:4`;
    });
    const terminal = await terminalFor(t, 80);
    await terminal.enter('exec env PS1="> " bash --norc');
    await terminal.enter('source <(kubectl iceoryx completion bash); clear');
    await terminal.until(/^>$/m);
    await terminal.type('kubectl-iceoryx expl');
    await terminal.press('Tab');
    await terminal.type('--def');
    await terminal.press('Tab');
    t.regex(await terminal.until(/image/), /^> kubectl-iceoryx explain --default-roudi-image$/m);
  }),
);

test(
  'status in a pipe has every column and measured figures, and no escape sequences',
  inTurn(async (t) => {
    const { code, stdout, stderr } = await user.run('kubectl iceoryx status');
    t.deepEqual([code, stderr], [0, '']);
    t.false(stdout.includes(ESCAPE));
    const [head = '', ...rows] = stdout.split('\n');
    t.deepEqual(cellsOf(head), [
      'NAME',
      'READY',
      'REASON',
      'PODS',
      'APPS',
      'ROUDI AGE',
      'SHARED MEMORY',
      'LAST RECOVERY',
      'LAST FINDING',
    ]);
    t.is(rows.length, 4);
    const [name, ready, , pods, connected, roudi = '', memory = '', recovery = '', finding = ''] = cellsOf(
      rows.find((row) => row.startsWith('ioxd/hello ')),
    );
    t.deepEqual([name, ready, pods, connected], ['ioxd/hello', 'True', '1/1', '2/2']);
    // RouDi may be started again once before all containers are.
    t.regex(roudi, /^\d+[sm].*, \d+ restarts?$/);
    t.regex(memory, /^█+░* \d+\.\d\/\d+\.\d MiB$/);
    t.regex(recovery, /^in place, \d+[sm]/);
    t.regex(finding, /^RoudiKilled, \d+[sm]/);
  }),
);

test(
  'status for programs says what agents measure, in documented fields',
  inTurn(async (t) => {
    const { stdout } = await user.run('kubectl iceoryx status -o json');
    const view = JSON.parse(stdout) as StatusView;
    t.deepEqual(undocumented('status', view), []);
    t.deepEqual(view.remarks, []);
    t.deepEqual(
      view.objects.map(({ name, ready }) => `${name} ${ready.status}`),
      ['broken False', 'hello True', 'other True', 'refused False'],
    );
    const pod = await bench.onlyPod('hello');
    const hello = named(view.objects, 'hello');
    t.like(hello, {
      kind: 'IceoryxDeployment',
      namespace: bench.namespace,
      pods: { ready: 1, wanted: 1 },
      apps: { connected: 2, expected: 2 },
      roudi: { release: '2.0', image: bench.images.roudi.reference },
      lastRecovery: { how: 'RestartedInPlace' },
      sharedMemory: { ...(await measured(pod)), source: 'agent' },
    });
    t.like(hello.podList[0], { name: nameOf(pod), ready: true, status: 'Running', apps: 2 });
    t.is(hello.podList[0]?.agent?.phase, 'Following');
    t.like(named(view.objects, 'broken').lastFinding, { reason: 'PayloadTooLarge', isPresent: true });
    t.regex(named(view.objects, 'refused').problems[0]?.message ?? '', /1Mi is less than the \d+ bytes/);
    const yaml = parse((await user.run('kubectl iceoryx status hello -o yaml')).stdout) as StatusView;
    t.is(yaml.objects[0]?.roudi.incarnation, hello.roudi.incarnation);
  }),
);

/** Bytes in use, and the limit, of a pod's shared memory. */
async function measured(pod: IPod): Promise<{ usedBytes: number; limitBytes: number }> {
  const used = (await inRoudi(bench, pod, 'df -B1 /dev/shm | tail -1')).trim().split(/\s+/)[2];
  return { usedBytes: Number(used), limitBytes: Number(parseQuantity(limitOf(pod))) };
}

/** Size limit of the volume at /dev/shm. */
function limitOf({ spec }: IPod): string {
  return String(spec?.volumes?.find(({ name }) => name === 'iceoryx-shm')?.emptyDir?.sizeLimit);
}

test(
  'status NAME says of a broken object what it means and what helps',
  inTurn(async (t) => {
    const { code, stdout, stderr } = await user.run('kubectl iceoryx status broken');
    t.deepEqual([code, stderr], [0, '']);
    t.regex(stdout, /^PayloadTooLarge: .* is False/m);
    t.regex(stdout, /What to do: Add a larger pool to spec\.roudi\.segments\[\]\.mempools/);
    t.regex(stdout, /^broken-\S+ .* \d\/4 /m);
  }),
);

test(
  'top has the figures of each app and pool, in a pipe of one moment',
  inTurn(async (t) => {
    const [table, { stdout }] = [
      await user.run('kubectl iceoryx top'),
      await user.run('kubectl iceoryx top pools -o json'),
    ];
    t.deepEqual([table.code, table.stderr], [0, '']);
    t.false(table.stdout.includes(ESCAPE));
    t.regex(table.stdout, /^hello-\S+ +\S+ +\d+\.\d MiB +█+░* 9\d% +2 +\d+[sm]/m);
    const model = JSON.parse(stdout) as TopModel;
    t.deepEqual(undocumented('top', model), []);
    t.deepEqual(model.missing, []);
    const pod = await bench.onlyPod('hello');
    const hello = named(model.pods, nameOf(pod));
    const { usedBytes, limitBytes } = await measured(pod);
    t.like(hello, { role: 'pod', sharedMemoryBytes: usedBytes, limitBytes });
    t.deepEqual(hello.apps.map(({ name, container }) => `${name} ${container}`).toSorted(), [
      'publisher publisher',
      'subscriber subscriber',
    ]);
    t.like(hello.pools?.[0], { payloadBytes: 1024, chunks: 1000 });
    t.true((hello.pools?.[0]?.mostUsedChunks ?? 0) >= 1);
  }),
);

test(
  'explain of a pod has the sums of what the pod has',
  inTurn(async (t) => {
    const pod = await bench.onlyPod('hello');
    const { code, stdout, stderr } = await user.run(`kubectl iceoryx explain pod/${nameOf(pod)} -o json`);
    t.deepEqual([code, stderr], [0, '']);
    const explanation = JSON.parse(stdout) as Explanation;
    t.deepEqual(undocumented('explain', explanation), []);
    const { shape, madeBy, next } = explanation;
    t.deepEqual(
      madeBy.map(({ kind }) => kind),
      ['ReplicaSet', 'Deployment', 'IceoryxDeployment'],
    );
    t.deepEqual(next?.differences, []);
    const files = (await inRoudi(bench, pod, 'ls -l /dev/shm')).trim().split('\n').slice(1);
    t.deepEqual(
      shape?.segments.map(({ bytes }) => bytes).toSorted((a, b) => a - b),
      files.map((line) => Number(line.split(/\s+/)[4])).toSorted((a, b) => a - b),
      'segments are as large as the files',
    );
    const [volume, memory, grace] = ['SharedMemoryVolume', 'RouDiMemory', 'GracePeriod'].map((name) =>
      named(shape?.figures, name),
    );
    const roudi = named(pod.spec?.initContainers, 'iceoryx-roudi');
    const limit = parseQuantity(roudi.resources?.limits?.['memory'] ?? '');
    t.is(volume?.value, `${parseQuantity(limitOf(pod))} bytes`);
    t.is(memory?.value, `${limit} bytes`);
    t.is(Math.ceil(sumOf(memory?.sum ?? '') / MIB) * MIB, Number(limit));
    t.is(grace?.value, `${pod.spec?.terminationGracePeriodSeconds} s`);
    t.is(grace?.value, `${sumOf(grace?.sum ?? '')} s`);
  }),
);

/** What a sum such as `10 (apps stop) + 2 (RouDi notices who died) = 12` gives. */
function sumOf(text: string): number {
  const [sum = ''] = text.split(' = ');
  return sum.split(' + ').reduce((all, part) => all + Number(/^\d+/.exec(part)?.[0]), 0);
}

test(
  'explain of an object that is refused says what is in the way',
  inTurn(async (t) => {
    const { code, stdout } = await user.run('kubectl iceoryx explain refused');
    t.is(code, 0);
    t.regex(stdout, /in the way +InvalidSpec: .*1Mi is less than the \d+ bytes/);
  }),
);

test(
  'diagnose says what is wrong in a pod and in its log, and that nothing is',
  inTurn(async (t) => {
    const broken = await user.run('kubectl iceoryx diagnose ioxd/broken -o json');
    t.is(broken.code, 0);
    const diagnosis = JSON.parse(broken.stdout) as Diagnosis;
    t.deepEqual(undocumented('diagnose', diagnosis), []);
    t.like(diagnosis.findings[0], { id: 'PayloadTooLarge', state: 'present', severity: 'Error' });
    t.is(diagnosis.findings[0]?.places[0]?.container, 'publisher');
    const hello = await user.run('kubectl iceoryx diagnose ioxd/hello');
    t.is(hello.code, 0);
    t.regex(hello.stdout, /RoudiKilled: pod hello-/);
    const log = await user.run('kubectl logs deployment/broken -c publisher | kubectl iceoryx diagnose');
    t.is(log.code, 0);
    t.regex(log.stdout, /PayloadTooLarge[^]*Add a larger pool/);
  }),
);

test(
  'logs are merged by time, with known messages explained, and are lines of JSON for programs',
  inTurn(async (t) => {
    const hello = await user.run('kubectl iceoryx logs ioxd/hello --tail=5');
    t.is(hello.code, 0);
    t.false(hello.stdout.includes(ESCAPE));
    for (const container of ['iceoryx-roudi', 'iceoryx-agent', 'publisher', 'subscriber']) {
      t.regex(hello.stdout, new RegExp(`^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ${container} +\\S`, 'm'));
    }
    const broken = await user.run('kubectl iceoryx logs ioxd/broken --findings-only -c publisher -o json');
    t.is(broken.code, 0);
    const lines = broken.stdout
      .split('\n')
      .map((line) => JSON.parse(line) as { findings: { id: string }[]; role: string });
    t.deepEqual(undocumented('logs', lines), []);
    t.true(lines.some(({ findings, role }) => role === 'app' && findings.some(({ id }) => id === 'PayloadTooLarge')));
  }),
);

test(
  'check ranks what is wrong, with a remedy and a place to read, and exits with 1',
  inTurn(async (t) => {
    const told = await user.run('kubectl iceoryx check');
    t.is(told.code, 1);
    t.false(told.stdout.includes(ESCAPE));
    t.regex(told.stdout, /^ +remedy: .*\n +see: +docs\//m);
    const { code, stdout } = await user.run(`kubectl iceoryx check -n ${bench.namespace} -o json`);
    const report = JSON.parse(stdout) as Report;
    t.deepEqual(undocumented('check', report), []);
    const { findings, checks, summary } = report;
    t.deepEqual([code, summary.exitCode], [1, 1]);
    const severities = findings.map(({ severity }) => ['Error', 'Warning', 'Info'].indexOf(severity));
    t.deepEqual(
      severities,
      severities.toSorted((a, b) => a - b),
    );
    t.regex(findings.find(({ object }) => object?.endsWith('/broken'))?.remedy ?? '', /Add a larger pool/);
    t.true(findings.some(({ object, check }) => object?.endsWith('/refused') && check === 'objects-ready'));
    t.is(findings.find(({ object }) => object?.endsWith('/hello'))?.severity, 'Warning');
    t.false(findings.some(({ object }) => object?.endsWith('/other')));
    const headings = readFileSync('docs/kubectl/check.md', 'utf8').matchAll(/^### (?<id>\S+)$/gm);
    const documented = new Set([...headings].map(({ groups }) => `docs/kubectl/check.md#${groups?.['id']}`));
    t.deepEqual(
      checks.map(({ see }) => see).filter((see) => !documented.has(see)),
      [],
    );
  }),
);

test(
  'report packs what an issue needs, and no value of an environment variable',
  inTurn(async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'report-'));
    t.teardown(() => rmSync(directory, { recursive: true }));
    const { code, stdout, stderr } = await user.run(`kubectl iceoryx report --file ${directory}/report.tar.gz`);
    t.is(code, 0, stderr);
    t.regex(stdout, /report\.tar\.gz +\d/);
    const [names, texts] = [
      await user.run(`tar -tzf ${directory}/report.tar.gz`),
      await user.run(`tar -xzOf ${directory}/report.tar.gz`),
    ];
    t.is(names.stdout.split('\n')[0]?.replace(/^.*\//, ''), 'README.txt');
    for (const file of [/iceoryxdeployments?\/broken\.yaml$/im, /\/pods\/broken-[^/]+\/publisher\.log$/m]) {
      t.regex(names.stdout, file);
    }
    t.regex(texts.stdout, /PayloadTooLarge/);
    t.true(texts.stdout.includes('API_TOKEN'));
    t.false(texts.stdout.includes(SECRET));
  }),
);

test(
  'version counts the agents and RouDis of the cluster',
  inTurn(async (t) => {
    const { code, stdout } = await user.run('kubectl iceoryx version -o json');
    t.is(code, 0);
    const { client, cluster } = JSON.parse(stdout) as VersionView;
    t.truthy(client.version);
    t.is(cluster?.agents?.find(({ image }) => image === bench.images.agent.reference)?.version, undefined);
    t.true((cluster?.roudis?.find(({ image }) => image === bench.images.roudi.reference)?.pods ?? 0) >= 3);
  }),
);

test(
  'restart replaces the pods of an object and returns when it is Ready again',
  inTurn(async (t) => {
    const before = await bench.onlyPod('other');
    const refused = await user.run('kubectl iceoryx restart other');
    t.deepEqual([refused.code, refused.stdout], [2, ''], 'nobody can be asked');
    t.regex(refused.stderr, /--yes/);
    const { code, stderr } = await user.run('kubectl iceoryx restart other --yes');
    t.is(code, 0, stderr);
    const after = await bench.onlyPod('other');
    t.not(after.metadata?.uid, before.metadata?.uid);
    t.true(after.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'));
  }),
);

test(
  'sweep reports what a killed app has left on a node, removes it when told to, and nothing that is in use',
  inTurn(async (t) => {
    const [{ pid } = { pid: 0 }] = bench.cluster.nodes;
    const { metadata } = await bench.onlyPod('broken');
    const directory = `${rootOf({ pid })}/var/lib/kubelet/pods/${metadata?.uid}/volumes/kubernetes.io~empty-dir/iceoryx-tmp`;
    // Under the name of an app that does not come back.
    for (const [name, former] of [
      ['publisher', 'former'],
      ['publisher.lock', 'former.lock'],
    ] as const) {
      renameSync(`${directory}/${name}`, `${directory}/${former}`);
    }
    const dry = await user.run('kubectl iceoryx sweep --quiet-period 1 -o json');
    t.is(dry.code, 0, dry.stderr);
    const view = JSON.parse(dry.stdout) as SweepView;
    t.false(view.kept);
    const found = view.run?.findings?.filter(({ name }) => name.startsWith('former')) ?? [];
    t.deepEqual(found.map(({ name, verdict }) => `${name} ${verdict}`).toSorted(), [
      'former Orphan',
      'former.lock Orphan',
    ]);
    t.regex(found[0]?.place ?? '', /of pod \S+\/broken-/);
    t.true(existsSync(`${directory}/former.lock`));
    const wet = await user.run('kubectl iceoryx sweep --quiet-period 1 --remove --yes');
    t.is(wet.code, 0, wet.stderr);
    t.regex(wet.stdout, /^orphans \d .*, removed [2-4] /m);
    t.false(existsSync(`${directory}/former.lock`));
    t.true(existsSync(`${directory}/roudi.lock`));
    t.is((await bench.kubectl('get', 'ioxsweep', '-o', 'name')).trim(), '');
  }),
);

test(
  'a user with the role view sees what it may, and is told which right is missing',
  inTurn(async (t) => {
    const status = await viewer.run('kubectl iceoryx status');
    t.is(status.code, 0);
    t.regex(status.stdout, /^ioxd\/hello +True .* ~\d+\.\d\/\d+\.\d MiB/m);
    t.regex(status.stderr, /pods\/exec/);
    const top = await viewer.run('kubectl iceoryx top');
    t.is(top.code, 0);
    t.regex(top.stdout, /^hello-/m);
    t.regex(top.stderr, /pods\/exec/);
    const explain = await viewer.run('kubectl iceoryx explain hello');
    t.is(explain.code, 0);
    t.regex(explain.stdout, /SharedMemoryVolume[^]*list (?:deployments|nodes)/);
    const check = await viewer.run('kubectl iceoryx check');
    t.is(check.code, 1);
    t.regex(check.stdout, /skipped, .*may not/);
    const logs = await viewer.run('kubectl iceoryx logs ioxd/hello --tail=3');
    t.is(logs.code, 0);
    t.true(samples(logs.stdout.replaceAll(/^.*?(?=\{)/gm, '').split('\n')).length >= 3);
  }),
);

test(
  'a user with the role view cannot act, and nothing is changed',
  inTurn(async (t) => {
    const life = lifeOf(await bench.onlyPod('hello'));
    const restart = await viewer.run('kubectl iceoryx restart hello --yes');
    t.is(restart.code, 1);
    t.regex(restart.stdout, /Deployment \S+\/hello +Failed .*viewer" cannot patch resource "deployments"/);
    t.deepEqual(lifeOf(await bench.onlyPod('hello')), life);
    for (const [words, says] of [
      ['sweep', /you may not create IceoryxSweeps/],
      ['status -n kube-system', /list .*iceoryxdeployments.* kube-system: ask an administrator/],
    ] as const) {
      const ended = await viewer.run(`kubectl iceoryx ${words}`);
      t.deepEqual([ended.code, ended.stdout], [1, ''], words);
      t.regex(ended.stderr, says, words);
    }
  }),
);

test(
  'what cannot be shown ends with 1, a wrong command line with 2, and both say what helps',
  inTurn(async (t) => {
    for (const [words, code, says] of [
      ['status nothing', 1, /has the name nothing; there are ioxd\/broken, ioxd\/hello, ioxd\/other, ioxd\/refused/],
      ['explain nothing', 1, /nothing/],
      ['diagnose nothing', 1, /nothing/],
      ['logs ioxd/refused', 1, /no pods/],
      ['restart nothing --yes', 1, /nothing/],
      ['status --context nowhere', 1, /nowhere/],
      ['status -o table', 2, /wide, json, yaml/],
      ['statsu', 2, /statsu.*status/s],
      ['explain', 2, /NAME/],
    ] as const) {
      const ended = await user.run(`kubectl iceoryx ${words}`);
      t.deepEqual([ended.code, ended.stdout], [code, ''], words);
      t.regex(ended.stderr, says, words);
    }
  }),
);

test(
  'what render and size print can be applied',
  inTurn(async (t) => {
    const apply = 'kubectl apply --dry-run=server -f -';
    for (const line of [
      `kubectl get ioxd other -o yaml | kubectl iceoryx render -f - | sed 's/^  name: other$/  name: another/' | ${apply}`,
      `kubectl iceoryx size --topic size=64,queue=8 --profile sized --image iceoryx.invalid/roudi:2.0.3 | ${apply}`,
    ]) {
      const { code, stdout, stderr } = await user.run(line);
      t.deepEqual([code, stderr], [0, ''], line);
      t.regex(stdout, /created \(server dry run\)$/);
    }
  }),
);
