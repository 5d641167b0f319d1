import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'ava';
import { parse } from 'yaml';
import { bundledOperator } from '../../../lab/operator/bundle.ts';
import { skewIn } from '../../../src/commands/version/skew.ts';
import { clusterInWords } from '../../../src/commands/version/text.ts';
import { tooLong } from '../../support/too-long.ts';
import { ImageCounter, viewOf } from '../../../src/commands/version/view.ts';
import type { ClusterVersions } from '../../../src/commands/version/versions.ts';
import { plain } from '../../../src/terminal/paint.ts';

const MAIN = await bundledOperator();

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const OWN = `iceoryx-operator ${version}, Node ${process.version}\n`;
const run = (...words: string[]) =>
  spawnSync(process.execPath, [MAIN, ...words], {
    encoding: 'utf8',
    env: { ...process.env, KUBECONFIG: '/nowhere/config' },
  });

test('--version and version --client print the version, for reports, without a cluster', (t) => {
  for (const words of [['--version'], ['version', '--client']]) {
    const { stdout, stderr, status } = run(...words);
    t.deepEqual({ stdout, stderr, status }, { stdout: OWN, stderr: '', status: 0 });
  }
});

test('version prints that of the program also if there is no cluster, and says why it does not go on', (t) => {
  const { stdout, stderr, status } = run('version');
  t.is(stdout, OWN);
  t.regex(stderr, /^kubectl iceoryx: there is no kubeconfig \/nowhere\/config; .*\n$/);
  t.is(status, 1);
});

const client = { version: '0.2.0', node: 'v24.1.0', platform: 'linux/x64' };
const operator = {
  namespace: 'system',
  name: 'op',
  image: 'registry.example.com/operator:0.2.0',
  version: '0.2.0',
  replicas: 2,
  ready: 2,
  agentImage: 'registry.example.com/agent:2',
};
const agent = { image: 'registry.example.com/agent:2', pods: 3 };
const definition = { name: 'iceoryxdomains.iceoryx.io', version: '0.2.0', served: ['v1alpha1'] };
const all = { server: 'v1.36.3', operators: [operator], agents: [agent], definitions: [definition], unread: [] };

test('versions that go together are no skew, and each that does not is told with what to do', (t) => {
  t.deepEqual(skewIn(client, all), []);
  const whatIn = (cluster: Partial<ClusterVersions>) => {
    const skew = skewIn(client, { ...all, ...cluster });
    t.true(skew.every(({ remedy }) => remedy !== ''));
    return skew.map(({ what }) => what).join('\n');
  };
  t.regex(whatIn({ server: 'v1.32.9' }), /^Kubernetes v1\.32\.9 is older than 1\.33/);
  t.regex(whatIn({ operators: [] }), /^no operator runs/);
  t.regex(
    whatIn({ operators: [{ ...operator, version: '0.3.0' }] }),
    /this program is 0\.2\.0, older than operator system\/op, 0\.3\.0/,
  );
  t.regex(whatIn({ operators: [{ ...operator, version: '0.1.9' }] }), /this program is 0\.2\.0, newer than/);
  t.regex(whatIn({ operators: [{ ...operator, ready: 1 }] }), /^1 of 2 replicas of operator system\/op are ready$/);
  t.regex(
    whatIn({ operators: [operator, { ...operator, name: 'two', version: '0.2.1' }] }),
    /different versions, 0\.2\.0, 0\.2\.1/,
  );
  t.regex(
    whatIn({ definitions: [{ ...definition, version: '0.1.0' }] }),
    /^1 of 1 definitions are of 0\.1\.0, older than/,
  );
  t.regex(
    whatIn({ agents: [agent, { image: 'registry.example.com/agent:1', pods: 2 }] }),
    /^2 pods have another agent .*agent:1/,
  );
  t.is(whatIn({ operators: [{ ...operator, agentImage: undefined as unknown as string }] }), '');
});

const podWith = (containers: object, phase = 'Running') => ({
  metadata: { name: 'x' },
  spec: containers,
  status: { phase },
});

test('images of agents and RouDis are counted by pod, and those of other programs are not', (t) => {
  const counter = new ImageCounter();
  const ours = (roudi: string) => ({
    initContainers: [
      { name: 'iceoryx-agent', image: 'agent:1' },
      { name: 'iceoryx-roudi', image: roudi },
    ],
    containers: [{ name: 'app', image: 'app:1' }],
  });
  [podWith(ours('roudi:2.0.6')), podWith(ours('roudi:2.0.6')), podWith(ours('roudi:2.95.8'))].forEach((pod) =>
    counter.count(pod),
  );
  counter.count(podWith(ours('roudi:2.0.6'), 'Succeeded'));
  counter.count(
    podWith({
      initContainers: [
        { name: 'link', image: 'link:1' },
        { name: 'roudi', image: 'roudi:2.0.5' },
      ],
    }),
  );
  counter.count(podWith({ containers: [{ name: 'roudi', image: 'foreign:1' }] }));
  counter.count(podWith({ containers: 'odd' }));
  t.deepEqual(counter.agents, [
    { image: 'agent:1', pods: 3 },
    { image: 'link:1', pods: 1 },
  ]);
  t.deepEqual(
    counter.roudis.map(({ version: of, release, pods }) => [of, release, pods]),
    [
      ['2.0.6', '2.0', 2],
      ['2.0.5', '2.0', 1],
      ['2.95.8', '2.95', 1],
    ],
  );
});

test('what may not be read is told, and nothing is called right then', (t) => {
  const reader = { paint: plain, width: 80 };
  t.regex(clusterInWords(viewOf(client, all), reader), /All of these go together\.\n$/);
  const some = viewOf(client, { server: 'v1.36.3', unread: [{ what: 'pods', why: 'you may not\u001B[31m' }] });
  const text = clusterInWords(some, reader);
  t.regex(text, /Not read: pods: you may not/);
  t.notRegex(text, /go together/);
  t.false(text.includes('\u001B'));
});

test('a terminal of 80 columns has room for all of it', (t) => {
  const { operators: _, ...others } = all;
  const definitions = ['iceoryxdeployments', 'iceoryxdomains', 'iceoryxprofiles', 'iceoryxsweeps'].map((name) => ({
    name: `${name}.iceoryx.io`,
    served: ['v1alpha1'],
  }));
  const text = clusterInWords(viewOf(client, { ...others, operators: [], definitions }), { paint: plain, width: 80 });
  t.regex(text, /^Skew: no operator runs/m);
  t.deepEqual(tooLong(text), []);
});

test('the chart has the data that a catalogue shows', (t) => {
  const chart = parse(readFileSync('helm/iceoryx-operator/Chart.yaml', 'utf8')) as Record<string, unknown>;
  for (const field of ['description', 'home', 'icon', 'keywords', 'maintainers', 'sources']) {
    t.truthy(chart[field], field);
  }
});
