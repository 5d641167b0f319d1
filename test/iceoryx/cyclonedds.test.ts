import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { run } from '../../lab/host/run.ts';
import { buildAgent } from '../../lab/images/agent.ts';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { poolOfMessage } from '../../src/iceoryx/ros2.ts';

/* What docs/ros2.md says of Cyclone DDS 0.10, with Debian's Cyclone DDS and iceoryx. */

const SCRIPT = join(import.meta.dirname, '../support/dds-exchange.sh');
/** Size of a sample of ddsperf's topic S32k. */
const SAMPLE_BYTES = 67_728;
const POOL = poolOfMessage(SAMPLE_BYTES);
/** The publisher sends 100 a second for 4 s. */
const SENT = 400;
/**
 * No more arrive where each does once. Where each does twice there are more, but on a busy machine not twice as many: a
 * reader keeps the last five.
 */
const MOST_ONCE = 1.1 * SENT;
/** More than the discovery of two processes takes, and less than one sample. */
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
  const output = await run([
    ...NAMESPACES,
    'bash',
    SCRIPT,
    `${pool}`,
    `${roudis}`,
    network,
    publisher,
    subscriber,
    ...options,
  ]);
  const number = (word: string): number => Number(new RegExp(`^${word} (\\d+)$`, 'm').exec(output)?.[1] ?? Number.NaN);
  return { received: number('received'), bytes: number('bytes'), said: output };
}

test.before(async (t) => {
  t.timeout(10 * 60_000, 'packages are installed on first use');
  await requirePackages(['cyclonedds-tools', 'iceoryx', 'iproute2'], (line) => t.log(line));
});

test.serial(
  'pods that share a RouDi and have no Locator receive each sample twice, and over the network',
  async (t) => {
    const { received, bytes, said } = await exchange({ publisher: PLAIN });
    t.true(received > MOST_ONCE, said);
    t.true(bytes > 0.9 * SENT * SAMPLE_BYTES, said);
  },
);

test.serial('pods with a common Locator receive each sample once, and none over the network', async (t) => {
  const { received, bytes, said } = await exchange({});
  t.true(received > 0.5 * SENT && received <= MOST_ONCE, said);
  t.true(bytes < DISCOVERY_BYTES, said);
});

test.serial('pods with hostNetwork and a RouDi each receive no sample of each other by default', async (t) => {
  const { received, said } = await exchange({ roudis: 2, sharedNetwork: true, publisher: PLAIN });
  t.is(received, 0, said);
});

test.serial('pods with hostNetwork and Locators of their own receive samples over the network', async (t) => {
  const other = COMMON.replace(':01</', ':02</');
  const { received, bytes, said } = await exchange({ roudis: 2, sharedNetwork: true, subscriber: other });
  t.true(received > 0.5 * SENT && received <= MOST_ONCE, said);
  t.true(bytes > 0.5 * SENT * SAMPLE_BYTES, said);
});

test.serial('no sample arrives with the same Locator on two nodes that have a RouDi each', async (t) => {
  const { received, said } = await exchange({ roudis: 2 });
  t.is(received, 0, said);
});

test.serial('samples with history keep all are not shared, and go over the network', async (t) => {
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

test.serial("the agent's file is read after the configuration of the container's author, and wins", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'cyclonedds-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const { program } = await buildAgent();
  await run([program, 'install', `--to=${directory}`, '--cyclonedds=node-1/robot/ros']);
  // A directory that dds-exchange.sh does not cover.
  const file = `/run/cyclonedds-${process.pid}.xml`;
  copyFileSync(join(directory, 'cyclonedds.xml'), file);
  t.teardown(() => rmSync(file));
  const both = (locator: string): string =>
    `${COMMON.replace('<Enable>true', '<Enable>false').replace(':01</', `:${locator}</`)},file://${file}`;
  const { received, bytes, said } = await exchange({ publisher: both('02'), subscriber: both('03') });
  t.true(received > 0.5 * SENT && received <= MOST_ONCE, said);
  t.true(bytes < DISCOVERY_BYTES, said);
});
