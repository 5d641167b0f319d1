// What `size` computes for topics, against RouDi and apps.
import { writeFile } from 'node:fs/promises';
import test from 'ava';
import { topicOfWords } from '../../src/commands/size/topics.ts';
import { releaseOfImage } from '../../src/iceoryx/release.ts';
import { toToml } from '../../src/iceoryx/toml.ts';
import { needOf } from '../../src/iceoryx/topics.ts';
import { Sandbox } from '../../lab/iceoryx/sandbox.ts';
import { testedReleases } from '../support/releases.ts';

/** Samples that the subscriber keeps; it has one more while it takes the next. */
const HOLD = 10;
const TOO_FEW = 5;
const ENOUGH_BYTES = 4096;
const TOO_FEW_BYTES = 8192;

for (const { version, images, isHere } of await testedReleases()) {
  const title = `${version}: the chunks of a topic are enough beside a subscriber that has stopped, and ${TOO_FEW} fewer are not`;
  (isHere ? test : test.skip)(title, async (t) => {
    const release = releaseOfImage(`roudi:${version}`);
    if (release === undefined) {
      throw new Error(`no release line for ${version}`);
    }
    const need = (bytes: number) => needOf(topicOfWords(`size=${bytes},held=${HOLD + 1}`, 0), release);
    const sandbox = await Sandbox.open(images.roudi, images.counter);
    try {
      const mempools = [
        { size: need(ENOUGH_BYTES).size, count: need(ENOUGH_BYTES).count },
        { size: need(TOO_FEW_BYTES).size, count: need(TOO_FEW_BYTES).count - TOO_FEW },
      ];
      await writeFile(sandbox.path('/etc/roudi.toml'), toToml([{ mempools }]));
      // Without monitoring, because a subscriber is stopped for a while.
      const roudi = sandbox.start('/usr/bin/iox-roudi', '-c', '/etc/roudi.toml', '-m', 'off');
      await roudi.until(({ stdout, stderr }) =>
        [...stdout, ...stderr].some((line) => line.includes('ready for clients')),
      );
      const publishers = await Promise.all(
        [ENOUGH_BYTES, TOO_FEW_BYTES].map(async (bytes) => {
          const app = (role: string, ...args: string[]) =>
            sandbox.start('/usr/bin/counter', role, '--name', `${role}-${bytes}`, '--instance', `${bytes}`, ...args);
          const subscriber = app('subscriber', '--hold', `${HOLD}`);
          const publisher = app('publisher', '--interval-ms', '2', '--payload-bytes', `${bytes}`);
          await subscriber.until(({ events }) => events.filter(({ event }) => event === 'sample').length > 2 * HOLD);
          process.kill(Number(subscriber.events.find(({ event }) => event === 'started')?.['pid']), 'SIGSTOP');
          return publisher;
        }),
      );
      const [enough, tooFew] = publishers;
      await tooFew?.until(({ events }) => events.some(({ event }) => event === 'loan-failed'));
      const many = 3 * need(ENOUGH_BYTES).count;
      await enough?.until(({ events }) => events.filter(({ event }) => event === 'sample').length > many);
      t.false(enough?.events.some(({ event }) => event === 'loan-failed'));
    } finally {
      await sandbox.close();
    }
  });
}
