import test from 'ava';
import { decide } from '../../../../src/controllers/deployment/decide.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import { versionFinding } from '../../../../src/controllers/deployment/versions.ts';
import { RELEASES } from '../../../../src/iceoryx/release.ts';
import { AGENT, iceoryxDeployment } from './objects.ts';

for (const [roudi, compatibility, stated, expected] of [
  ['roudi:2.0.6', undefined, {}, 'Unknown'],
  ['roudi:2.0.6', undefined, { image: 'camera:2.95.8' }, 'Unknown'],
  ['roudi:2.0.6', undefined, { annotation: '2.0.6' }, 'True'],
  ['roudi:2.0.6', undefined, { label: 'v2.0.6' }, 'True'],
  ['roudi:2.0.6', undefined, { annotation: '2.0' }, 'True'],
  ['roudi:2.0', undefined, { annotation: '2.0.5' }, 'True'],
  ['roudi:2.0.6', undefined, { annotation: '2.0.5' }, 'False'],
  ['roudi:2.0.6', 'Minor', { annotation: '2.0.5' }, 'True'],
  ['roudi:2.0.6', 'Minor', { annotation: '2.95.5' }, 'False'],
  ['roudi:2.0.6', 'Major', { annotation: '2.95.5' }, 'True'],
  ['roudi:2.0.6', 'Off', { annotation: 'nonsense' }, 'True'],
  ['roudi:2.0.6', undefined, { annotation: 'nonsense' }, 'False'],
  ['roudi:2.0.6', undefined, { image: 'camera:1.4-iceoryx2.0.6' }, 'True'],
  ['roudi:2.0.6', undefined, { image: 'registry:5000/camera:iceoryx-v2.95.8-bookworm@sha256:ab' }, 'False'],
  ['humble-2.0.5', undefined, { image: 'iceoryx2.0.5/camera:1' }, 'Unknown'],
] as const) {
  const what: { annotation?: string; label?: string; image?: string } = stated;
  test(`RouDi ${roudi}, ${compatibility ?? 'Patch'}, ${JSON.stringify(what)}: ${expected}`, (t) => {
    const { annotation, label, image = 'camera:1' } = what;
    const key = 'release.iceoryx.io/app';
    const plain = iceoryxDeployment({
      roudi: {
        image: `example.com/${roudi}`,
        release: '2.0',
        ...(compatibility === undefined ? {} : { compatibility }),
      },
    });
    const object = withTemplate(plain, {
      metadata: {
        ...(annotation === undefined ? {} : { annotations: { [key]: annotation } }),
        ...(label === undefined ? {} : { labels: { [key]: label } }),
      },
      spec: { containers: [{ name: 'app', image }] },
    });
    const finding = versionFinding(object, RELEASES['2.0']);
    t.is(finding.status, expected, finding.message);
    const { obstacle } = decide({
      object,
      child: undefined,
      capabilities: { restartAllContainers: true },
      agent: AGENT,
    });
    t.is(obstacle?.reason, expected === 'False' ? 'VersionMismatch' : undefined, 'a mismatch is not rolled out');
  });
}

test('a mismatch names both versions, where they are stated, and the remedies', (t) => {
  const object = withTemplate(iceoryxDeployment(), {
    spec: { containers: [{ name: 'app', image: 'camera:1.4-iceoryx2.95.8' }] },
  });
  t.regex(
    versionFinding(object, RELEASES['2.0']).message,
    /^RouDi is 2\.0.*app was built with 2\.95\.8 \(image camera:1\.4-iceoryx2\.95\.8\).*spec\.roudi\.compatibility/,
  );
});

function withTemplate(object: IceoryxDeployment, template: IceoryxDeployment['spec']['template']): IceoryxDeployment {
  return { ...object, spec: { ...object.spec, template } };
}

test('an image that is no text, which the schema leaves to the API server, says no version', (t) => {
  const container = { name: 'app', image: { name: 'camera:iceoryx2.0.5' } as unknown as string };
  const object = withTemplate(iceoryxDeployment(), { spec: { containers: [container] } });
  t.is(versionFinding(object, RELEASES['2.0']).status, 'Unknown');
});
