import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import { renderCommand } from '../../../src/commands/render.ts';
import { rendered } from '../../../src/commands/render/render-all.ts';
import { settingsFor } from '../../../src/commands/render/settings.ts';
import { fileOf } from '../../../src/commands/render/sources.ts';
import { bundledOperator } from '../../../lab/operator/bundle.ts';

const MAIN = await bundledOperator();

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** What `render -f -` does, in this process: a start of the program takes a third of a second. */
function render(input: string, ...args: string[]): Ended {
  const ended = { stdout: '', stderr: '', code: 0 };
  const command = renderCommand().action((options) => {
    try {
      ended.stdout = rendered(settingsFor(options, [fileOf('standard input', input)], []), options, undefined);
    } catch (error) {
      ended.stderr = `kubectl iceoryx: ${(error as Error).message}\n`;
      ended.code = 1;
    }
  });
  command.parse(['-f', '-', ...args], { from: 'user' });
  return ended;
}

function run(input: string, ...args: string[]): Ended {
  const command = [MAIN, 'render', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { input, encoding: 'utf8' });
  return { stdout, stderr, code: status };
}

const object = (spec: object = {}, name = 'robot'): string =>
  JSON.stringify({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name },
    spec: {
      roudi: { image: 'example.com/roudi:2.0.3' },
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
      ...spec,
    },
  });

