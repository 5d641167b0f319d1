import test from 'ava';
import { PROVEN_RELEASES, RELEASES, releaseOfImage } from '../../../src/iceoryx/release.ts';

for (const [image, release] of [
  ['iceoryx:2.0.3', '2.0'],
  ['localhost:5000/team/roudi:v2.95.8', '2.95'],
  ['example.com/ros:humble-2.0.5', '2.0'],
  ['example.com/roudi:2.0', '2.0'],
  ['roudi:2.0.3@sha256:0123', '2.0'],
  ['roudi@sha256:0123', undefined],
  ['localhost:5000/roudi', undefined],
  ['roudi:2.0.3-bookworm-slim', '2.0'],
  ['roudi:v2.95', '2.95'],
  ['roudi:iceoryx-v2.95.8-ubuntu', '2.95'],
  ['roudi:humble_2.0.5_amd64', '2.0'],
  ['registry:5000/a/b/c:2.0.3', '2.0'],
  ['roudi-2.0.3', undefined],
  ['registry:2.0/roudi', undefined],
  ['roudi:2.0.3.1', undefined],
  ['roudi:20.03', undefined],
  ['roudi:2.90.0', undefined],
  ['roudi:1.0.3', undefined],
  ['roudi:', undefined],
  ['', undefined],
  ['roudi:latest', undefined],
  ['roudi:3.0.1', undefined],
  ['roudi:12.0.3', undefined],
  ['roudi:1.2.0.3', undefined],
] as const) {
  test(`release of ${image} is ${release ?? 'unknown'}`, (t) => {
    t.is(releaseOfImage(image)?.id, release);
  });
}

test('1.0 is known but not supported', (t) => {
  t.false(RELEASES['1.0'].proven);
  t.deepEqual(
    PROVEN_RELEASES.map(({ id }) => id),
    ['2.0', '2.95'],
  );
});

test('each release names the files of apps', (t) => {
  t.is(RELEASES['2.0'].names.appSocket('app'), 'app');
  t.is(RELEASES['2.0'].names.appLock('app'), 'app.lock');
  t.is(RELEASES['2.95'].names.appSocket('app'), 'iox1_0_u_app');
  t.is(RELEASES['2.95'].names.appLock('app'), 'iox1_0_u_app.lock');
});
