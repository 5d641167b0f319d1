import { spawnSync } from 'node:child_process';
import test from 'ava';
import { parse } from 'yaml';

function render(input: string, ...args: string[]): { stdout: string; stderr: string; code: number | null } {
  const command = ['src/main.ts', 'render', '-f', '-', ...args];
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

test('a Deployment that kubectl could apply, with a comment on everything that was added', (t) => {
  const { stdout, code } = render(object());
  t.is(code, 0);
  t.like(parse(stdout), {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'robot' },
    spec: { replicas: 1 },
  });
  t.regex(stdout, /# the iceoryx daemon: .*\n\s+- name: roudi/);
  t.regex(stdout, /# \/dev\/shm is shared with RouDi\n\s+- name: iceoryx-shm/);
  t.false(stdout.includes('&a1'), 'aliases are hard to read');
});

test('the explanation gives every figure with its sum', (t) => {
  const { stdout } = render(object(), '--explain');
  t.regex(stdout, /iceoryx_mgmt +66761736 bytes/);
  t.regex(stdout, /SharedMemoryVolume +238026752 bytes +216031232 \(segments in whole pages\) \+ 10 % headroom/);
  t.regex(stdout, /GracePeriod +20 s +10 \(apps stop\) \+ 2 .* = 20/);
});

test('for machines, all of it as JSON', (t) => {
  const [first] = JSON.parse(render(object(), '-o', 'json').stdout) as [{ segments: unknown[]; figures: unknown[] }];
  t.deepEqual(first.segments[0], { name: 'iceoryx_mgmt', bytes: 66_761_736 });
  t.true(first.figures.length > 3);
});

test('nodes before 1.36 get no rule that they do not know', (t) => {
  t.true(render(object()).stdout.includes('RestartAllContainers'));
  const { stdout } = render(object(), '--kubernetes', '1.35');
  t.false(stdout.includes('action: RestartAllContainers'));
});

test('other objects of a file are left out, several IceoryxDeployments are all rendered', (t) => {
  const { stdout } = render(`${object({}, 'one')}\n---\nkind: ConfigMap\n---\n${object({}, 'two')}\n`);
  t.deepEqual(stdout.match(/^ {2}name: \w+$/gm), ['  name: one', '  name: two']);
});

test('a list is looked into', (t) => {
  const list = `{"apiVersion": "v1", "kind": "List", "items": [${object({}, 'one')}, {"kind": "Secret"}]}`;
  t.regex(render(list).stdout, /^ {2}name: one$/m);
});

test('a warning of the plan is in the explanation', (t) => {
  const { stdout, code } = render(
    object({ roudi: { image: 'r:2.0.3', resources: { limits: { cpu: '10m' } } } }),
    '--explain',
  );
  t.is(code, 0);
  t.regex(stdout, /Warnings\n {2}spec\.roudi\.resources\.limits\[cpu\]: a CPU limit of 10m/);
});

test('everything that cannot work is told at once, and nothing is printed', (t) => {
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
  ['something else', 'kind: Pod', /no IceoryxDeployment/],
  ['an object without a specification', 'apiVersion: iceoryx.io/v1alpha1\nkind: IceoryxDeployment', /unnamed: spec: /],
  [
    'numbers for names',
    object({ template: { spec: { containers: [{ name: 7 }] } } }),
    /robot: spec\.template\.spec\.containers\[0\]\.name/,
  ],
] as const) {
  test(`${what} ends with a sentence, not with a stack`, (t) => {
    const { stderr, code } = render(input);
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
  test(`render ${args.join(' ')} is a misuse`, (t) => {
    const { stderr, code } = render(object(), ...args);
    t.is(code, 2);
    t.regex(stderr, message);
  });
}

test('starts quickly: neither the schema compiler nor the client of the API server is loaded', (t) => {
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
