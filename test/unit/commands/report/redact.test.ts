import test from 'ava';
import { Learner } from '../../../../src/commands/report/redact/knowledge.ts';
import { Redactor } from '../../../../src/commands/report/redact/redactor.ts';

function redactorOf(objects: readonly object[] = [], anonymous = false): Redactor {
  const learner = new Learner();
  objects.forEach((object) => learner.learn(object));
  return new Redactor(learner, { anonymous });
}

const text = (given: string, ...objects: object[]): string => redactorOf(objects).text(given);
const podWith = (container: object, metadata: object = {}): object => ({
  kind: 'Pod',
  metadata: { name: 'arm-0', namespace: 'robot', ...metadata },
  spec: { containers: [{ name: 'app', ...container }] },
});
const withEnv = (...values: unknown[]): object =>
  podWith({ env: values.map((value, at) => ({ name: `V${at}`, value })) });

const PEM = [
  '-----BEGIN EC PRIVATE KEY-----',
  'MHcCAQEEIBkg4LVWM9nuwNSk3yByxZpYRTBnVJk5oamSCvPM',
  '-----END EC PRIVATE KEY-----',
];

test('secrets are taken out of texts by their form', (t) => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2lnbmF0dXJl';
  const cases: readonly (readonly [string, string])[] = [
    [`login with ${jwt} failed`, 'login with (removed-token) failed'],
    ['GET / Authorization: Bearer abc.def-123', 'GET / Authorization: (removed-token)'],
    ['{"Authorization":"Basic dXNlcjpwYXNz"}', '{"Authorization":"(removed-token)"}'],
    ['sent Bearer 0123456789abcdef', 'sent Bearer (removed-token)'],
    ['Set-Cookie: sid=abc; Path=/', 'Set-Cookie: (removed-token)'],
    ['postgres://bob:p@ss@db.robot:5432/x', 'postgres://(removed-user)@db.robot:5432/x'],
    ['key AKIAABCDEFGHIJKLMNOP used', 'key (removed-token) used'],
    ['--password=hunter2 --verbose', '--password=(removed-secret) --verbose'],
    ['curl --api-key hunter2 x', 'curl --api-key (removed-secret) x'],
    ['DB_PASSWORD="correct horse" run', 'DB_PASSWORD="(removed-secret)" run'],
    ['{"clientSecret":"a,b c","x":1}', '{"clientSecret":"(removed-secret)","x":1}'],
    ['{"m":"{\\"api_key\\":\\"abc\\",\\"y\\":2}"}', '{"m":"{\\"api_key\\":\\"(removed-secret)\\",\\"y\\":2}"}'],
    ['https://x.example.com/y?a=1&sig=abc%3D&b=2', 'https://x.example.com/y?a=1&sig=(removed-secret)&b=2'],
    [`a\n${PEM.join('\n')}\nb`, 'a\n(removed-pem)\nb'],
    [`2026-01-01T00:00:00Z ${PEM.join('\n2026-01-01T00:00:00Z ')}\nb`, '2026-01-01T00:00:00Z (removed-pem)\nb'],
    [`a\n${PEM.slice(0, 2).join('\n')}\nb c`, 'a\n(removed-pem)\nb c'],
    [`${PEM.slice(1).join('\n')}\nb`, '(removed-pem)\nb'],
  ];
  for (const [given, expected] of cases) {
    t.is(text(given), expected);
  }
});

test('what is no secret stays in texts', (t) => {
  const kept = [
    'token: null',
    'the token of the service account is mounted',
    'Basic authentication is off',
    'secretName: webhook-cert',
    '--webhook-secret=iceoryx-operator-webhook',
    '--token-file=/run/token',
    'IOX_LOG [Warning]: POSH__SHM_APP_MAPP_ERR',
    'http://localhost:8080/healthz?verbose=1',
    '{"connected":[{"container":"publisher","id":"466d2ae49e6c","runtimes":1}]}',
    'sha256:e2a93ff135f89394f04c18d9dc4aea58a12d25e520e8fde64627f8a90ce46ddb',
  ];
  t.deepEqual(
    kept.map((line) => text(line)),
    kept,
  );
});

test('values of the environment are taken out of objects, and wherever else they stand, however written', (t) => {
  const secret = 'p"ss w/rd+1';
  const pod = withEnv(secret);
  t.like(redactorOf([pod]).object(pod), {
    spec: { containers: [{ name: 'app', env: [{ name: 'V0', value: '(removed-env-value)' }] }] },
  });
  for (const form of [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ]) {
    t.is(text(`a ${form} b`, pod).replace(/=+ b$/, ' b'), 'a (removed-env-value) b', form);
  }
});

