import * as fc from 'fast-check';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Capabilities } from '../../src/pod/inject.ts';
import { validSegments } from '../unit/iceoryx/arbitraries.ts';
import { fields, one } from './arbitraries.ts';
import { type Kind, podTemplates, type Template } from './pod-templates.ts';

const MI = 1024 ** 2;
const image = 'example.com/iceoryx/roudi:2.0.6';
const roudi = fields(
  { image: one(image, 'roudi:v2.95.8', `example.com/roudi:humble-2.0.5@sha256:${'0'.repeat(64)}`) },
  {
    imagePullPolicy: one('IfNotPresent'),
    segments: fc.oneof(validSegments, one([{ mempools: [{ size: 4 * MI, count: 64 }] }])),
    command: one(['/opt/iox-roudi'], ['stdbuf', '-o0', 'iox-roudi']),
    extraArgs: one(['--special']),
    env: one([{ name: 'LD_LIBRARY_PATH', value: '/opt' }]),
    managementBytes: one(100_000_000),
    logLevel: one('Off', 'Verbose', 'Info'),
    monitoring: fc.boolean(),
    compatibility: one('Off', 'BuildDate'),
    killDelaySeconds: one(0, 1, 30),
    resources: one(
      { requests: { cpu: '100m' } },
      { limits: { cpu: 1 } },
      { limits: { memory: '1Gi', cpu: '1' } },
      { requests: { memory: '1Gi' } },
      { requests: { memory: '64Mi' } },
      { limits: { memory: '100Mi' } },
    ),
    securityContext: one(
      { runAsUser: 0 },
      { capabilities: { add: ['KILL'] } },
      { runAsUser: 1000, runAsNonRoot: true },
      { privileged: true },
      { capabilities: { drop: ['ALL'], add: ['KILL', 'DAC_OVERRIDE'] } },
    ),
  },
  5,
);
const specFields = fields(
  {},
  {
    sharedMemory: one({ headroomPercent: 0 }, { headroomPercent: 100 }, { sizeLimit: '1Gi' }, { sizeLimit: '100M' }),
    termination: fields(
      {},
      { appStopSeconds: one(0, 1, 25), signalApps: one('Auto', 'Always', 'Never'), gracePeriodSeconds: one(1, 30, 60) },
      2,
    ),
    agent: one(
      { resources: { limits: { memory: '64Mi' } } },
      { resources: { requests: { cpu: '20m' } } },
      { resources: {} },
    ),
    identity: one({ users: [{ name: 'camera', uid: 1000, group: 'imaging', gid: 1000 }] }),
    recovery: one({ mode: 'None' }, { mode: 'InPlace' }),
    minReadySeconds: one(5),
  },
);
/** Which of the template's containers are apps: by default all except init containers. */
const choice = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }) },
);

export const capabilities: fc.Arbitrary<Capabilities> = fc.record({ restartAllContainers: fc.boolean() });

/** IceoryxDeployments as users write them, without the schema's defaults; most can work, some cannot. */
export function iceoryxDeployments(kind: Kind): fc.Arbitrary<IceoryxDeployment> {
  return fc.tuple(podTemplates(kind), roudi, specFields, choice).map(
    ([template, roudi, spec, chosen]) =>
      ({
        apiVersion: 'iceoryx.io/v1alpha1',
        kind: 'IceoryxDeployment',
        metadata: { name: 'robot', namespace: 'default' },
        spec: { ...spec, ...(chosen === undefined ? {} : { containers: namesOf(template, chosen) }), roudi, template },
      }) as unknown as IceoryxDeployment,
  );
}

function namesOf({ spec }: Template, chosen: readonly number[]): string[] {
  const names = [...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name);
  return [...new Set(chosen.map((index) => names[index % names.length] ?? ''))];
}
