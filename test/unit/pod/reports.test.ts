/** Objects that people have written: impossible ones are refused, risky ones cause a warning. */
import test from 'ava';
import { rendering } from '../../../src/commands/render/rendering.ts';
import { domainOf } from '../../../src/pod/domain.ts';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import { planDomain } from '../../../src/pod/domain-plan.ts';
import { iceoryxDomain, member } from './domains.ts';
import { AGENT, iceoryxDeployment, planned } from './objects.ts';

type Spec = NonNullable<Parameters<typeof iceoryxDeployment>[0]>;

const app = { name: 'a', image: 'r.example.com/a:1' };
const refused = (spec: Spec): string[] =>
  (planDeployment(iceoryxDeployment(spec)).problems ?? []).map(({ path, message }) => `${path}: ${message}`);
const warned = (spec: Spec): string[] =>
  planned(iceoryxDeployment(spec)).warnings.map(({ path, message }) => `${path}: ${message}`);

test("a RouDi in the user's template is refused, whatever its name and however it is started", (t) => {
  for (const own of [
    { command: ['iox-roudi', '-c', '/etc/iceoryx/roudi_config.toml'] },
    { command: ['/opt/ros/humble/bin/iox-roudi'] },
    { args: ['iox-roudi'] },
    { command: ['ros2', 'run', 'iceoryx_posh', 'iox-roudi'] },
  ]) {
    const [problem = '', ...more] = refused({ pod: { containers: [{ ...app, name: 'iox-daemon', ...own }, app] } });
    t.regex(
      problem,
      /^spec\.template\.spec\.containers\[0\]\.(command|args)\[\d\]: container 'iox-daemon' starts a RouDi/,
    );
    t.deepEqual(more, []);
  }
  const beside = { containers: ['a'], pod: { containers: [{ ...app, name: 'test', command: ['iox-roudi'] }, app] } };
  t.deepEqual(refused(beside), [], 'a container that is no app has its own /tmp');
  const inDomain = member({}, { containers: [{ ...app, command: ['iox-roudi'] }] });
  t.is(planDeployment(inDomain, domainOf(iceoryxDomain())).problems?.length, 1);
});

test('a shell that seems to start a RouDi causes a warning', (t) => {
  const script = (text: string): Spec => ({ pod: { containers: [{ ...app, command: ['sh', '-c', text] }] } });
  t.regex(warned(script('iox-roudi & exec app'))[0] ?? '', /containers\[0\]\.command\[2\]: .*seems to start a RouDi/);
  t.regex(warned(script('/opt/ros/humble/bin/iox-roudi -m off & exec app'))[0] ?? '', /seems to start a RouDi/);
  t.deepEqual(warned(script('exec app --no-iox-roudi-needed')), []);
});

test('flags of RouDi in its command are refused as in extraArgs', (t) => {
  const command = ['iox-roudi', '-c', '/etc/iceoryx/roudi_config.toml', '-m', 'off', '-k', '45'];
  const problems = refused({ roudi: { command } });
  t.deepEqual(
    problems.map((problem) => problem.slice(0, problem.indexOf(':'))),
    ['spec.roudi.command[1]', 'spec.roudi.command[3]', 'spec.roudi.command[5]'],
  );
  t.regex(problems[0] ?? '', /command has '-c', but the operator sets -c .*use spec\.roudi\.segments/);
  t.deepEqual(
    refused({ roudi: { command: ['sh', '-c', 'exec "$@"', 'x', 'iox-roudi'] } }),
    [],
    'this is a flag of the shell',
  );
  const domain = iceoryxDomain({ roudi: { image: 'example.com/roudi:2.0.6', command } });
  t.is(planDomain(domain).problems?.length, 3);
});