test('of a value of several lines each line is taken out, and passwords within a value too', (t) => {
  const pod = withEnv('first line\nsecond line', 'postgres://bob:hunter2hunter2@db/x', '-Dpassword=trustno1 -Xmx1g');
  t.is(text('T first line\nT second line', pod), 'T (removed-env-value)\nT (removed-env-value)');
  t.is(text('tried hunter2hunter2 and trustno1', pod), 'tried (removed-secret) and (removed-secret)');
});

test('where two values overlap, nothing of the second is left', (t) => {
  t.is(text('xabcdefXYsecret1y', withEnv('abcdefXY', 'XYsecret1')), 'x(removed-env-value)y');
});

test('texts that others have cut keep no part of a value', (t) => {
  const pod = withEnv('hunter2hunter2');
  const long = 'x '.repeat(200);
  t.is(text(`${long}said hunter2hun`, pod), `${long}said (removed-env-value)`);
  t.is(text(`${long}said hunter2hunt…`, pod), `${long}said (removed-env-value)…`);
  t.is(text('hunter2', pod), 'hunter2', 'a name, or the like');
  const message = `er2hunter2 is the end of a line\n${'line\n'.repeat(500)}`;
  const ended = { kind: 'Pod', metadata: { name: 'a' }, status: { lastState: { terminated: { message } } } };
  t.notRegex(JSON.stringify(redactorOf([pod]).object(ended)), /hunter2/);
});

test('odd environments, which templates may contain, hide nothing', (t) => {
  const odd = [
    { env: { PASSWORD: 'hunter2hunter2' } },
    { env: ['hunter2hunter2'] },
    { env: [{ name: 'A', valu: 'hunter2hunter2' }] },
    { env: [{ name: 'A', valueFrom: { value: 'hunter2hunter2' } }] },
    { env: { name: 'hunter2hunter2' } },
  ];
  for (const container of odd) {
    const pod = podWith(container);
    t.notRegex(JSON.stringify(redactorOf([pod]).object(pod)), /hunter2/, JSON.stringify(container));
    t.notRegex(text('x hunter2hunter2', pod), /hunter2/, JSON.stringify(container));
  }
  const label = podWith({}, { labels: { env: 'prod' } });
  t.like(redactorOf([label]).object(label), { metadata: { labels: { env: 'prod' } } });
});

test('short and common values, and names that the report shows anyway, stay in texts', (t) => {
  const line = '42 /dev/shm [Warning] robot arm-0';
  t.is(text(line, withEnv('42', '/dev/shm', 'warning', 'robot', 'arm-0')), line);
  t.is(text('"secret":"robot/arm-0"', withEnv()), '"secret":"robot/arm-0"');
  t.is(text('"secret":"robot/arm-1"', withEnv()), '"secret":"(removed-secret)"');
});

test('secrets of objects that are not in the report are known, and their names are not', (t) => {
  const learner = new Learner();
  learner.learnSecrets(withEnv('hunter2hunter2', 'robotics-1'));
  learner.learnSecrets({ metadata: { name: 'robotics-1' } });
  const redactor = new Redactor(learner, { anonymous: false });
  t.is(redactor.text('hunter2hunter2 robotics-1'), '(removed-env-value) (removed-env-value)');
});

test('references to where a value comes from stay', (t) => {
  const valueFrom = { secretKeyRef: { name: 'db', key: 'password' } };
  const pod = podWith({ env: [{ name: 'A', valueFrom }] });
  t.deepEqual((redactorOf([pod]).object(pod) as { spec: object }).spec, {
    containers: [{ name: 'app', env: [{ name: 'A', valueFrom }] }],
  });
});

