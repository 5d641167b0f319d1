import test from 'ava';
import * as fc from 'fast-check';
import type { Recovery, ReplacementStatus } from '../../../../src/api/iceoryx-deployment.generated.ts';
import { decideRecovery, type RecoveryDecision } from '../../../../src/controllers/pods/recovery/decide.ts';
import { recoveryFinding } from '../../../../src/controllers/pods/recovery/finding.ts';
import type { ObservedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import { ReplacementRate } from '../../../../src/controllers/pods/recovery/replacement-rate.ts';
import { at, pod, stale, T0 } from './pods.ts';

const PLENTY = { allowance: 1000, allowanceAt: T0 + 60_000 };

interface Situation {
  recovery?: Recovery;
  pods?: ObservedPod[];
  replacements?: ReplacementStatus[];
  /** Seconds after T0. */
  now?: number;
  allowance?: number;
  missed?: ObservedPod[];
  comesBack?: (pod: ObservedPod) => boolean;
}

function decide({
  recovery,
  pods = [stale('robot-1-a')],
  replacements = [],
  now = 601,
  allowance,
  ...others
}: Situation): RecoveryDecision {
  const rate = allowance === undefined ? PLENTY : { allowance, allowanceAt: T0 + (now + 30) * 1000 };
  return decideRecovery({ recovery, pods, replacements, now: T0 + now * 1000, ...rate, ...others });
}

const record = (pod: string, time: number, early = false): ReplacementStatus => ({
  pod,
  uid: `uid-of-${pod}`,
  time: at(time),
  ...(early ? { early } : {}),
});
const names = (pods: readonly { metadata: { name: string } }[]) => pods.map(({ metadata }) => metadata.name);
const held = (healing: RecoveryDecision) => healing.held.map(({ because }) => because);
const finding = (healing: RecoveryDecision, recovery?: Recovery, blocked = new Map<string, string>()) => {
  const { status, reason, message } = recoveryFinding(healing, blocked, recovery);
  return { summary: `${status} ${reason}`, message };
};
const seconds = ({ requeueAt }: RecoveryDecision) => (requeueAt === undefined ? undefined : (requeueAt - T0) / 1000);

test('a pod whose RouDi died is recorded and due at once', (t) => {
  const healing = decide({});
  t.deepEqual(names(healing.due), ['robot-1-a']);
  t.deepEqual(healing.replacements, [record('robot-1-a', 601)]);
  t.is(finding(healing).summary, 'True Replacing');
});

test('a recorded replacement is continued and not counted again', (t) => {
  const replacements = [record('robot-1-a', 601)];
  const healing = decide({ replacements, now: 900, recovery: { maxPerHour: 1 }, allowance: 0 });
  t.deepEqual(names(healing.due), ['robot-1-a']);
  t.is(healing.replacements, replacements, 'nothing has to be written');
});

test('an uncertain case waits until it is certain, and is then decided again', (t) => {
  const doubtful = stale('robot-1-a', 600, { unreadySince: 600 });
  const containers = doubtful.containers.map((each) =>
    each.role === 'app' ? { ...each, restarts: 1, runningSince: T0 + 600_000 } : each,
  );
  const pods = [{ ...doubtful, containers }];
  t.deepEqual(decide({ pods, now: 610 }).due, []);
  t.is(seconds(decide({ pods, now: 610 })), 630);
  t.deepEqual(names(decide({ pods, now: 630 }).due), ['robot-1-a']);
});

test('mode Replace replaces, mode None says what to do', (t) => {
  t.is(decide({ recovery: { mode: 'Replace' } }).due.length, 1);
  const healing = decide({ recovery: { mode: 'None' } });
  t.deepEqual(names(healing.due), []);
  t.regex(
    finding(healing, { mode: 'None' }).message,
    /^pod robot-1-a: .*; spec\.recovery\.mode is None: delete the pod/,
  );
  t.is(finding(healing, { mode: 'None' }).summary, 'False ModeNone');
  t.is(finding(decide({ pods: [], recovery: { mode: 'None' } }), { mode: 'None' }).summary, 'True NothingToHeal');
});

test('the hourly budget counts replacements of the last hour, and the pod that waited longest is first', (t) => {
  const pods = [stale('robot-1-c', 500), stale('robot-1-b', 400), stale('robot-1-a', 300)];
  const replacements = [record('robot-1-x', -3600), record('robot-1-y', -1000)];
  const healing = decide({ pods, replacements, recovery: { maxPerHour: 2 } });
  t.deepEqual(names(healing.due), ['robot-1-a']);
  t.deepEqual(healing.replacements, [record('robot-1-y', -1000), record('robot-1-a', 601)]);
  t.deepEqual(held(healing), ['BudgetSpent', 'BudgetSpent']);
  t.is(seconds(healing), 2600, 'then the older of the two is an hour old');
  t.regex(
    finding(healing, { maxPerHour: 2 }).message,
    /pod robot-1-b and 1 more: .*2 pods were replaced within an hour/,
  );
});

test('maxPerHour 0 replaces nothing', (t) => {
  t.deepEqual(held(decide({ recovery: { maxPerHour: 0 } })), ['BudgetSpent']);
});

test('the common rate of all objects is kept', (t) => {
  const pods = [stale('robot-1-a', 300), stale('robot-1-b', 400)];
  const healing = decide({ pods, allowance: 1 });
  t.deepEqual(names(healing.due), ['robot-1-a']);
  t.deepEqual(held(healing), ['RateLimited']);
  t.is(seconds(healing), 631);
});

test('replacements of a RouDi that dies early in pod after pod: three at once, then delays of up to 5 minutes', (t) => {
  const early = (time: number) => record(`robot-1-${time}`, time, true);
  const pods = [stale('robot-1-a', 600, { created: 500 })];
  const three = [early(100), early(300), early(590)];
  t.is(decide({ pods, replacements: three.slice(1) }).due.length, 1);
  t.like(decide({ pods, replacements: three.slice(1) }).begun[0], { early: true });
  const fourth = decide({ pods, replacements: three });
  t.deepEqual(held(fourth), ['RouDiCrashLoop']);
  t.is(seconds(fourth), 610);
  t.is(seconds(decide({ pods, replacements: [...three, early(595)] })), 635);
  const eight = [early(0), early(1), early(2), early(3), early(4), ...three];
  t.is(seconds(decide({ pods, replacements: eight })), 890);
  t.is(decide({ pods: [stale('robot-1-a', 600)], replacements: eight }).due.length, 1, 'a long-lived one is due');
});

test('a disruption budget that forbids a replacement is reported with the remedies', (t) => {
  const blocked = new Map([
    ['uid-of-robot-1-a', 'The disruption budget robot needs 1 healthy pods and has 0 currently'],
  ]);
  const { summary, message } = finding(decide({}), {}, blocked);
  t.is(summary, 'False DisruptionBudget');
  t.regex(message, /pod robot-1-a .*disruption budget robot needs 1.*AlwaysAllow.*spec\.recovery\.whenBlocked: Delete/);
});

const stalePods = fc
  .uniqueArray(fc.record({ name: fc.nat(40), died: fc.integer({ min: 5, max: 5000 }), young: fc.boolean() }), {
    selector: ({ name }) => name,
    maxLength: 30,
  })
  .map((pods) =>
    pods.map(({ name, died, young }) => stale(`robot-1-${name}`, died, { created: young ? died - 60 : died - 600 })),
  );
const healthy = pod('robot-1-healthy', [
  { name: 'iceoryx-roudi', ready: true },
  { name: 'iceoryx-agent', ready: true },
  { name: 'app', ready: true, since: 4 },
]);

test('over two days, no hour has more replacements than maxPerHour and no minute more than the rate', (t) => {
  const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 1500 }), pods: stalePods }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.nat(15), fc.nat(10), fc.nat(4), (steps, maxPerHour, perMinute, restartEvery) => {
      let rate = new ReplacementRate(perMinute);
      let status: readonly ReplacementStatus[] = [];
      const begun: number[] = [];
      let now = T0 + 5_000_000;
      for (const [index, { wait, pods }] of steps.entries()) {
        now += wait * 1000;
        if (restartEvery > 0 && index % restartEvery === 0) {
          rate = new ReplacementRate(perMinute);
          rate.remember(status, now);
        }
        // Pods of each step are other ones: those before were replaced.
        const fresh = pods.map((each) => ({
          ...each,
          metadata: { ...each.metadata, uid: `${index} ${each.metadata.name}` },
        }));
        const input = { recovery: { maxPerHour }, pods: [...fresh, healthy], replacements: status, now };
        const healing = decideRecovery({ ...input, ...rate.at(now) });
        rate.remember(healing.begun, now);
        status = healing.replacements;
        begun.push(...healing.begun.map(() => now));
        t.false(names(healing.due).includes('robot-1-healthy'));
        t.is(healing.due.length + healing.held.length, fresh.length, 'each is replaced or reported');
        for (const { until } of healing.held) {
          t.true(until === undefined || until > now, 'a waiting replacement is not due yet');
        }
      }
      for (const [index, time] of begun.entries()) {
        t.true(begun.slice(index).filter((each) => each < time + 3_600_000).length <= maxPerHour);
        t.true(begun.slice(index).filter((each) => each < time + 60_000).length <= perMinute);
      }
    }),
  );
});

