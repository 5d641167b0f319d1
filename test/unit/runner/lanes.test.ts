import test from 'ava';
import { type Pace, type Queue, runQueues } from '../../runner/lanes.ts';

/** A queue whose items take as many turns of the event loop as they weigh, and a record of what happened. */
function queue(name: string, lanes: number, items: readonly number[], log: string[] = []): Queue<number> {
  return {
    name,
    lanes,
    items,
    weight: (item) => item,
    open: async (lane) => void log.push(`open ${name}${lane}`),
    run: async (item, lane) => {
      log.push(`begin ${name}${lane} ${item}`);
      for (let turn = 0; turn < item; turn++) {
        // oxlint-disable-next-line no-await-in-loop
        await new Promise(setImmediate);
      }
      log.push(`end ${name}${lane} ${item}`);
    },
    close: async (lane) => void log.push(`close ${name}${lane}`),
  };
}

const pace = (atOnce: number, more: Partial<Pace> = {}): Pace => ({
  atOnce,
  always: atOnce,
  isBusy: () => false,
  settleMs: 0,
  ...more,
});

test('a lane does one item after another, the longest first, between its opening and its close', async (t) => {
  const log: string[] = [];
  await runQueues([queue('q', 1, [1, 3, 2], log)], pace(4));
  t.deepEqual(log, ['open q', 'begin q 3', 'end q 3', 'begin q 2', 'end q 2', 'begin q 1', 'end q 1', 'close q']);
});

test('lanes share the items of their queue, each once', async (t) => {
  const log: string[] = [];
  await runQueues([queue('q', 2, [1, 2, 3, 4, 5], log)], pace(4));
  const begun = log.filter((line) => line.startsWith('begin'));
  t.deepEqual(
    begun.map((line) => Number(line.split(' ')[2])).toSorted((a, b) => a - b),
    [1, 2, 3, 4, 5],
  );
  t.deepEqual(new Set(begun.map((line) => line.split(' ')[1])), new Set(['qa', 'qb']));
});

test('no more lanes are opened than there are items', async (t) => {
  const log: string[] = [];
  await runQueues([queue('q', 3, [1], log), queue('empty', 2, [], log)], pace(4));
  t.deepEqual(
    log.filter((line) => line.startsWith('open')),
    ['open qa'],
  );
});

test('no more items run at once than are allowed, and the queue with the most left has the next turn', async (t) => {
  const log: string[] = [];
  await runQueues([queue('short', 1, [1, 1, 1], log), queue('long', 1, [9, 8], log)], pace(1));
  t.deepEqual(
    log.filter((line) => line.startsWith('begin')),
    ['begin long 9', 'begin long 8', 'begin short 1', 'begin short 1', 'begin short 1'],
  );
});

test('a lane keeps its turn while it is open, so that none is open and waits', async (t) => {
  const log: string[] = [];
  await runQueues(
    ['a', 'b', 'c', 'd'].map((name) => queue(name, 1, [3, 3, 3], log)),
    pace(2),
  );
  const changes = log.filter((line) => /^(?:open|close)/.test(line));
  let open = 0;
  const most = Math.max(...changes.map((line) => (open += line.startsWith('open') ? 1 : -1)));
  t.is(most, 2, changes.join(', '));
});

test('lanes that open nothing have a turn for each item, and fill what the others leave', async (t) => {
  const log: string[] = [];
  const { name, lanes, items, weight, run } = queue('filler', 1, [10, 10, 10, 10], log);
  const fillers: Queue<number> = { name, lanes, items, weight, run };
  await runQueues([queue('long', 1, [60, 60], log), fillers, queue('short', 1, [15, 10], log)], pace(2));
  t.deepEqual(
    log.filter((line) => /^begin (?:filler|short)/.test(line)),
    [10, 10]
      .map((item) => `begin filler ${item}`)
      .concat(
        ['begin short 15', 'begin short 10'],
        [10, 10].map((item) => `begin filler ${item}`),
      ),
  );
});

test('an error of an item reaches the caller, and its lane is closed', async (t) => {
  const log: string[] = [];
  const broken = { ...queue('q', 1, [1], log), run: async () => Promise.reject(new Error('broken')) };
  await t.throwsAsync(async () => runQueues([broken], pace(1)), { message: 'broken' });
  t.deepEqual(log, ['open q', 'close q']);
});

test('no further item begins after the signal, and lanes are closed', async (t) => {
  const log: string[] = [];
  const stopping = new AbortController();
  const first = queue('q', 1, [3, 2, 1], log);
  const run = async (item: number, lane: string): Promise<void> => {
    await first.run(item, lane);
    if (item === 2) stopping.abort();
  };
  await runQueues([{ ...first, run }], pace(1), stopping.signal);
  t.deepEqual(log, ['open q', 'begin q 3', 'end q 3', 'begin q 2', 'end q 2', 'close q']);
});

test('on a busy machine only the guaranteed items run, and others begin one by one when it has room', async (t) => {
  let now = 0;
  let most = 0;
  let isBusy = true;
  let beganBusy = 0;
  const counted = queue('q', 4, [1, 1, 1, 1, 1, 1, 1, 1]);
  const run = async (): Promise<void> => {
    now++;
    if (isBusy) beganBusy = Math.max(beganBusy, now);
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 50));
    now--;
    isBusy = false;
  };
  await runQueues([{ ...counted, run }], pace(4, { always: 2, isBusy: () => isBusy, settleMs: 5 }));
  t.is(beganBusy, 2);
  t.is(most, 4);
});