test('a Deployment is rendered for kubectl apply, with a comment on everything that was added', (t) => {
  const { stdout, code } = render(object());
  t.is(code, 0);
  t.like(parse(stdout), {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'robot' },
    spec: { replicas: 1 },
  });
  t.regex(stdout, /# the iceoryx daemon: .*\n\s+- name: iceoryx-roudi/);
  t.regex(stdout, /# \/dev\/shm is shared with RouDi\n\s+- \{name: iceoryx-shm/);
  t.false(stdout.includes('&a1'), 'aliases are hard to read');
});

/** As kubectl reads it: the words of YAML 1.1 are booleans, and a leading 0 makes an octal number. */
const readByKubectl = (text: string): unknown => parse(text, { schema: 'yaml-1.1' });

test("kubectl reads the strings of the output as strings, RouDi's own flags among them", (t) => {
  const args = ['on', 'yes', 'n', '0644', '0o17', '0x1f', '1_000', '~', '1e3'];
  const { stdout } = render(object({ template: { spec: { containers: [{ name: 'app', args }] } } }));
  t.like(readByKubectl(stdout), { spec: { template: { spec: { containers: [{ args }] } } } });
  t.regex(stdout, /args: \[.*"0o17"/, 'kubectl reads octal numbers of YAML 1.2, too');
  t.regex(stdout, /iox-roudi, .*-m, "on"/);
});

test('a fault is one line, whatever the names in it are', (t) => {
  const metadata = { name: 'robot', labels: { 'iceoryx.io/profile': 'camera' } };
  const kind = 'Job\n  another: ';
  const { stderr, code } = run(
    JSON.stringify({ apiVersion: 'batch/v1', kind, spec: { template: { metadata } } }),
    '-f',
    '-',
  );
  t.is(code, 1);
  t.regex(stderr, /^ {2}Job\\n {2}another: .*ask for RouDi, which only those of /m);
});

test('a file means what it means to kubectl', (t) => {
  const yaml = `
apiVersion: iceoryx.io/v1alpha1
kind: IceoryxDeployment
metadata: { name: robot }
spec:
  roudi: { image: "example.com/roudi:2.0.3" }
  template:
    spec:
      containers: [{ <<: { image: "example.com/app:1" }, name: app, stdin: yes, args: [2001-12-14, "12:30", 12:30] }]
      volumes: [{ name: keys, secret: { secretName: keys, defaultMode: 0440 } }]
`;
  const { stdout, stderr } = render(yaml, '-o', 'json');
  t.is(stderr, '');
  const [{ deployment }] = JSON.parse(stdout) as [{ deployment: object }];
  t.like(deployment, {
    spec: {
      template: {
        spec: {
          containers: [{ image: 'example.com/app:1', stdin: true, args: ['2001-12-14', '12:30', '12:30'] }],
          volumes: [{ secret: { defaultMode: 0o440 } }],
        },
      },
    },
  });
});

test("the Deployment of README's example is short and has no line of script", (t) => {
  const { stdout } = run('', '-f', 'examples/perception.yaml');
  t.true(stdout.split('\n').length <= 170, stdout);
  t.false(/\b(?:sh|bash)\b|-c, '|\$\(/.test(stdout.replaceAll(/^ *#.*$/gm, '')), stdout);
});

test('the explanation gives every figure with its calculation', (t) => {
  const { stdout } = render(object(), '--explain');
  t.regex(stdout, /iceoryx_mgmt +66761736 bytes/);
  t.regex(stdout, /SharedMemoryVolume +238026752 bytes +216031232 \(segments in whole pages\) \+ 10 % headroom/);
  t.regex(stdout, /GracePeriod +20 s +10 \(apps stop\) \+ 2 .* = 20/);
});

test('machines get all of it as JSON', (t) => {
  const [first] = JSON.parse(render(object(), '-o', 'json').stdout) as [{ segments: unknown[]; figures: unknown[] }];
  t.deepEqual(first.segments[0], { name: 'iceoryx_mgmt', bytes: 66_761_736 });
  t.true(first.figures.length > 3);
});

test('nodes before 1.36 get no rule that they do not know', (t) => {
  t.true(render(object()).stdout.includes('RestartAllContainers'));
  const { stdout } = render(object(), '--kubernetes', '1.35');
  t.false(stdout.includes('action: RestartAllContainers'));
});

test('an image that is left to the operator is the one given to render', (t) => {
  const withoutImage = object({ roudi: {} });
  t.regex(render(withoutImage).stderr, /spec\.roudi\.image: image is missing, and the operator has no default/);
  t.true(render(withoutImage, '--default-roudi-image', 'example.com/roudi:2.0.6').stdout.includes('roudi:2.0.6'));
  const { code, stderr } = run(withoutImage, '-f', '-', '--default-roudi-image', 'example.com/roudi');
  t.is(code, 2);
  t.regex(stderr, /'example\.com\/roudi' is not possible; use an image whose tag names iceoryx/);
});

test('other objects of a file are left out, and several IceoryxDeployments are all rendered', (t) => {
  const { stdout } = render(`${object({}, 'one')}\n---\nkind: ConfigMap\n---\n${object({}, 'two')}\n`);
  t.deepEqual(stdout.match(/^ {2}name: \w+$/gm), ['  name: one', '  name: two']);
});

test('the items of a list are rendered', (t) => {
  const list = `{"apiVersion": "v1", "kind": "List", "items": [${object({}, 'one')}, {"kind": "Secret"}]}`;
  t.regex(render(list).stdout, /^ {2}name: one$/m);
});

test('an object of a cluster is rendered, whatever an operator of another version says in its status', (t) => {
  const read = JSON.stringify({ ...JSON.parse(object()), status: { computed: [{ name: 'x', unheardOf: 1 }] } });
  t.deepEqual(render(read), render(object()));
});

test('standard input may come late, as that of kubectl get does', (t) => {
  const writer = `"$0" "$1" render -f examples/hello.yaml >/dev/null; cat examples/hello.yaml`;
  const line = `{ ${writer}; } | "$0" "$1" render -f -`;
  const { stdout, stderr } = spawnSync('sh', ['-c', line, process.execPath, MAIN], { encoding: 'utf8' });
  t.is(stderr, '');
  t.regex(stdout, /^kind: Deployment$/m);
});

test('consecutive JSON objects, as jq writes them, are all read', (t) => {
  const pretty = JSON.stringify(JSON.parse(object({}, 'two')), undefined, 2);
  const { stdout, code } = render(`${object({}, 'one')}\n${pretty}\n${object({}, 'three')}\n`);
  t.is(code, 0);
  t.deepEqual(stdout.match(/^ {2}name: \w+$/gm), ['  name: one', '  name: two', '  name: three']);
});

test('files and directories can be given repeatedly, and every fault names its file', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'render-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  file('b.yaml', object({}, 'two'));
  file('a.json', object({}, 'one'));
  file('notes.txt', 'a: [');
  const { stdout } = run(object({}, 'three'), '-f', directory, '-f=-');
  t.deepEqual(stdout.match(/^ {2}name: \w+$/gm), ['  name: one', '  name: two', '  name: three']);

  const broken = file('c.yml', `a: [\n---\n${object({ template: {} }, 'broken')}`);
  const { stdout: nothing, stderr, code } = run('', '-f', directory, '-f', broken);
  t.is(code, 1);
  t.is(nothing, '');
  t.deepEqual(stderr.split('\n').slice(1, 3), [
    '  Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1',
    '  broken: spec.template.spec: spec is missing; add it',
  ]);
  t.true(stderr.startsWith(`kubectl iceoryx: ${broken} cannot be rendered\n`));
});

test('an object with a wrong kind or version is reported, also beside a valid one', (t) => {
  const { stderr, code } = render(`${object()}\n---\n${object({}, 'old').replace('v1alpha1', 'v1')}`);
  t.is(code, 1);
  t.regex(stderr, /old: it is 'IceoryxDeployment' of 'iceoryx\.io\/v1'; write apiVersion: iceoryx\.io\/v1alpha1/);
  t.regex(
    render(object().replace('IceoryxDeployment', 'iceoryxdeployment')).stderr,
    /robot: it is 'iceoryxdeployment'/,
  );
});

test('the restart of containers is explained for the requested version of the nodes', (t) => {
  t.regex(
    render(object(), '--explain').stdout,
    /Recovery +in place +nodes of Kubernetes 1\.36, as set by --kubernetes/,
  );
  const { stdout } = render(object(), '--explain', '--kubernetes', '1.34');
  t.false(render(object()).stdout.includes('--kubernetes'), 'the rendered object does not mention it');
  t.regex(stdout, /Recovery +by replacement +.*nodes of Kubernetes 1\.34, as set by --kubernetes, do not declare/);
});

test('a warning of the plan appears in the explanation', (t) => {
  const { stdout, code } = render(
    object({ roudi: { image: 'r:2.0.3', resources: { limits: { cpu: '10m' } } } }),
    '--explain',
  );
  t.is(code, 0);
  t.regex(stdout, /Warnings\n {2}spec\.roudi\.resources\.limits\[cpu\]: a CPU limit of 10m/);
});

test('everything that cannot work is reported at once, and nothing is printed', (t) => {
  const broken = object({
    roudi: { image: 'roudi:2.0.3', resources: { limits: { memory: '1Mi' } } },
    sharedMemory: { sizeLimit: '1Mi' },
  });
  const { stdout, stderr, code } = render(broken);
  t.is(code, 1);
  t.is(stdout, '');
  t.regex(stderr, /robot: spec\.sharedMemory\.sizeLimit: 1Mi is less than/);
  t.regex(stderr, /robot: spec\.roudi\.resources\.limits\.memory: 1Mi is less than/);
});

test('a period too short for a clean end is a warning, not an error', (t) => {
  const { stdout, code } = render(object({ termination: { gracePeriodSeconds: 10 } }), '--explain');
  t.is(code, 0);
  t.regex(stdout, /Warnings\n {2}spec\.termination\.gracePeriodSeconds is 10, less than/);
});

for (const [what, input, message] of [
  ['no YAML', 'a: [', /cannot be rendered/],
  ['nothing', '', /no IceoryxDeployment/],
  ['something else', 'kind: Pod', /no IceoryxDeployment in standard input, but Pod$/m],
  ['an alias of nothing', 'a: *b', /document 1: Unresolved alias/],
  [
    'an object without a specification',
    'kind: Pod\n---\napiVersion: iceoryx.io/v1alpha1\nkind: IceoryxDeployment',
    /document 2: spec: /,
  ],
  [
    'numbers for names',
    object({ template: { spec: { containers: [{ name: 7 }] } } }),
    /robot: spec\.template\.spec\.containers\[0\]\.name/,
  ],
] as const) {
  test(`${what} ends with a sentence instead of a stack trace`, (t) => {
    const { stderr, code } = run(input, '-f', '-');
    t.is(code, 1);
    t.regex(stderr, message);
    t.notRegex(stderr, /\n\s+at /);
  });
}

for (const [args, message] of [
  [['--kubernetes', '1.20'], /--kubernetes '1\.20' is not possible; use 1\.33 or newer/],
  [['-o', 'xml'], /--output 'xml' is not possible; use one of yaml, json/],
  [['--nonsense'], /--nonsense/],
] as const) {
  test(`render ${args.join(' ')} is refused as misuse`, (t) => {
    const { stderr, code } = run(object(), '-f', '-', ...args);
    t.is(code, 2);
    t.regex(stderr, message);
  });
}

test('a broken document gives one error, without consequential ones', (t) => {
  const broken = 'apiVersion: iceoryx.io/v1alpha1\nkind: IceoryxDeployment\nmetadata:\n  name: robot\n spec: {}\n';
  const { stderr } = render(broken);
  t.is(
    stderr,
    'kubectl iceoryx: standard input cannot be rendered\n  All mapping items must start at the same column at line 5, column 1\n',
  );
});

test('fields that are nested too deeply are refused, inside of the template and outside', (t) => {
  const both = (inSpec: string, inTemplate: string): string =>
    `apiVersion: iceoryx.io/v1alpha1
kind: IceoryxProfile
metadata: { name: robot }
spec: { roudi: { image: example.com/roudi:2.0.3 } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: replay }
spec:
  x: ${inSpec}
  template:
    metadata: { labels: { iceoryx.io/profile: robot } }
    spec: { restartPolicy: Never, containers: [{ name: app, image: app:1 }], x: ${inTemplate} }
`;
  const lists = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  t.is(render(both(lists(100), lists(100))).code, 0);
  for (const [text, path] of [
    [both(lists(300), '1'), 'spec.x[0]'],
    [both('1', lists(300)), 'spec.template.spec.x[0]'],
  ] as const) {
    const { stdout, stderr, code } = render(text);
    t.is(stdout, '');
    t.is(code, 1);
    t.true(stderr.includes(`Job replay with IceoryxProfile robot: ${path}`), stderr);
    t.regex(stderr, /fields are nested more than 200 levels deep or in a circle; remove the outermost one/);
  }
  t.regex(
    render(both(lists(20_000), '1')).stderr,
    /^kubectl iceoryx: standard input cannot be rendered\n {2}fields are nested too deeply to be read; .* line 10, column \d+\n/,
  );
});

test('a missing file is reported by its name', (t) => {
  const { stderr, code } = run('', '-f', '/nowhere/robot.yaml');
  t.is(code, 1);
  t.is(stderr, 'kubectl iceoryx: /nowhere/robot.yaml: no such file or directory\n');
});

test('render starts quickly: neither the schema compiler nor the client of the API server is loaded', (t) => {
  const report = `
    import { _cache } from 'node:module';
    process.on('exit', () => process.stderr.write(Object.keys(_cache).join('\\n')));`;
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(report)}`];
  const command = ['src/main.ts', 'render', '-f', 'examples/pubsub.yaml'];
  const { stderr, status } = spawnSync(process.execPath, [...preload, ...command], { encoding: 'utf8' });
  t.is(status, 0);
  t.regex(stderr, /\/node_modules\/yaml\//);
  t.notRegex(stderr, /\/node_modules\/(?:ajv\/dist\/(?:ajv|compile)|undici|winston|@kubernetes\/)/);
});

test('pods of a domain are rendered with the domain, in whichever file it is', (t) => {
  const { stdout, code, stderr } = run('', '-f', 'examples/robot.yaml', '-o', 'json');
  t.is(code, 0, stderr);
  const renderings = JSON.parse(stdout) as { deployment: { metadata: { name: string } } }[];
  t.deepEqual(
    renderings.map(({ deployment }) => deployment.metadata.name),
    ['camera', 'perception', 'planner'],
  );
  t.true(stdout.includes('"claimName": "iceoryx.robot-iceoryx.robot"'));
});

test('a domain that is in no file, or does not admit the namespace, is reported', (t) => {
  const member = object({ roudi: undefined, domain: { name: 'node' } });
  t.regex(render(member).stderr, /spec\.domain: IceoryxDomain default\/node is in none of the files/);
  const domain = (namespace: string): string =>
    JSON.stringify({
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxDomain',
      metadata: { name: 'node', namespace },
      spec: { roudi: { image: 'roudi:2.0.6' } },
    });
  t.is(render(`${member}\n${domain('default')}`).code, 0);
  const foreign = object({ roudi: undefined, domain: { name: 'node', namespace: 'other' } });
  t.regex(render(`${foreign}\n${domain('other')}`).stderr, /does not admit pods of namespace default/);
});

test('a domain that an API server would refuse is reported with its field, once', (t) => {
  const domain = { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxDomain', metadata: { name: 'shared' } };
  const spec = { roudi: { image: 'example.com/roudi:2.0.3', segments: 5 }, tolerations: null };
  const user = object({ roudi: undefined, domain: { name: 'shared' } });
  const { stdout, stderr, code } = render(`${user}\n${JSON.stringify({ ...domain, spec })}`);
  t.is(stdout, '');
  t.is(code, 1);
  t.deepEqual(stderr.trimEnd().split('\n'), [
    'kubectl iceoryx: standard input cannot be rendered',
    '  IceoryxDomain shared: spec.roudi.segments: 5 is refused here; it must be array',
    '  robot: spec.domain: IceoryxDomain default/shared is refused; correct it first',
  ]);
});

test('the author of a file: escape sequences do not reach the terminal of the reader', (t) => {
  const args = ['\u001B[2J', '\u009B31m', '\u202Etxt.exe', 'a\n\u009Bb\n', 'plain'];
  const containers = [{ name: 'app', image: 'example.com/app:1', args }];
  const odd = object({ template: { metadata: { annotations: { note: '\u009B31m' } }, spec: { containers } } });
  for (const output of [[], ['-o', 'json'], ['--explain']]) {
    const { stdout, stderr, code } = run(odd, '-f', '-', ...output);
    t.is(code, 0);
    t.notRegex(stdout + stderr, /(?!\n)\p{C}/u, output.join(' '));
  }
  const { spec } = parse(run(odd, '-f', '-').stdout) as {
    spec: { template: { spec: { containers: { args?: string[] }[] } } };
  };
  t.deepEqual(spec.template.spec.containers[0]?.args, args, 'the rendered object is the same');
  const refused = run(object({ '\u001B[2J': 1, replicas: '\u009B31m' }), '-f', '-');
  t.not(refused.code, 0);
  t.notRegex(refused.stderr, /(?!\n)\p{C}/u);
});
