import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { parseAllDocuments } from 'yaml';
import { run } from '../../lab/host/run.ts';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { poolOfMessage } from '../../scripts/generate/ros2-pools.ts';

/* What docs/ros2.md says of Cyclone DDS 0.10, with Debian's Cyclone DDS and iceoryx. */

const SCRIPT = join(import.meta.dirname, '../support/dds-exchange.sh');
/** Of ddsperf's topic S32k. */
const SAMPLE_BYTES = 67_728;
const POOL = poolOfMessage(SAMPLE_BYTES);
/** The publisher sends 100 a second for 4 s. */
const SENT = 400;
/** Of the discovery of two processes, and less than one sample. */
const DISCOVERY_BYTES = 60_000;
const NAMESPACES = ['unshare', '--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];

interface Trial {
  readonly pool?: number;
  readonly roudis?: 1 | 2;
  /** Whether both sides are in one network, as pods with hostNetwork are. */
  readonly sharedNetwork?: boolean;
  readonly publisher?: string;
  readonly subscriber?: string;
  readonly history?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Outcome {
  readonly received: number;
  readonly bytes: number;
  readonly said: string;
}

const configuration = (more = ''): string =>
  `<CycloneDDS><Domain id="any"><SharedMemory><Enable>true</Enable>${more}</SharedMemory></Domain></CycloneDDS>`;
const PLAIN = configuration();
const COMMON = configuration('<Locator>iceoryx/0a:09:00:01:00:00:00:00:00:00:00:00:00:00:00:01</Locator>');

async function exchange(trial: Trial): Promise<Outcome> {
  const { pool = POOL, roudis = 1, sharedNetwork = false, publisher = COMMON, subscriber = publisher } = trial;
  const network = sharedNetwork ? 'shared' : 'own';
  // -L: ddsperf ignores its own publications otherwise, which shared memory cannot do.
  const options = ['-L', '-T', 'S32k', '-k', trial.history ?? '5'];
  const output = await run(
    [...NAMESPACES, 'bash', SCRIPT, `${pool}`, `${roudis}`, network, publisher, subscriber, ...options],
    { env: { ...trial.env } },
  );
  const number = (word: string): number => Number(new RegExp(`^${word} (\\d+)$`, 'm').exec(output)?.[1] ?? Number.NaN);
  return { received: number('received'), bytes: number('bytes'), said: output };
}

test.before(async (t) => {
  t.timeout(10 * 60_000, 'the first time packages are installed');
  await requirePackages(['cyclonedds-tools', 'iceoryx', 'iproute2'], (line) => t.log(line));
});

test.serial(
  'pods that share a RouDi and have no Locator receive each sample twice, and over the network',
  async (t) => {
    const { received, bytes, said } = await exchange({ publisher: PLAIN });
    t.true(received > 1.5 * SENT, said);
    t.true(bytes > 0.9 * SENT * SAMPLE_BYTES, said);
  },
);

test.serial('with a common Locator each sample comes once, and none over the network', async (t) => {
  const { received, bytes, said } = await exchange({});
  t.true(received > 0.5 * SENT && received <= 1.1 * SENT, said);
  t.true(bytes < DISCOVERY_BYTES, said);
});

test.serial('pods with hostNetwork and a RouDi each receive nothing of each other by default', async (t) => {
  const { received, said } = await exchange({ roudis: 2, sharedNetwork: true, publisher: PLAIN });
  t.is(received, 0, said);
});

test.serial('with Locators of their own they do, over the network', async (t) => {
  const other = COMMON.replace(':01</', ':02</');
  const { received, bytes, said } = await exchange({ roudis: 2, sharedNetwork: true, subscriber: other });
  t.true(received > 0.5 * SENT && received <= 1.1 * SENT, said);
  t.true(bytes > 0.5 * SENT * SAMPLE_BYTES, said);
});

test.serial('the same Locator on two nodes, each with its RouDi, lets no sample arrive', async (t) => {
  const { received, said } = await exchange({ roudis: 2 });
  t.is(received, 0, said);
});

test.serial('keep all is not shared: the samples go over the network', async (t) => {
  const { received, bytes, said } = await exchange({ history: 'all' });
  t.true(received > 0.5 * SENT, said);
  t.true(bytes > 0.5 * SENT * SAMPLE_BYTES, said);
});

test.serial('a sample that is 8 bytes too large for the largest pool aborts its publisher', async (t) => {
  const { received, said } = await exchange({ pool: POOL - 8 });
  t.is(received, 0, said);
  t.regex(said, /MEPOO__MEMPOOL_GETCHUNK_CHUNK_IS_TOO_LARGE/);
});

test.serial('a Locator of fewer than 16 bytes is refused', async (t) => {
  const { received, said } = await exchange({ publisher: configuration('<Locator>iceoryx/0a:09</Locator>') });
  t.is(received, 0, said);
  t.regex(said, /invalid or unsupported SharedMemory\/Locator: iceoryx\/0a:09/);
});

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

interface Member {
  readonly kind: string;
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } };
}

test.serial(
  "the example for a domain makes a Locator of the node's address, by which its pods share memory",
  async (t) => {
    const documents = parseAllDocuments(readFileSync('examples/ros2-domain.yaml', 'utf8'));
    const members = documents
      .map((document) => document.toJS() as Member)
      .filter(({ kind }) => kind.endsWith('Deployment'));
    const containers = members.flatMap(({ spec }) => spec.template.spec.containers);
    t.is(containers.length, 2);
    const [script, ...others] = new Set(containers.map(({ args }) => args.join('\n')));
    t.deepEqual(others, []);
    // In place of the node that is not here, what the script hands over to it.
    const shown = script
      ?.replace('. /opt/ros/humble/setup.sh', '')
      .replace('exec ros2 run "$PACKAGE" "$EXECUTABLE"', 'printf %s "$LOCATOR"');
    const locatorOf = async (address: string): Promise<string> =>
      run(['sh', '-c', shown ?? ''], { env: { NODE_ADDRESS: address } });
    const LOCATOR = await locatorOf('10.88.0.11');
    t.is(LOCATOR, '0a:58:00:0b:00:00:00:00:00:00:00:00:00:00:00:01');
    t.not(await locatorOf('10.88.0.12'), LOCATOR);
    const [publisher = '', subscriber = ''] = containers.map(
      ({ env }) => env.find(({ name }) => name === 'CYCLONEDDS_URI')?.value,
    );
    const { received, bytes, said } = await exchange({ publisher, subscriber, env: { LOCATOR } });
    t.true(received > 0.5 * SENT && received <= 1.1 * SENT, said);
    t.true(bytes < DISCOVERY_BYTES, said);
  },
);
