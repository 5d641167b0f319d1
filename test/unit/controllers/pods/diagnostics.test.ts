/** When a finding was seen: the time of what it reports, or else since when it has been found. */
import test from 'ava';
import { PodDiagnostics } from '../../../../src/controllers/pods/diagnosis/diagnostics.ts';
import { TerminationHistory } from '../../../../src/controllers/pods/diagnosis/termination-history.ts';
import { RELEASES } from '../../../../src/iceoryx/release.ts';
import { testLog } from '../../test-log.ts';
import { at, type ContainerAt, pod, T0 } from './pods.ts';

function diagnostics() {
  const all = new PodDiagnostics({ history: new TerminationHistory(), log: testLog() });
  return (app: ContainerAt, seconds: number): string => {
    const seen = pod('robot-1-a', [app], { unreadySince: 0 });
    all.observe(seen);
    const { finding } = all.diagnose(
      { key: 'default/robot', pods: [seen], nodes: [], release: RELEASES['2.0'], statedApps: undefined },
      T0 + seconds * 1000,
    );
    return / Seen at (?<time>.*)\.$/.exec(finding.message)?.groups?.['time'] ?? finding.reason;
  };
}

const noImage: ContainerAt = { name: 'app', waiting: { reason: 'ImagePullBackOff', message: 'not found' } };
const fine: ContainerAt = { name: 'app', ready: true, since: 100 };

test('a finding without a time of its own keeps the time when it was found first, until it is gone', (t) => {
  const seenAt = diagnostics();
  t.is(seenAt(noImage, 30), at(30));
  t.is(seenAt(noImage, 90), at(30));
  t.is(seenAt(fine, 120), 'NothingFound');
  t.is(seenAt(noImage, 150), at(150));
});

test('an end has the time at which it was, also for an operator that started later', (t) => {
  const crashed: ContainerAt = { name: 'app', restarts: 1, since: 32, lastEnd: { code: 134, from: 5, to: 30 } };
  t.is(diagnostics()(crashed, 40), at(30));
  t.is(diagnostics()(crashed, 300), at(30));
});
