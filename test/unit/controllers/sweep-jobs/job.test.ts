import test from 'ava';
import {
  sweepJob,
  sweepJobName,
  type SweepRequest,
  type SweepSettings,
} from '../../../../src/controllers/sweep-jobs/job.ts';
import { usesShmOfNode, saysNoRoudi } from '../../../../src/controllers/sweep/roudi-returns.ts';
import type { Pod } from '../../../../src/controllers/resources.ts';
import { node } from '../sweep/objects.ts';

const settings: SweepSettings = {
  namespace: 'sweeps',
  image: 'example.com/operator:1',
  imagePullSecrets: [],
  kubeletDirectory: '/var/lib/kubelet',
  trustsPidNamespace: false,
};
const request: SweepRequest = {
  name: 'all-1-abc',
  labels: { 'iceoryx.io/sweep': 'all' },
  node: 'robot-7',
  places: 'Node',
  dryRun: true,
  quietPeriodSeconds: 60,
  noRoudiReturns: false,
};
const specOf = (more: Partial<SweepRequest> = {}, given: Partial<SweepSettings> = {}) =>
  sweepJob({ ...request, ...more }, { ...settings, ...given }).spec;
const argumentsOf = (...about: Parameters<typeof specOf>) => specOf(...about)?.template.spec?.containers[0]?.args ?? [];

test('a Job goes to its node through the scheduler, whatever its taints, and has a deadline', (t) => {
  const spec = specOf();
  const pod = spec?.template.spec;
  t.is(pod?.nodeName, undefined);
  t.deepEqual(pod?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms, [
    { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['robot-7'] }] },
  ]);
  t.deepEqual(pod?.tolerations, [{ operator: 'Exists' }]);
  t.like(spec, { activeDeadlineSeconds: 660, podReplacementPolicy: 'Failed', ttlSecondsAfterFinished: 86_400 });
  t.deepEqual(
    spec?.podFailurePolicy?.rules.map(({ action }) => action),
    ['Ignore', 'FailJob'],
  );
});

test('a Job has only the rights that it needs, no token and no sidecars', (t) => {
  const template = specOf()?.template;
  const container = template?.spec?.containers[0];
  t.is(template?.spec?.automountServiceAccountToken, false);
  t.is(template?.spec?.hostPID, true);
  t.is(template?.spec?.hostNetwork, undefined);
  t.deepEqual(container?.securityContext?.capabilities, { drop: ['ALL'], add: ['SYS_PTRACE', 'DAC_OVERRIDE'] });
  t.is(container?.securityContext?.privileged, undefined);
  t.deepEqual(container?.securityContext?.appArmorProfile, { type: 'Unconfined' });
  t.is(template?.metadata?.labels?.['sidecar.istio.io/inject'], 'false');
  t.is(template?.metadata?.annotations?.['linkerd.io/inject'], 'disabled');
  t.is(template?.metadata?.labels?.['kuma.io/sidecar-injection'], 'disabled');
});

test('a dry run cannot write to the file system of the node', (t) => {
  t.true(argumentsOf().includes('--dry-run'));
  t.is(specOf()?.template.spec?.containers[0]?.volumeMounts?.[0]?.readOnly, true);
  t.false(argumentsOf({ dryRun: false }).includes('--dry-run'));
  t.true(argumentsOf({ dryRun: false }).includes('--yes'));
});

test('only the requested directories are declared as those to which no RouDi returns', (t) => {
  t.false(argumentsOf().some((word) => word.startsWith('--no-roudi-returns')));
  t.true(argumentsOf({ noRoudiReturns: true }).includes('--roudi-ended-in=root'));
  const domain = argumentsOf({ noRoudiReturns: true, places: [{ shm: '/run/a/shm', tmp: '/run/a/tmp' }] });
  t.true(domain.includes('--roudi-ended-in=directories'));
  t.true(domain.includes('--only-directories'));
  t.true(domain.includes('--directories=/run/a/shm:/run/a/tmp'));
});

test('names are the same for a node within a run, and differ otherwise', (t) => {
  const owner = { name: 'a.very.long.name-'.repeat(4), uid: 'one' };
  const name = sweepJobName(owner, 12, 'node-1');
  t.regex(name, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
  t.true(name.length <= 63);
  t.is(name, sweepJobName(owner, 12, 'node-1'));
  const others = [
    sweepJobName(owner, 13, 'node-1'),
    sweepJobName(owner, 12, 'node-2'),
    sweepJobName({ ...owner, uid: 'two' }, 12, 'node-1'),
  ];
  t.is(new Set([name, ...others]).size, 4);
});

test('the API server states that no RouDi returns if the node does and no pod there has its /dev/shm', (t) => {
  const says = (value?: string) =>
    saysNoRoudi({
      ...node('a'),
      metadata: { name: 'a', annotations: value === undefined ? {} : { 'iceoryx.io/roudi-returns': value } },
    });
  t.deepEqual([says('false'), says('true'), says('False'), says()], [true, false, false, false]);
  const pod = (spec: object, phase = 'Running') =>
    usesShmOfNode({ metadata: { name: 'p' }, spec, status: { phase } } as Pod);
  const hostPath = (path: string) => ({ volumes: [{ name: 'v', hostPath: { path } }] });
  t.true(pod({ hostIPC: true }));
  t.true(pod(hostPath('/dev/shm')));
  t.true(pod(hostPath('/dev/shm/robot')));
  t.false(pod(hostPath('/dev/shmem')));
  t.false(pod({ volumes: [{ name: 'v', emptyDir: { medium: 'Memory' } }] }));
  t.false(pod({ hostIPC: true }, 'Succeeded'));
});
