import test from 'ava';
import { IceoryxDeploymentModel } from '../../../src/api/iceoryx-deployment.ts';
import { withDefaults } from '../../../src/api/structure.ts';
import { specWith } from '../../api/invalid-specs.ts';

test('a model fills in its type and serialises to what the API server accepts', (t) => {
  const { metadata, spec } = specWith({});
  const model = new IceoryxDeploymentModel({ metadata, spec });
  t.deepEqual(JSON.parse(JSON.stringify(model)), specWith({}));
  t.true(IceoryxDeploymentModel.is(model));
  t.notThrows(() => model.validate());
});

test('a model tells objects of other kinds apart', (t) => {
  t.false(IceoryxDeploymentModel.is({ ...specWith({}), kind: 'Deployment' }));
  t.false(IceoryxDeploymentModel.is({ ...specWith({}), apiVersion: 'iceoryx.io/v1' }));
  t.false(IceoryxDeploymentModel.is(null));
});

test('a model refuses what the schema refuses', (t) => {
  const { metadata, spec } = specWith({ replicas: -1 });
  t.throws(() => new IceoryxDeploymentModel({ metadata, spec }).validate(), { message: /\/spec\/replicas/ });
});

test('defaults are those of the schema, and given values stay', (t) => {
  const { spec } = withDefaults(specWith({ termination: { signalApps: 'Never' }, replicas: 0 }));
  t.like(spec, {
    replicas: 0,
    strategy: { type: 'RollingUpdate' },
    progressDeadlineSeconds: 600,
    sharedMemory: { headroomPercent: 10 },
    termination: { signalApps: 'Never', appStopSeconds: 10 },
    recovery: { mode: 'InPlace' },
    roudi: { command: ['iox-roudi'], monitoring: true, compatibility: 'Patch', logLevel: 'Warning' },
  });
});