test('a release that contradicts the tag of the image causes a warning', (t) => {
  const roudi = (image: string, release: '2.0' | '2.95'): Spec => ({ roudi: { image, release } });
  t.regex(
    warned(roudi('r.example.com/roudi:2.95.8', '2.0'))[0] ?? '',
    /^spec\.roudi\.release: release is 2\.0, but the tag .* names 2\.95\.8/,
  );
  t.is(warned(roudi('r.example.com/roudi:1.0.3', '2.0')).length, 1);
  t.deepEqual(warned(roudi('r.example.com/roudi:humble-2.0.5', '2.0')), []);
  t.deepEqual(warned(roudi('r.example.com/ros2/roudi:humble', '2.0')), []);
  t.deepEqual(warned(roudi('r.example.com:5000/roudi@sha256:0', '2.0')), []);
});

test('an image of iceoryx 1.0 is reported as unsupported', (t) => {
  t.regex(
    refused({ roudi: { image: 'r.example.com/roudi:1.0.3' } })[0] ?? '',
    /others, such as 1\.0, are not supported/,
  );
});

const cyclone = (shared: string) => ({
  ...app,
  env: [
    {
      name: 'CYCLONEDDS_URI',
      value: `<CycloneDDS><Domain id="any"><SharedMemory>${shared}</SharedMemory></Domain></CycloneDDS>`,
    },
  ],
});

test('the network of the node causes a warning where Cyclone DDS may take it for shared memory', (t) => {
  const onHost = (container: object): Spec => ({ pod: { hostNetwork: true, containers: [{ ...app, ...container }] } });
  t.regex(warned(onHost({}))[0] ?? '', /^spec\.template\.spec\.hostNetwork: if the apps use Cyclone DDS/);
  t.regex(
    warned(onHost(cyclone('<Enable>true</Enable>')))[0] ?? '',
    /: Cyclone DDS goes by the MAC address.*SharedMemory\/Locator/,
  );
  t.deepEqual(warned(onHost(cyclone('<Enable>true</Enable><Locator>iceoryx/0a:01:00:00</Locator>'))), []);
  t.deepEqual(
    warned({ pod: { containers: [cyclone('<Enable>true</Enable>')] } }),
    [],
    'pods have addresses of their own',
  );
});

test('apps that are surely not root and have no number cause a warning, and nothing says that all is well', (t) => {
  const spec: Spec = { pod: { securityContext: { runAsNonRoot: true } } };
  const [warning = ''] = warned(spec);
  t.regex(warning, /^spec\.template\.spec\.securityContext: runAsNonRoot is true .*openshift\.io\/sa\.scc\.uid-range/);
  t.notRegex(planned(iceoryxDeployment(spec)).identity.sum, /fine where all are root/);
  t.deepEqual(warned({ pod: { securityContext: { runAsNonRoot: true, runAsUser: 1000 } } }), []);
});

test('all problems of an object are reported at once, whether from rules or from the plan', (t) => {
  const mounts = [
    { name: 'shm', mountPath: '/dev/shm' },
    { name: 'tmp', mountPath: '/tmp' },
  ];
  const object = iceoryxDeployment({
    pod: {
      hostPID: true,
      volumes: [
        { name: 'shm', hostPath: { path: '/dev/shm' } },
        { name: 'tmp', hostPath: { path: '/tmp' } },
      ],
      containers: [
        { name: 'iceoryx-roudi', image: 'r.example.com/roudi:2.0.6', command: ['iox-roudi'], volumeMounts: mounts },
        { name: 'pub', image: 'r.example.com/pub:1', volumeMounts: mounts },
      ],
    },
  });
  const expected = [
    /hostPID is true/,
    /mount volumes of their own on \/dev\/shm/,
    /name 'iceoryx-roudi' is taken/,
    /starts a RouDi/,
    /'tmp' is mounted on \/tmp/,
  ];
  for (const problems of [
    planDeployment(object).problems,
    rendering(object, { restartAllContainers: true }, { agent: AGENT }).problems,
  ]) {
    const told = (problems ?? []).map(({ message }) => message);
    expected.forEach((pattern) =>
      t.true(
        told.some((message) => pattern.test(message)),
        String(pattern),
      ),
    );
    t.is(new Set(told).size, told.length);
  }
});
