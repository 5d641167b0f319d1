/** The order of faults: which of all faults is reported, from any source and in any order of observation. */
import test from 'ava';
import * as fc from 'fast-check';
import { type Fault, faultFinding, ORDER, ranked } from '../../../../src/controllers/pods/diagnosis/fault.ts';
import { faultsOf } from '../../../../src/controllers/pods/diagnosis/faults.ts';
import { Heard } from '../../../../src/controllers/pods/diagnosis/heard.ts';
import { TerminationHistory } from '../../../../src/controllers/pods/diagnosis/termination-history.ts';
import { diagnose } from '../../../../src/iceoryx/diagnose.ts';
import { RELEASES } from '../../../../src/iceoryx/release.ts';
import { AGENT_CONTAINER, ROUDI_CONTAINER } from '../../../../src/pod/names.ts';
import { type ContainerAt, type EndAt, pod, T0 } from './pods.ts';

const release = RELEASES['2.0'];
const NOW = 600;
const TOO_LARGE = 'Could not find a fitting mempool for a chunk of size 32808';
const UNRESPONSIVE = 'Application app not responding (last response 1600 milliseconds ago) --> removing it';
const GONE = 'Error in sending keep alive';
const WAITING = 'RouDi not found - waiting ...';
const REFUSED = "Version mismatch from 'app'!";
const BUILT_IN = 'Falling back to built-in config';

/** What a program printed in the run that began then, in seconds after T0. */
interface Words {
  readonly pod: string;
  readonly container: string;
  readonly began: number;
  readonly text: string;
}

interface Sight {
  readonly name: string;
  readonly containers: readonly ContainerAt[];
  readonly unreadySince?: number | undefined;
}

const seen = (sight: Sight) =>
  pod(sight.name, sight.containers, sight.unreadySince === undefined ? {} : { unreadySince: sight.unreadySince });

/** Everything that is reported of pods in the state of the last sights. */
function told(before: readonly Sight[], now: readonly Sight[], words: readonly Words[]): readonly Fault[] {
  const history = new TerminationHistory();
  [...before, ...now].forEach((sight) => history.observe(seen(sight)));
  const heard = new Heard();
  for (const { pod: name, container, began, text } of words) {
    const role = container === ROUDI_CONTAINER ? 'roudi' : 'app';
    heard.add(`uid-of-${name}`, container, T0 + began * 1000, diagnose({ output: text, release, role }));
  }
  return faultsOf(now.map(seen), {
    release,
    now: T0 + NOW * 1000,
    nodes: [],
    endOf: (of, container) => history.of(of, container),
    ownEndsOf: (of, container) => history.ownEndsOf(of, container),
    wasReady: (of, container, began) => history.wasReady(of, container, began),
    heardIn: (of, container, run) => heard.of(of.metadata.uid ?? '', container, run),
    heardWhileReady: () => [],
    kubeletSays: () => [],
  }).faults;
}

const ids = (faults: readonly Fault[]) => faults.map(({ id, container }) => `${container} ${id}`);
const now = (...containers: ContainerAt[]): Sight => ({ name: 'robot-1-a', containers, unreadySince: 0 });
const says = (container: string, began: number, text: string): Words => ({ pod: 'robot-1-a', container, began, text });

for (const [what, sight, words, first] of [
  [
    'an app’s words about its own error beat what RouDi says of its end, and its exit code',
    now(
      { name: 'roudi', ready: true, since: 4 },
      { name: 'app', restarts: 1, since: 592, lastEnd: { code: 134, from: 5, to: 590 } },
    ),
    [says('roudi', 4, UNRESPONSIVE), says('app', 5, TOO_LARGE)],
    'app PayloadTooLarge',
  ],
  [
    'an app’s end beats what RouDi says of it',
    now(
      { name: 'roudi', ready: true, since: 4 },
      { name: 'app', restarts: 1, since: 592, lastEnd: { code: 134, from: 5, to: 590 } },
    ),
    [says('roudi', 4, UNRESPONSIVE)],
    'app ExitAborted',
  ],
  [
    'RouDi’s end beats an app that says that RouDi is gone',
    now(
      { name: 'roudi', restarts: 1, since: 592, lastEnd: { code: 137, from: 4, to: 590 } },
      { name: 'app', since: 5 },
    ),
    [says('app', 5, GONE)],
    'roudi RoudiKilled',
  ],
  [
    'what an app says of RouDi beats its own exit code',
    now(
      { name: 'roudi', ready: true, since: 4 },
      { name: 'app', restarts: 1, since: 592, lastEnd: { code: 134, from: 5, to: 590 } },
    ),
    [says('app', 5, GONE)],
    'app KeepAliveFailed',
  ],
  [
    'that an app waited for RouDi when it started explains no end',
    now(
      { name: 'roudi', ready: true, since: 4 },
      { name: 'app', restarts: 1, since: 592, lastEnd: { code: 139, from: 5, to: 590 } },
    ),
    [says('app', 5, WAITING)],
    'app ExitAborted',
  ],
  [
    'what a program says that may be wrong comes after what the kubelet says',
    now(
      { name: 'roudi', restarts: 1, since: 592, lastEnd: { code: 137, from: 4, to: 590, reason: 'OOMKilled' } },
      { name: 'app', since: 5 },
    ),
    [says('roudi', 592, BUILT_IN)],
    'roudi ExitOutOfMemory',
  ],
] satisfies [string, Sight, Words[], string][]) {
  test(what, (t) => {
    t.is(ids(told([], [sight], words))[0], first);
  });
}