test('1,000 objects with such a pod each keep the common rate, also across restarts, and all recover', (t) => {
  const PER_MINUTE = 20;
  const statuses = new Map<number, readonly ReplacementStatus[]>();
  let now = T0 + 700_000;
  const perMinute: number[] = [];
  for (let minute = 0; minute < 60 && statuses.size < 1000; minute++, now += 60_000) {
    let inThisMinute = 0;
    // The operator is killed in each minute, and in the middle of it.
    for (const _ of ['first life', 'second life']) {
      const rate = new ReplacementRate(PER_MINUTE);
      statuses.forEach((replacements) => rate.remember(replacements, now));
      for (let object = 0; object < 1000; object++) {
        if (!statuses.has(object)) {
          const one = stale(`robot-1-${object}`, 600, {});
          const input = { recovery: {}, pods: [one], replacements: [], now, ...rate.at(now) };
          const { begun, replacements } = decideRecovery(input);
          rate.remember(begun, now);
          inThisMinute += begun.length;
          if (begun.length > 0) {
            statuses.set(object, replacements);
          }
        }
      }
    }
    perMinute.push(inThisMinute);
  }
  t.is(statuses.size, 1000);
  t.is(Math.max(...perMinute), PER_MINUTE);
  t.is(perMinute.length, 50);
});