test('a registry has one name everywhere, and versions of images stay', (t) => {
  const images = [
    'registry.example.com:5000/team/arm/app:1.2',
    'registry.example.com:5000/roudi@sha256:00',
    'ros:humble',
    'team2/app:3',
    'ghcr.io/x:1',
  ];
  const pod = { kind: 'Pod', metadata: { name: 'a' }, spec: { containers: images.map((image) => ({ image })) } };
  const redactor = redactorOf([pod]);
  t.deepEqual((redactor.object(pod) as { spec: object }).spec, {
    containers: [
      { image: 'registry-1/…/app:1.2' },
      { image: 'registry-1/roudi@sha256:00' },
      { image: 'ros:humble' },
      { image: 'registry-2/…/app:3' },
      { image: 'registry-3/x:1' },
    ],
  });
  t.is(
    redactor.text(
      'Failed to pull image "registry.example.com:5000/team/arm/app:1.2": Head "https://registry.example.com:5000/v2/team/arm/app/manifests/1.2": lookup registry.example.com: no such host',
    ),
    'Failed to pull image "registry-1/…/app:1.2": Head "https://registry-1/v2/…/app/manifests/1.2": lookup registry-1: no such host',
  );
  // An image that no object has: an Event of a pod that is gone.
  t.is(redactor.text('Pulling image "other.example.com/y/z:1"'), 'Pulling image "registry-4/…/z:1"');
  t.is(redactor.text('--agent-image=other.example.com/agent:2'), '--agent-image=registry-4/agent:2');
});

test('names of API groups stay where a registry has one', (t) => {
  const pod = podWith({ image: 'registry.k8s.io/pause:3' });
  t.is(
    text('events.k8s.io/v1 iceoryx.io/domain=a', pod, podWith({ image: 'k8s.io/x:1' })),
    'events.k8s.io/v1 iceoryx.io/domain=a',
  );
});

test('of other programs only the names of annotations stay, and switches', (t) => {
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': '{"secret":1}',
    'vault.hashicorp.com/agent-inject-template': 'secret text',
    'sidecar.istio.io/inject': 'false',
    'iceoryx.io/join-domain': 'robot/shared',
    'deployment.kubernetes.io/revision': '3',
  };
  const pod = podWith({}, { annotations, labels: { 'example.com/team': 'arm' }, managedFields: [{ manager: 'x' }] });
  t.deepEqual((redactorOf([pod]).object(pod) as { metadata: object }).metadata, {
    name: 'arm-0',
    namespace: 'robot',
    annotations: {
      'vault.hashicorp.com/agent-inject-template': '(removed-annotation)',
      'sidecar.istio.io/inject': 'false',
      'iceoryx.io/join-domain': 'robot/shared',
      'deployment.kubernetes.io/revision': '3',
    },
    labels: { 'example.com/team': 'arm' },
  });
});

test('arguments, headers of probes and attributes of volumes keep no secret', (t) => {
  const pod = {
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: {
      containers: [
        {
          args: ['--password', 'hunter2hunter2', '--user', 'bob', '--token=abc'],
          livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: 'xyz' }] } },
        },
      ],
      volumes: [{ csi: { volumeAttributes: { share: '//server/x' } } }],
      dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    },
  };
  const redactor = redactorOf([pod]);
  t.deepEqual((redactor.object(pod) as { spec: object }).spec, {
    containers: [
      {
        args: ['--password', '(removed-secret)', '--user', 'bob', '--token=(removed-secret)'],
        livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: '(removed-header)' }] } },
      },
    ],
    volumes: [{ csi: { volumeAttributes: { share: '(removed-attribute)' } } }],
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
  });
  t.is(redactor.text('used hunter2hunter2'), 'used (removed-secret)');
  t.deepEqual(
    [...redactor.tally.counts],
    [
      ['secret', 3],
      ['header', 1],
      ['volume', 1],
    ],
  );
});

test('anonymous: nodes and addresses have numbers, the same everywhere', (t) => {
  const objects = ['node-1', 'node-10'].map((name) => ({ kind: 'Node', metadata: { name } }));
  const line = 'node-10 10.0.0.7 node-1 kube-proxy-node-1 fd00::7 10.0.0.7:80 127.0.0.1 12:30:45 v1.36.3 a::b node-12';
  t.is(text(line, ...objects), line);
  t.is(
    redactorOf(objects, true).text(line),
    'anonymous-node-2 ip-2 anonymous-node-1 kube-proxy-anonymous-node-1 ip-1 ip-2:80 127.0.0.1 12:30:45 v1.36.3 a::b node-12',
  );
});

test('a long line of anything takes time in proportion to its length', (t) => {
  const pod = withEnv('secret-value');
  for (const unit of [
    'a',
    '-',
    'a.',
    'token',
    '://',
    'eyJ',
    'a:',
    '-----BEGIN A-----',
    'QUJDREVGR0hJSktMTU5PUA==\n',
    'a/',
    '"',
    '\\"',
    '1.',
  ]) {
    const begun = process.cpuUsage();
    text(unit.repeat(200_000 / unit.length), pod);
    t.true(process.cpuUsage(begun).user < 1_000_000, unit);
  }
});
