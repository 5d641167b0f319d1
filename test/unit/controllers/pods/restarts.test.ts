import test from 'ava';
import { TerminationHistory } from '../../../../src/controllers/pods/diagnosis/termination-history.ts';
import { eventOfRestart, type Restart, RestartWatch } from '../../../../src/controllers/pods/restarts.ts';
import type { ObservedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import { AGENT_CONTAINER, ROUDI_CONTAINER } from '../../../../src/pod/names.ts';
import { type ContainerAt, type EndAt, pod, T0 } from './pods.ts';

const NOW = T0 + 100_000;
const NAMES = [ROUDI_CONTAINER, AGENT_CONTAINER, 'app'];
const ready = (restarts: number, since: number, lastEnd?: EndAt, names = NAMES): ObservedPod =>
  pod(
    'robot-1-a',
    names.map((name) => ({ name, ready: true, restarts, since, ...(lastEnd === undefined ? {} : { lastEnd }) })),
    { readySince: since + 1 },
  );
const unready = (containers: ContainerAt[], since: number): ObservedPod =>
  pod('robot-1-a', containers, { unreadySince: since });
const renewed = (to: number): EndAt => ({ code: 137, reason: 'RestartingAllContainers', to });

function told(...states: readonly ObservedPod[]): Restart[] {
  const history = new TerminationHistory();
  const watch = new RestartWatch(history);
  return states.flatMap((state) => {
    history.observe(state);
    watch.observe(state, NOW);
    return watch.take([state], NOW);
  });
}

const killed = (agent: EndAt): ObservedPod =>
  unready(
    [
      { name: ROUDI_CONTAINER, end: { code: 137, reason: 'Error', to: 50 } },
      { name: AGENT_CONTAINER, end: agent },
      { name: 'app', ready: true, since: 4 },
    ],
    50,
  );

test('a restart in place is reported once, with cause and duration, when the pod is Ready again', (t) => {
  const back = ready(1, 52, renewed(51));
  const news = told(ready(0, 4), killed({ code: 75, to: 51 }), back, back);
  t.deepEqual(news, [
    { pod: 'robot-1-a', containers: 'all containers', cause: 'RouDi ended with 137 (RoudiKilled)', seconds: 3 },
  ]);
  t.is(
    news.map(eventOfRestart)[0]?.note,
    'pod robot-1-a: RouDi ended with 137 (RoudiKilled); all containers restarted in place, and samples are possible again after 3 s',
  );
});

for (const [why, line] of Object.entries({
  'by an earlier agent': 'RouDi, process 7, was stopped by a signal: it is ended now',
  'that hung':
    'RouDi was ended, because it did not answer: the apps are asked to stop, and every container starts again.',
  'when the clock was set back':
    "RouDi was ended, because the node's clock was set back by 1m0s: the apps are asked to stop",
})) {
  test(`a RouDi that the sidecar ended is reported with the reason: one ${why}`, (t) => {
    const message = `RouDi is ready, process 7.\n${line}\nanything`;
    const [news] = told(ready(0, 4), killed({ code: 75, to: 51, message }), ready(1, 52, renewed(51)));
    t.is(news?.cause, `RouDi ended with 137 (RoudiKilled); the sidecar said: ${line}`);
  });
}

test('a pod of a domain is restarted because the RouDi of its node was gone', (t) => {
  const inDomain = (state: ObservedPod): ObservedPod => ({ ...state, claim: 'robot' });
  const names = [AGENT_CONTAINER, 'app'];
  const gone = unready(
    [
      { name: AGENT_CONTAINER, end: { code: 75, to: 50 } },
      { name: 'app', since: 4 },
    ],
    50,
  );
  const [news] = told(
    inDomain(ready(0, 4, undefined, names)),
    inDomain(gone),
    inDomain(ready(1, 55, renewed(51), names)),
  );
  t.like(news, { cause: 'RouDi of its node was gone', containers: 'all containers', seconds: 6 });
});

test('restarts before this process, old ones, and an app that ends by itself are not reported', (t) => {
  t.deepEqual(told(ready(3, 52, renewed(51))), []);
  const app = (restarts: number): ContainerAt[] => [
    { name: ROUDI_CONTAINER, ready: true, since: 4 },
    { name: 'app', ready: true, since: 60, restarts, lastEnd: { code: 1, to: 59 } },
  ];
  t.deepEqual(told(ready(0, 4), pod('robot-1-a', app(1), { readySince: 61 })), []);
  const watch = new RestartWatch(new TerminationHistory());
  [ready(0, 4), ready(1, 52, renewed(51))].forEach((state) => watch.observe(state, NOW));
  t.deepEqual(watch.take([ready(1, 52)], NOW + 61_000), []);
});
