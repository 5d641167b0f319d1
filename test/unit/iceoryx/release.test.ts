import test from 'ava';
import { releaseOfImage } from '../../../src/iceoryx/release.ts';

for (const [image, release] of [
  ['iceoryx:2.0.3', '2.0'],
  ['localhost:5000/team/roudi:v2.95.8', '2.95'],
  ['example.com/ros:humble-2.0.5', '2.0'],
  ['example.com/roudi:2.0', '2.0'],
  ['roudi:2.0.3@sha256:0123', '2.0'],
  ['roudi@sha256:0123', undefined],
  ['localhost:5000/roudi', undefined],
  ['roudi:latest', undefined],
  ['roudi:3.0.1', undefined],
  ['roudi:12.0.3', undefined],
  ['roudi:1.2.0.3', undefined],
] as const) {
  test(`release of ${image} is ${release ?? 'unknown'}`, (t) => {
    t.is(releaseOfImage(image)?.id, release);
  });
}