test('the words of an app are kept as long as its end counts, although its log has gone on since', (t) => {
  const ended = { code: 134, from: 5, to: 590 };
  const ready: Sight = {
    name: 'robot-1-a',
    containers: [
      { name: 'roudi', ready: true, since: 4 },
      { name: 'app', ready: true, restarts: 1, since: 592, lastEnd: ended },
    ],
  };
  const found = told([], [ready], [says('app', 5, TOO_LARGE), says('app', 5, ''), says('app', 592, '')]);
  t.deepEqual(ids(found), ['app PayloadTooLarge', 'app ExitAborted']);
  const again = { ...ready, containers: ready.containers.map((each) => ({ ...each, restarts: 3 })) };
  const later = { ...ended, from: 592, to: 596 };
  const next = {
    ...again,
    containers: again.containers.map((each) => (each.name === 'app' ? { ...each, since: 598, lastEnd: later } : each)),
  };
  t.deepEqual(
    ids(told([ready], [next], [says('app', 5, TOO_LARGE)])),
    ['app ExitAborted'],
    'they do not belong to another end',
  );
});

/** Only a few, so that words belong to runs. */
const STARTS = [0, 100];
const containers = [ROUDI_CONTAINER, AGENT_CONTAINER, 'app', 'other-app'];
const end = (to: number): fc.Arbitrary<EndAt> =>
  fc.record({
    code: fc.constantFrom(0, 1, 75, 134, 137, 139, 143),
    from: fc.constantFrom(...STARTS),
    to: fc.constant(to),
  });
const anyEnd = fc.integer({ min: 100, max: NOW }).chain(end);
const container = (name: string): fc.Arbitrary<ContainerAt> =>
  fc.record(
    {
      name: fc.constant(name),
      ready: fc.boolean(),
      restarts: fc.integer({ min: 0, max: 4 }),
      since: fc.option(fc.constantFrom(...STARTS), { nil: undefined }),
      end: fc.option(anyEnd, { nil: undefined }),
      lastEnd: fc.option(
        fc.oneof(
          anyEnd,
          anyEnd.map((each) => ({ ...each, code: 137, reason: 'RestartingAllContainers' })),
        ),
        { nil: undefined },
      ),
    },
    { requiredKeys: ['name', 'ready', 'restarts'] },
  ) as fc.Arbitrary<ContainerAt>;
const sight = (name: string): fc.Arbitrary<Sight> =>
  fc.record({
    name: fc.constant(name),
    containers: fc.tuple(...containers.map(container)),
    unreadySince: fc.option(fc.integer({ min: 0, max: NOW }), { nil: undefined }),
  });
const pods = ['robot-1-a', 'robot-1-b'];
const anyWords: fc.Arbitrary<Words> = fc.record({
  pod: fc.constantFrom(...pods),
  container: fc.constantFrom(ROUDI_CONTAINER, 'app', 'other-app'),
  began: fc.constantFrom(...STARTS),
  text: fc
    .array(fc.constantFrom(TOO_LARGE, UNRESPONSIVE, GONE, WAITING, REFUSED, BUILT_IN), { minLength: 1, maxLength: 3 })
    .chain((lines) =>
      fc.integer({ min: 10, max: 59 }).map((second) => lines.map((line) => `12:00:${second} ${line}`).join('\n')),
    ),
});

test('the finding does not depend on the order in which ends and words arrive', (t) => {
  const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const observations = fc
    .record({
      before: fc.array(fc.constantFrom(...pods).chain(sight), { maxLength: 6 }),
      now: fc.tuple(...pods.map(sight)),
      words: fc.array(anyWords, { maxLength: 8 }),
    })
    .chain((made) =>
      fc.record({
        made: fc.constant(made),
        before: shuffled(made.before),
        now: shuffled(made.now),
        words: shuffled(made.words),
        turn: fc.integer({ min: 0, max: 3 }),
      }),
    );
  fc.assert(
    fc.property(observations, ({ made, before, now: later, words, turn }) => {
      const turned = later.map((each) => ({
        ...each,
        containers: [...each.containers.slice(turn), ...each.containers.slice(0, turn)],
      }));
      const expected = told(made.before, made.now, made.words);
      t.deepEqual(told(before, turned, words), expected);
      t.deepEqual(faultFinding(told(before, turned, words)), faultFinding(expected));
    }),
    { numRuns: 500 },
  );
});

test('every fault has a place in the order, and a present fault comes before a past one', (t) => {
  const fault = fc.record({
    id: fc.constantFrom('A', 'B'),
    pod: fc.constantFrom(...pods),
    role: fc.constantFrom('roudi', 'agent', 'app', 'other', 'pod'),
    evidence: fc.constantFrom('Words', 'Kubelet', 'Exit', 'Placement'),
    severity: fc.constantFrom('Error', 'Warning'),
    isConsequence: fc.boolean(),
    isPresent: fc.boolean(),
    message: fc.constantFrom('x', 'y'),
    occurrence: fc.constant(''),
  }) as fc.Arbitrary<Fault>;
  fc.assert(
    fc.property(fc.array(fault), (faults) => {
      const order = ranked(faults);
      t.deepEqual(ranked(faults.toReversed()), order);
      const places = order.map((each) => [Number(!each.isPresent), ORDER.findIndex(({ takes }) => takes(each))]);
      t.false(places.some(([, place]) => place === -1));
      places.reduce((a, b) => {
        t.true((a[0] ?? 0) < (b[0] ?? 0) || (a[0] === b[0] && (a[1] ?? 0) <= (b[1] ?? 0)));
        return b;
      }, places[0] ?? []);
    }),
  );
});
