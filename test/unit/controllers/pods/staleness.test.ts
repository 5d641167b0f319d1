import test from 'ava';
import { stalenessOf } from '../../../../src/controllers/pods/recovery/staleness.ts';
import { type ContainerAt, pod, type PodAt, stale, T0 } from './pods.ts';

const seconds = (time: number | undefined) => (time === undefined ? undefined : (time - T0) / 1000);

const ROUDI: ContainerAt = { name: 'iceoryx-roudi', ready: true, since: 2 };
const AGENT: ContainerAt = { name: 'iceoryx-agent', ready: true, since: 3 };
const APP: ContainerAt = { name: 'app', ready: true, since: 4 };
const RESTARTED: ContainerAt = { name: 'iceoryx-roudi', restarts: 1, since: 100 };
const TOLD: ContainerAt = { name: 'iceoryx-agent', restarts: 1, since: 100, lastEnd: { code: 75, from: 3, to: 100 } };

for (const [what, containers, options, apps, certainAfter] of [
  ['nothing happened', [ROUDI, AGENT, APP], {}, undefined, undefined],
  ['the agent said that RouDi is gone', [RESTARTED, TOLD, APP], { unreadySince: 100 }, ['app'], 100],
  [
    'the agent ended with 75 and does not run yet',
    [RESTARTED, { name: 'iceoryx-agent', end: { code: 75, from: 3, to: 100 } }, APP],
    { unreadySince: 100 },
    ['app'],
    100,
  ],
  ['the app was started after that', [RESTARTED, TOLD, { ...APP, since: 101 }], { unreadySince: 100 }, undefined, 0],
  [
    'the app was started again in that very second: it may be either',
    [{ ...ROUDI, ready: false }, TOLD, { ...APP, since: 100, restarts: 1 }],
    { unreadySince: 100 },
    ['app'],
    130,
  ],
  [
    'the app was started for the first time in that very second: RouDi died as soon as there were samples',
    [{ ...ROUDI, ready: false }, TOLD, { ...APP, since: 100 }],
    { unreadySince: 100 },
    ['app'],
    100,
  ],
  [
    'one app of two is as old',
    [RESTARTED, TOLD, APP, { name: 'new', since: 102 }],
    { unreadySince: 100 },
    ['app'],
    100,
  ],
  [
    'only a container that is no app is as old',
    [RESTARTED, TOLD, { name: 'log', since: 4 }],
    { unreadySince: 100, strangers: ['log'] },
    undefined,
    0,
  ],
  [
    'the agent was killed since, so that nothing but RouDi tells',
    [RESTARTED, { name: 'iceoryx-agent', restarts: 2, since: 140, lastEnd: { code: 137, from: 100, to: 140 } }, APP],
    { unreadySince: 100 },
    ['app'],
    130,
  ],
  [
    'the death of RouDi was not seen: it is down at the moment',
    [
      {
        name: 'iceoryx-roudi',
        restarts: 3,
        lastEnd: { code: 137, from: 2, to: 90 },
        waiting: { reason: 'CrashLoopBackOff' },
      },
      { ...AGENT, ready: false },
      APP,
    ],
    { unreadySince: 91 },
    ['app'],
    121,
  ],
  ['RouDi is back', [{ ...RESTARTED, ready: true }, TOLD, APP], { unreadySince: 100 }, undefined, 0],
  ['a domain: the RouDi of the node is gone', [TOLD, APP], { unreadySince: 100 }, ['app'], 100],
  ['a domain: the agent follows a RouDi again', [{ ...TOLD, ready: true }, APP], { unreadySince: 100 }, undefined, 0],
  ['the pod is Ready', [RESTARTED, TOLD, APP], {}, undefined, 0],
  ['the kubelet renews it', [RESTARTED, TOLD, APP], { unreadySince: 100, renews: true }, undefined, 0],
  ['the pod is being deleted', [RESTARTED, TOLD, APP], { unreadySince: 100, deleting: true }, undefined, 0],
  [
    'RouDi cannot start: no app runs yet',
    [
      {
        name: 'iceoryx-roudi',
        restarts: 5,
        waiting: { reason: 'CrashLoopBackOff' },
        lastEnd: { code: 137, from: 90, to: 91 },
      },
      { name: 'iceoryx-agent', waiting: { reason: 'PodInitializing' } },
      { name: 'app', waiting: { reason: 'PodInitializing' } },
    ],
    { unreadySince: 0 },
    undefined,
    0,
  ],
  [
    'an app crashes all the time',
    [
      ROUDI,
      AGENT,
      { name: 'app', restarts: 9, waiting: { reason: 'CrashLoopBackOff' }, lastEnd: { code: 134, from: 80, to: 81 } },
    ],
    { unreadySince: 81 },
    undefined,
    0,
  ],
  [
    'the agent failed for a reason of its own',
    [ROUDI, { name: 'iceoryx-agent', restarts: 1, since: 50, lastEnd: { code: 1, from: 3, to: 49 } }, APP],
    { unreadySince: 49 },
    undefined,
    0,
  ],
] satisfies [string, ContainerAt[], PodAt, string[] | undefined, number | undefined][]) {
  test(`${what}: ${apps === undefined ? 'no app' : apps.join()} is stale`, (t) => {
    const staleness = stalenessOf(pod('robot-1-a', containers, options));
    t.deepEqual(staleness?.apps, apps);
    if (apps !== undefined) {
      t.is(seconds(staleness?.certainFrom), certainAfter);
    }
  });
}

test('a restarted operator finds a pod with a dead RouDi again without having stored anything', (t) => {
  t.deepEqual(stalenessOf(stale('robot-1-a', 600)), stalenessOf(stale('robot-1-a', 600)));
  t.is(seconds(stalenessOf(stale('robot-1-a', 600))?.since), 600);
});