const words = (count: number, seconds: number, of = 'lie'): ReplacementStatus[] =>
  Array.from({ length: count }, (_, index) => record(`${of}-${index}`, seconds));

test('an admin of a namespace who writes statuses: a time in the future stops no replacement anywhere', (t) => {
  const lies = words(120, 3_000_000_000);
  const rate = new ReplacementRate(20);
  rate.recall(lies, T0, 'attacker');
  t.is(rate.at(T0, 'attacker').allowance, 20);
  t.is(rate.at(T0, 'victim').allowance, 20);
  const healing = decide({ replacements: lies });
  t.deepEqual(names(healing.due), ['robot-1-a']);
  t.deepEqual(healing.replacements, [record('robot-1-a', 601)], 'the next replacement removes them');
  t.is(finding(decide({ replacements: lies, pods: [] })).message, 'no pod has to be replaced');
});

test('an admin of a namespace who writes statuses: a running operator counts its own decisions', (t) => {
  const rate = new ReplacementRate(20);
  rate.decides();
  rate.recall(words(120, 0), T0, 'attacker');
  t.is(rate.at(T0, 'victim').allowance, 20);
});

test('an admin of a namespace who writes statuses: a starting operator leaves half of the rate for a minute', (t) => {
  const rate = new ReplacementRate(20);
  rate.recall(words(120, 0), T0, 'attacker');
  t.is(rate.at(T0, 'attacker').allowance, 0);
  t.is(rate.at(T0, 'victim').allowance, 10);
  t.is(rate.at(T0 + 60_000, 'victim').allowance, 20);
});

test('an editor of a namespace whose RouDi dies all the time: others get their share within a minute', (t) => {
  const rate = new ReplacementRate(20);
  const round = (seconds: number, namespace: string, wanted: number): number => {
    const now = T0 + seconds * 1000;
    const begun = Math.min(wanted, rate.at(now, namespace).allowance);
    rate.remember(words(begun, seconds, `${namespace}-${seconds}`), now, namespace);
    if (begun < wanted) {
      rate.waits(namespace, now);
    }
    return begun;
  };
  t.is(round(0, 'attacker', 1000), 20, 'no other namespace waits');
  t.is(round(1, 'victim', 5), 0);
  const { allowanceAt } = rate.at(T0 + 1000, 'victim');
  t.is(allowanceAt, T0 + 60_000);
  t.is(round(60, 'attacker', 1000), 10, 'the attacker comes first');
  t.is(round(60, 'victim', 5), 5);
  t.is(round(61, 'attacker', 1000), 0);
  t.is(round(300, 'attacker', 1000), 20, 'the whole rate again if no other namespace waits');
});

test('pods that were created without RouDi are replaced within the same budgets, but not as those of a crash loop', (t) => {
  const missed = ['a', 'b', 'c', 'd', 'e'].map((name) => pod(name, [], { created: 600 }));
  const healing = decide({ pods: [], missed, recovery: { maxPerHour: 4 } });
  t.deepEqual(names(healing.due), ['a', 'b', 'c', 'd']);
  t.true(healing.begun.every(({ early }) => early === undefined));
  t.deepEqual(held(healing), ['BudgetSpent']);
  t.deepEqual(held(decide({ pods: [], missed, allowance: 2 })), ['RateLimited', 'RateLimited', 'RateLimited']);
  t.deepEqual(names(decide({ pods: [], missed, recovery: { mode: 'None' } }).due), ['a', 'b', 'c', 'd', 'e']);
  const { message } = finding(decide({ missed: missed.slice(0, 1) }));
  t.is(message, 'RouDi died in 1 pods and 1 pods were created without RouDi, which are being replaced: a, robot-1-a');
});

test('a pod that came after a replacement and has no RouDi either is not replaced for an hour: the webhook is away', (t) => {
  const replacements = [record('before', 500)];
  const again = pod('again', [], { created: 510 });
  const situation = { pods: [], missed: [again, pod('older', [], { created: 400 })], replacements };
  const healing = decide(situation);
  t.deepEqual(names(healing.due), ['older']);
  t.deepEqual(held(healing), ['NotInjected']);
  t.regex(finding(healing).message, /^pod again: created without the RouDi that it asks for; .* the webhook does not/);
  t.is(seconds(healing), 500 + 3600);
  t.deepEqual(names(decide({ ...situation, now: 500 + 3600 }).due), ['older', 'again']);
});

test('a pod that nothing would create again is never evicted', (t) => {
  const bare = pod('bare', [], { created: 0 });
  const healing = decide({ missed: [bare], comesBack: () => false });
  t.deepEqual(names(healing.due), []);
  t.deepEqual(held(healing), ['NoController', 'NoController']);
  t.is(finding(healing).summary, 'False NoController');
  t.regex(finding(healing).message, /delete it by hand/);
});
